import { isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { readText, readTexts } from '../front-matter-values.ts'
import { globMatcher } from './patterns.ts'

/** A folder or file whose content is put at another place of the site. */
export type Mount = {
  /** The path of the folder or file, without "/" at the ends. */
  source: string
  /** The folder of the site's content where it is put; empty at the top. */
  target: string
  /** The language of the content, if the mount says it. */
  code?: string
  /** Whether a file is taken. Its path is that in the source. */
  takes(path: string): boolean
}

type MountedLanguage = { code: string; contentDir: string; isDefault: boolean }

/** The mounts of content, those of deeper folders first. Without any, each language has its folder. */
export function readMounts(
  module: unknown,
  languages: readonly MountedLanguage[],
  contentDir: string,
): Mount[] {
  const given = tableOf(module).mounts
  const own = (Array.isArray(given) ? given : []).filter(isTable).flatMap(readMount)
  const mounts = own.length > 0 ? own : languages.map((language) => ofLanguage(language, contentDir))
  const isDefault = (code: string | undefined) =>
    languages.some((language) => language.code === code && language.isDefault)
  return mounts.toSorted(
    (a, b) => b.source.length - a.source.length || Number(isDefault(b.code)) - Number(isDefault(a.code)),
  )
}

function ofLanguage({ code, contentDir: own }: MountedLanguage, contentDir: string): Mount {
  return {
    source: trimmed(own),
    target: '',
    ...(own !== contentDir && { code }),
    takes: () => true,
  }
}

function readMount(table: Record<string, unknown>): Mount[] {
  const mount = lowerCaseNames(table)
  const source = trimmed(readText(mount.source) ?? '')
  const target = trimmed(readText(mount.target) ?? '')
  if (source === '' || !/^content(?:\/|$)/.test(target)) return []
  const matrix = lowerCaseNames(tableOf(lowerCaseNames(tableOf(mount.sites)).matrix))
  const [code] = [...readTexts(mount.lang), ...readTexts(matrix.languages)]
  const isPlain = code !== undefined && /^[\w-]+$/.test(code)
  return [
    {
      source,
      target: trimmed(target.slice('content'.length)),
      ...(isPlain && { code: code.toLowerCase() }),
      takes: takerOf(mount),
    },
  ]
}

/** Globs of files that are taken and of those that are not, which begin with "!" in `files`. */
function takerOf(mount: Record<string, unknown>): Mount['takes'] {
  const files = readTexts(mount.files)
  const matchers = (globs: string[]) => globs.map((glob) => globMatcher(trimmed(glob)))
  const included = matchers([
    ...readTexts(mount.includefiles),
    ...files.filter((glob) => !glob.startsWith('!')),
  ])
  const excluded = matchers([
    ...readTexts(mount.excludefiles),
    ...files.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1).trim()),
  ])
  return (path) =>
    (included.length === 0 || included.some((matches) => matches(path))) &&
    !excluded.some((matches) => matches(path))
}

function trimmed(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '')
}
