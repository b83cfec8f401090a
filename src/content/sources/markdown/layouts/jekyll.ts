import { InputError } from '../../../../core/errors.ts'
import type { SourceOptions } from '../../source-types.ts'
import { toPath } from '../address.ts'
import { type Fields, isTable, ownValue, tableOf } from '../fields.ts'
import { readNames, readText } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn, readPattern } from '../permalink.ts'
import { splitDate, splitPlace } from '../place.ts'

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.toml']

/** Jekyll: dated files in `_posts`, drafts in `_drafts`; any other Markdown with front matter makes a page. */
export const jekyll: Layout = {
  name: 'Jekyll',
  recognises: (folder) => folder.has(['_posts', ...CONFIG_FILES]),
  async open(folder, options): Promise<Site> {
    const settings = readSettings(await folder.readConfig(CONFIG_FILES), options)
    return {
      roleOf: ({ place }) => roleOf(fromSource(place, settings), options.pages === true),
      fieldsOf: (file) => fieldsOf(file, settings),
      htmlPosts: true,
      dateOrder: 'day first',
      addressOf: (post) => toPath(fillIn(patternOf(post, settings), valuesOf(post, settings))),
    }
  },
}

type Config = { name: string; fields: Fields }

/** The named styles of permalinks. */
const STYLES: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
}

/** Folders that Bundler puts into a site; they have posts of their own. */
const BUNDLED = ['bundle', 'cache', 'gems', 'ruby'].map((name) => `vendor/${name}`)

type Settings = {
  /** The folder of the site with "/" at the end, or nothing. */
  source: string
  postPattern: string
  pagePattern: string
  timeZone?: string
  /** Files and folders that are not read. */
  excluded: string[]
  /** The default values of front matter, the most specific last. */
  defaults: { path: string; type?: string; values: Fields }[]
}

function readSettings({ name, fields: config }: Config, options: SourceOptions): Settings {
  const style = options.permalink ?? readPattern(config.permalink, `${name}: permalink`) ?? 'date'
  const posts = tableOf(tableOf(config.collections).posts)
  const ofPosts = readPattern(posts.permalink, `${name}: collections.posts.permalink`)
  const pattern = options.permalink ?? ofPosts ?? style
  const timeZone = readText(config.timezone)
  checkTimeZone(timeZone, name)
  const source = withoutSlashes(readText(config.source) ?? '')
  return {
    source: source === '' ? '' : `${source}/`,
    postPattern: ownValue(STYLES, pattern) ?? pattern,
    pagePattern: `/:path/:basename${pageSuffix(style)}`,
    ...(timeZone !== undefined && { timeZone }),
    excluded: [...BUNDLED, ...readNames(config.exclude, false).map(withoutSlashes).filter(Boolean)],
    defaults: readDefaults(config.defaults),
  }
}

function pageSuffix(style: string): string {
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

function readDefaults(value: unknown): Settings['defaults'] {
  const entries = Array.isArray(value) ? value.filter(isTable) : []
  return entries
    .map((entry) => {
      const scope = tableOf(entry.scope)
      const type = readText(scope.type)
      const path = withoutSlashes(readText(scope.path) ?? '')
      return { path, ...(type !== undefined && { type }), values: tableOf(entry.values) }
    })
    .sort((a, b) => a.path.length - b.path.length)
}

/** A path without outer slashes: `src` of `./src/`. */
function withoutSlashes(path: string): string {
  return path.trim().replace(/^\.?\/+|\/+$/g, '')
}

/** A place relative to the folder of the site; undefined if it is outside of it or excluded. */
function fromSource(place: string, { source, excluded }: Settings): string | undefined {
  const inSource = place.startsWith(source) ? place.slice(source.length) : undefined
  return inSource !== undefined && excluded.some((path) => isWithin(inSource, path)) ? undefined : inSource
}

const SPECIAL = /(?:^|\/)(?<special>_posts|_drafts)\//

function roleOf(place: string | undefined, pages: boolean): 'post' | 'page' | undefined {
  if (place === undefined) return undefined
  const special = SPECIAL.exec(place)?.groups?.special
  if (special === '_drafts') return 'post'
  if (special === '_posts') return splitDate(splitPlace(place).stem).date === undefined ? undefined : 'post'
  // Any other folder that begins with "_" is a collection, or is not read at all.
  return pages && !/(?:^|\/)_/.test(place) ? 'page' : undefined
}

/** The front matter with defaults. A post's categories are the folders above `_posts` and those of its front matter. */
function fieldsOf(file: MarkdownFile, settings: Settings): Fields {
  const place = fromSource(file.place, settings) ?? file.place
  const special = SPECIAL.exec(place)
  const type = special === null ? 'pages' : (special.groups?.special ?? '').slice(1)
  const fallbacks = settings.defaults.filter(
    (entry) => (entry.type ?? type) === type && isWithin(place, entry.path),
  )
  const fallback = Object.fromEntries(fallbacks.flatMap(({ values }) => Object.entries(values)))
  const fields: Fields = { ...fallback, ...file.fields }
  if (special === null) return fields
  const folders = place.slice(0, special.index).split('/').filter(Boolean)
  const own = readNames(fields.categories, file.language === 'yaml')
  return { ...fields, categories: [...folders, ...own] }
}

function isWithin(place: string, path: string): boolean {
  return path === '' || place === path || place.startsWith(`${path}/`)
}

function patternOf(post: PostParts, settings: Settings): string {
  const own = readText(post.fields.permalink)
  if (own !== undefined && own !== 'false') return own
  if (SPECIAL.test(post.place)) return settings.postPattern
  return splitPlace(post.place).isIndex ? '/:path/:basename/' : settings.pagePattern
}

function valuesOf(post: PostParts, settings: Settings): Record<string, string> {
  const place = fromSource(post.place, settings) ?? post.place
  const { folders, stem } = splitPlace(place)
  const slug = readText(post.fields.slug) ?? splitDate(stem).rest
  return {
    ...dateValues(dayInSite(post, settings)),
    categories: unique(post.categories.map((name) => name.toLowerCase())).join('/'),
    slugified_categories: unique(post.categories.map(slugify)).join('/'),
    title: slugifyPretty(slug),
    slug: slugify(slug),
    path: folders.join('/'),
    basename: stem,
    output_ext: '.html',
  }
}

/** The date in the site's time zone. A date without a time is no moment, so it stays the same in every zone. */
function dayInSite({ date = '', fields }: PostParts, { timeZone }: Settings): string {
  const hasTime = readText(fields.date)?.includes(':') === true
  if (timeZone === undefined || !hasTime || Number.isNaN(Date.parse(date))) return date
  const swedish = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return swedish.format(new Date(date)).replace(' ', 'T')
}

/** Jekyll's `slugify`, in its modes "pretty" and "default". */
function slugifyPretty(text: string): string {
  return text.replace(/[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu, '-').replace(/^-|-$/g, '')
}

function slugify(text: string): string {
  return text
    .replace(/[^\p{M}\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
