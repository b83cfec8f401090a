import { InputError } from '../../../../core/errors.ts'
import { globs } from '../../globs.ts'
import type { SourceOptions } from '../../source-types.ts'
import { toBasePath } from '../address.ts'
import { type Fields, isTable, ownValue, tableOf } from '../fields.ts'
import { readNames, readText, readYesNo } from '../front-matter-values.ts'
import { readPattern } from '../permalink.ts'
import { type EntryFilter, entryFilter } from './jekyll-entries.ts'

/** The named styles of permalinks. */
const STYLES: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
}

/** What Jekyll itself leaves out, among it the folders that Bundler puts into a site. */
const EXCLUDED = [
  ...['Gemfile', 'gemfiles', 'node_modules'],
  ...['bundle', 'cache', 'gems', 'ruby'].map((name) => `vendor/${name}/`),
]

/** Default values of front matter for the files of a scope. */
type Defaults = { holdsFor(place: string): boolean; type?: string; values: Fields }

export type Settings = {
  /** The folder of the site with "/" at the end, or nothing. */
  source: string
  /** The folder of all collections, `_posts` among them, with "/" at the end, or nothing. */
  collectionsFolder: string
  /** The collections that have pages of their own, with the patterns of their addresses. */
  collections: Record<string, string>
  postPattern: string
  pagePattern: string
  timeZone?: string
  isRead: EntryFilter
  /** The default values of front matter, the most specific last. */
  defaults: Defaults[]
  publishesDrafts: boolean
  publishesFuture: boolean
  basePath: string
}

export function readSettings(name: string, config: Fields, options: SourceOptions): Settings {
  const style = options.permalink ?? readPattern(config.permalink, `${name}: permalink`) ?? 'date'
  const posts = tableOf(tableOf(config.collections).posts)
  const ofPosts = readPattern(posts.permalink, `${name}: collections.posts.permalink`)
  const pattern = options.permalink ?? ofPosts ?? style
  const timeZone = readText(config.timezone)
  checkTimeZone(timeZone, name)
  const collectionsFolder = asFolder(readText(config.collections_dir))
  return {
    source: asFolder(readText(config.source)),
    collectionsFolder,
    collections: readCollections(config.collections, style, name),
    postPattern: ownValue(STYLES, pattern) ?? pattern,
    pagePattern: `/:path/:basename${suffixOf(style)}`,
    ...(timeZone !== undefined && { timeZone }),
    isRead: entryFilter(
      [...EXCLUDED, ...readNames(config.exclude, false)],
      ['.htaccess', ...readNames(config.include, false)],
    ),
    defaults: readDefaults(config.defaults, collectionsFolder),
    publishesDrafts: readYesNo(config.show_drafts) === true,
    publishesFuture: readYesNo(config.future) === true,
    basePath: toBasePath(readText(config.baseurl)),
  }
}

/** The end of the addresses of pages in a style of permalinks. */
function suffixOf(style: string): string {
  if (['date', 'ordinal', 'none'].includes(style) || style.endsWith(':output_ext')) return ':output_ext'
  return style === 'pretty' || style.endsWith('/') ? '/' : ''
}

function checkTimeZone(timeZone: string | undefined, name: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch (cause) {
    const got = JSON.stringify(timeZone)
    throw new InputError(`${name}: timezone: expected one such as "Europe/Berlin", got ${got}`, { cause })
  }
}

function readCollections(value: unknown, style: string, name: string): Record<string, string> {
  const published = Object.entries(tableOf(value)).filter(
    ([label, collection]) => label !== 'posts' && readYesNo(tableOf(collection).output) === true,
  )
  return Object.fromEntries(
    published.map(([label, collection]) => {
      const own = readPattern(tableOf(collection).permalink, `${name}: collections.${label}.permalink`)
      return [label, own ?? `/:collection/:path${suffixOf(style)}`]
    }),
  )
}

function readDefaults(value: unknown, collectionsFolder: string): Defaults[] {
  const entries = Array.isArray(value) ? value.filter(isTable) : []
  return entries
    .map((entry) => {
      const scope = tableOf(entry.scope)
      const type = readText(scope.type)
      const path = (readText(scope.path) ?? '').replace(/^\//, '')
      const inCollections = path.startsWith(collectionsFolder) ? path.slice(collectionsFolder.length) : path
      return {
        length: path.length,
        holdsFor: inScope(inCollections),
        ...(type !== undefined && { type: DEPRECATED_TYPES.get(type) ?? type }),
        values: tableOf(entry.values),
      }
    })
    .sort((a, b) => a.length - b.length || Number('type' in a) - Number('type' in b))
}

const DEPRECATED_TYPES = new Map([
  ['post', 'posts'],
  ['draft', 'drafts'],
  ['page', 'pages'],
])

/** Whether a place is in a scope. A path holds for all places that begin with it; its `*` stands for a part of a name. */
function inScope(path: string): (place: string) => boolean {
  if (!path.includes('*')) return (place) => place.startsWith(path)
  const matches = globs([path], '_config.yml: defaults')
  return (place) => {
    const names = place.split('/')
    return names.some((_, depth) => matches(names.slice(0, depth + 1).join('/')))
  }
}

/** A path in the form `src/`, or nothing: `./src/` and `src` are both `src/`. */
function asFolder(path = ''): string {
  const inner = path.trim().replace(/^\.?\/+|\/+$/g, '')
  return inner === '' || inner === '.' ? '' : `${inner}/`
}
