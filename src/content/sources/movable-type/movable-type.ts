import { basename } from 'node:path'
import type { FileFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { FIELD, readEntries } from './entries.ts'
import { toItems } from './to-items.ts'

/** Movable Type's own pattern of addresses. */
const PERMALINK = '/:year/:month/:slug.html'
/** Hatena's pattern. Its names have slashes: `2025/01/15/123456`. */
const HATENA_PERMALINK = '/entry/:basename'
const HATENA_HOST =
  /(?:^|\.)(?:hatenablog\.(?:com|jp)|hateblo\.jp|hatenadiary\.(?:com|jp|org)|hatenablog-parts\.com)$/i
const HATENA_NAME = /^BASENAME: \S*\//

/** The text export of Movable Type, which TypePad, Hatena and other services write too. */
export const movableTypeFormat: FileFormat = {
  name: 'movabletype',
  title: 'Movable Type export',
  recognises: (head) => {
    const lines = head.split(/\r?\n/)
    const first = lines.find((line) => line.trim() !== '') ?? ''
    return FIELD.test(first.trimEnd()) && lines.some((line) => /^-{5}\s*$/.test(line))
  },
  open: (path, options) => ({
    name: path,
    format: 'movabletype',
    complete: true,
    items: (signal) => readExport(path, options, signal),
  }),
}

async function* readExport(
  path: string,
  options: SourceOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const name = basename(path)
  const permalink =
    options.permalink ?? ((await isOfHatena(path, options, signal)) ? HATENA_PERMALINK : PERMALINK)
  for await (const entry of readEntries(path, signal)) {
    if (entry.reason !== undefined) {
      yield { kind: 'failed', place: `${name}:${entry.line}`, reason: entry.reason }
    } else yield* toItems(entry, name, { siteUrl: options.siteUrl, permalink })
  }
}

/** Whether an export is of Hatena, by the address of the site or by any name with slashes. */
async function isOfHatena(
  path: string,
  { siteUrl }: SourceOptions,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (siteUrl !== undefined && HATENA_HOST.test(new URL(siteUrl).hostname)) return true
  for await (const entry of readEntries(path, signal)) {
    if (entry.reason === undefined && entry.sections[0]?.lines.some((line) => HATENA_NAME.test(line)))
      return true
  }
  return false
}
