import { type Fields, tableOf } from '../fields.ts'
import { readText, readTexts, readYesNo } from '../front-matter-values.ts'
import { globMatcher } from './patterns.ts'

export const CONFIG_FILES = ['zola.toml', 'config.toml']

/** The parts of Zola's configuration about content and addresses. */
export type Settings = {
  /** The language of files that do not say theirs, if the configuration names it. */
  language?: string
  /** The languages besides it. */
  languages: string[]
  /** The way in which names become parts of addresses: `on`, `safe` or `off`. */
  slugify: string
  keepsDates: boolean
  /** Whether a file is ignored, by its whole path on the disk. */
  isIgnored(path: string): boolean
  permalink?: string
}

export function readSettings(config: Fields, permalink: string | undefined): Settings {
  const slugify = tableOf(config.slugify)
  const languages = Object.keys(tableOf(config.languages))
  const language = readText(config.default_language) ?? (languages.length > 0 ? 'en' : undefined)
  const ignored = readTexts(config.ignored_content).map((glob) => globMatcher(glob, { crossesFolders: true }))
  return {
    ...(language !== undefined && { language }),
    languages: languages.filter((code) => code !== language),
    slugify: readText(slugify.paths) ?? 'on',
    keepsDates: readYesNo(slugify.paths_keep_dates) === true,
    isIgnored: (path) => ignored.some((matches) => matches(path)),
    ...(permalink !== undefined && { permalink }),
  }
}

/** The language in a file's name (`cats.de.md`), and its place without that. */
export function languageOf(place: string, { languages }: Settings): { code?: string; bare: string } {
  const [, name = '', code = ''] = /^(.*)\.([^./]+)\.md$/.exec(place) ?? []
  return languages.includes(code) ? { code, bare: `${name}.md` } : { bare: place }
}
