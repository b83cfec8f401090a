import { stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import type { Fields } from '../markdown/fields.ts'
import type { Site } from '../markdown/layout.ts'
import { toRawPost } from '../markdown/markdown-post.ts'
import { readTextFile } from '../markdown/read-text-file.ts'
import type { SourceItem, SourceOptions } from '../source-types.ts'
import { allFiles } from '../walk.ts'
import { type Literal, readLiterals } from './literals.ts'
import { rstToHtml } from './rst.ts'

/** A longer file is no post, and a longer configuration none that people write. */
const MAX_FILE_BYTES = 32 * 1024 * 1024
const MAX_CONFIG_BYTES = 1024 * 1024

type Markup = 'markdown' | 'rst' | 'html'

/** The kind of markup of a file by its extension; `.txt` is reStructuredText in Nikola. */
const MARKUPS = new Map<string, Markup>([
  ...['.md', '.markdown', '.mkd', '.mdown'].map((extension) => [extension, 'markdown'] as const),
  ...['.rst', '.txt'].map((extension) => [extension, 'rst'] as const),
  ...['.html', '.htm'].map((extension) => [extension, 'html'] as const),
])

/** A file of a site: its path in the folder of the site, its markup and its text. */
export type SiteText = { place: string; path: string; markup: Markup; text: string }

/** The parts of a post, or what is wrong with its fields, or why it is left out. */
export type SitePost =
  | { kind: 'post'; fields: Fields; body: string; url: string }
  | { kind: 'skipped'; reason: string }
  | { kind: 'failed'; reason: string }

/** The settings of a site in Python. Those that Python would have to compute are `computed`. */
export type Settings = ReturnType<typeof readLiterals>

/** The settings in a file of Python; undefined if there is no such file. Throws an InputError if it cannot be read. */
export async function readSettings(folder: string, name: string): Promise<Settings | undefined> {
  const path = join(folder, name)
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return undefined
  const { text, reason } = await readTextFile(path, MAX_CONFIG_BYTES)
  if (text === undefined) throw new InputError(`${path}: ${reason}`)
  return readLiterals(text)
}

/** The text of a setting, or a default. Throws an InputError if it is computed, since addresses depend on it, unless there is no need to know it. */
export function textSetting(
  { values, computed }: Settings,
  name: string,
  fallback: string,
  { file, isNeeded = true }: { file: string; isNeeded?: boolean },
): string {
  if (computed.has(name) && isNeeded) {
    throw new InputError(
      `${file}: ${name}: expected a text, got code, which is not run; say the pattern of addresses with "permalink"`,
    )
  }
  const value = values.get(name)
  return typeof value === 'string' ? value : fallback
}

/** The texts in a setting that is a list, or a default. */
export function textsSetting(
  { values }: Settings,
  name: string,
  fallback: readonly string[],
): readonly string[] {
  const value: Literal | undefined = values.get(name)
  const list = typeof value === 'string' ? [value] : value
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : fallback
}

/** Each file of a site in Markdown, reStructuredText or HTML as an item, if `read` makes something of it. */
export async function* readSite(
  root: string,
  folder: string,
  {
    read,
    basePath,
    options,
    signal,
  }: {
    read(file: SiteText): SitePost | undefined | Promise<SitePost | undefined>
    /** The path that the site lies under, such as `/blog`. */
    basePath: string
    options: SourceOptions
    signal: AbortSignal | undefined
  },
): AsyncGenerator<SourceItem, void, undefined> {
  for await (const path of allFiles(folder)) {
    signal?.throwIfAborted()
    const markup = MARKUPS.get(extname(path).toLowerCase())
    if (markup === undefined) continue
    const place = relative(root, path).split(sep).join('/')
    const { text, reason } = await readTextFile(path, MAX_FILE_BYTES)
    if (text === undefined) {
      yield { kind: 'failed', place, reason }
      continue
    }
    const post = await read({ place, path, markup, text })
    if (post !== undefined) yield toItem(post, { place, markup }, { ...options, basePath })
  }
}

function toItem(
  post: SitePost,
  { place, markup }: Pick<SiteText, 'place' | 'markup'>,
  { siteUrl, basePath }: SourceOptions & { basePath: string },
): SourceItem {
  if (post.kind === 'failed') return { kind: 'failed', place, reason: post.reason }
  if (post.kind === 'skipped') return { kind: 'skipped', place, what: 'post', reason: post.reason }
  const { fields, body, url } = post
  const site: Site = { roleOf: () => 'post', addressOf: () => url, basePath }
  const value = toRawPost({ place, language: 'yaml', fields, body }, siteUrl, site) as Fields
  if (markup === 'markdown') return { kind: 'document', place, value }
  const html = markup === 'rst' ? rstToHtml(body) : body
  return { kind: 'document', place, value: { ...value, text: html, format: 'html' } }
}

/** Names with semicolons between them, or else with commas. A list stays one. */
export function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'string') return []
  return value
    .split(value.includes(';') ? ';' : ',')
    .map((name) => name.trim())
    .filter(Boolean)
}
