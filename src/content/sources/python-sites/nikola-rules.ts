import { dirname, extname } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { toBasePath } from '../markdown/address.ts'
import { isTable, ownValue, tableOf } from '../markdown/fields.ts'
import { readText } from '../markdown/front-matter-values.ts'
import type { SourceOptions } from '../source-types.ts'
import type { Literal } from './literals.ts'
import type { Settings } from './python-site.ts'

export const CONFIG = 'conf.py'

/** Files that are posts or pages: the folder and extension of their paths, and where they are shown, which may differ by language. */
export type Rule = { folder: string; extension: string; destination: Literal; isPage: boolean }

/** What the settings of a site of Nikola say about its posts. */
export type Rules = {
  rules: readonly Rule[]
  isPretty: boolean
  slugifies: boolean
  /** Whether the tags `draft` and `private` keep a post from readers. */
  hidesByTags: boolean
  /** What the name of the index page adds to addresses; nothing unless the site shows it. */
  indexFile: string
  /** The language of files that name none; unknown if the settings do not say it. */
  language: string | undefined
  /** The folder of each further language. */
  translations: ReadonlyMap<string, string>
  basePath: string
  permalink: string | undefined
  takesPages: boolean
}

/** The rules of a site. Throws an InputError if code decides which files are posts. */
export function toRules({ values, computed }: Settings, { permalink, pages = false }: SourceOptions): Rules {
  if (computed.has('POSTS')) {
    throw new InputError(`${CONFIG}: POSTS: expected a list of texts, got code, which is not run`)
  }
  const language = readText(values.get('DEFAULT_LANG'))
  const others = Object.entries(tableOf(values.get('TRANSLATIONS'))).filter(
    ([code]) => code !== (language ?? 'en'),
  )
  return {
    rules: [...rulesOf(values.get('POSTS'), false), ...rulesOf(values.get('PAGES'), true)],
    isPretty: values.get('PRETTY_URLS') !== false,
    slugifies: values.get('USE_SLUGIFY') !== false,
    hidesByTags: values.get('USE_TAG_METADATA') !== false,
    indexFile:
      values.get('STRIP_INDEXES') === false ? (readText(values.get('INDEX_FILE')) ?? 'index.html') : '',
    language,
    translations: new Map(others.map(([code, folder]) => [code, inSite(readText(folder) ?? code)])),
    basePath: toBasePath(readText(values.get('BASE_URL')) ?? readText(values.get('SITE_URL'))),
    permalink,
    takesPages: pages,
  }
}

/** The rules of a setting such as `(("posts/*.md", "posts", "post.tmpl"),)`. */
function rulesOf(setting: unknown, isPage: boolean): Rule[] {
  if (!Array.isArray(setting)) return []
  return setting.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return []
    const [pattern, destination] = entry as Literal[]
    const path = readText(pattern)
    if (path === undefined || destination === undefined) return []
    return [{ folder: dirname(path), extension: extname(path), destination, isPage }]
  })
}

/** The folder in which the posts of a rule are shown in a language. */
export function destinationOf({ destination }: Rule, language: string | undefined): string {
  if (!isTable(destination)) return inSite(readText(destination) ?? '')
  return inSite(readText(ownValue(destination, language ?? '') ?? Object.values(destination)[0]) ?? '')
}

/** A folder without "/" around it, or "./" before it. */
function inSite(folder: string): string {
  return folder.replace(/^(?:\.?\/)+|^\.$|\/+$/g, '')
}

/** The language in a path (`posts/kettles.es.md`) and the path without it. */
export function splitLanguage(
  place: string,
  { translations }: Rules,
): { bare: string; language: string | undefined } {
  const extension = extname(place)
  const stem = place.slice(0, -extension.length || undefined)
  const language = extname(stem).slice(1)
  if (!translations.has(language)) return { bare: place, language: undefined }
  return { bare: stem.slice(0, -language.length - 1) + extension, language }
}

/** The path of a post in a language, from its path without language. */
export function inLanguage(bare: string, language: string): string {
  const extension = extname(bare)
  return `${bare.slice(0, -extension.length)}.${language}${extension}`
}
