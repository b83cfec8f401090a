import { stat } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { readDate } from '../../documents/read-date.ts'
import { type LinearPattern, linearPattern } from '../linear-pattern.ts'
import { toBasePath, toPath } from '../markdown/address.ts'
import { type Fields, lowerCaseNames, ownValue, tableOf } from '../markdown/fields.ts'
import { readText } from '../markdown/front-matter-values.ts'
import { dateValues, fillIn } from '../markdown/permalink.ts'
import { withoutExtension } from '../markdown/place.ts'
import type { FolderFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { readMarkdownHeader, readRstHeader } from './headers.ts'
import type { readHtmlHeader } from './html-header.ts'
import { slugMaker } from './pelican-slugs.ts'
import {
  namesOf,
  readSettings,
  readSite,
  type Settings,
  type SitePost,
  type SiteText,
  textSetting,
  textsSetting,
} from './python-site.ts'

const CONFIG = 'pelicanconf.py'
/** What is different on the site that is published. It imports the settings of the other file. */
const PUBLISHED_CONFIG = 'publishconf.py'
/** What `%Y` and the like stand for. With a dash, a number has no leading zero. */
const STRFTIME = new Map(
  Object.entries({
    ...{
      Y: 'year',
      y: 'short_year',
      m: 'month',
      '-m': 'i_month',
      b: 'short_month',
      B: 'long_month',
      d: 'day',
      '-d': 'i_day',
    },
    ...{ H: 'hour', M: 'minute', S: 'second', j: 'y_day', a: 'short_day', A: 'long_day' },
  }),
)
/** Statuses of Pelican that readers do not come upon. */
const HIDDEN: ReadonlySet<string> = new Set(['draft', 'hidden', 'skip'])

/** A site of Pelican: Markdown, reStructuredText and HTML with fields at their start. */
export const pelicanFormat: FolderFormat = {
  name: 'pelican',
  title: 'Pelican',
  recognises: async (path) => (await findSite(path)) !== undefined,
  async open(path, options) {
    const site = await findSite(path)
    if (site === undefined) throw new InputError(`${path}: expected a site of Pelican, found no ${CONFIG}`)
    const rules = toRules(site, options)
    return {
      name: path,
      format: 'pelican',
      complete: true,
      items: (signal) => readPelican(site, rules, { options, signal }),
    }
  },
}

type PelicanSite = { root: string; content: string; settings: Settings }

/** The site in a folder, or the one whose content the folder is. */
async function findSite(path: string): Promise<PelicanSite | undefined> {
  for (const root of [resolve(path), dirname(resolve(path))]) {
    const own = await readSettings(root, CONFIG)
    if (own === undefined) continue
    const settings = merged(own, await readSettings(root, PUBLISHED_CONFIG))
    const content = resolve(root, textSetting(settings, 'PATH', 'content', { file: CONFIG, isNeeded: false }))
    const isInside = content === root || content.startsWith(root + sep)
    if (isInside && (root === resolve(path) || content === resolve(path))) return { root, content, settings }
  }
  return undefined
}

/** The settings of both files; those of the second count. */
function merged(own: Settings, published: Settings | undefined): Settings {
  if (published === undefined) return own
  const values = new Map([...own.values, ...published.values])
  const computed = new Set([...own.computed, ...published.computed])
  for (const name of published.values.keys()) computed.delete(name)
  for (const name of published.computed) values.delete(name)
  return { values, computed }
}

async function* readPelican(
  { root, content }: PelicanSite,
  rules: Rules,
  reading: { options: SourceOptions; signal: AbortSignal | undefined },
): AsyncGenerator<SourceItem, void, undefined> {
  // Loaded only here, since other formats need no HTML tree.
  const { readHtmlHeader } = await import('./html-header.ts')
  const readers = { ...READERS, html: readHtmlHeader }
  const read = (file: SiteText) =>
    readPost(file, relative(content, file.path).split(sep).join('/'), { rules, readers })
  yield* readSite(root, content, { ...reading, basePath: rules.basePath, read })
}

const READERS = { markdown: readMarkdownHeader, rst: readRstHeader }
type Readers = typeof READERS & { html: typeof readHtmlHeader }

type Rules = {
  articlePaths: readonly string[]
  articleExcludes: readonly string[]
  pagePaths: readonly string[]
  urls: { article: string; articleInOther: string; page: string; pageInOther: string }
  permalink: string | undefined
  takesPages: boolean
  readsHtml: boolean
  language: string
  /** Whether the settings say the language, so that posts have it. */
  saysLanguage: boolean
  basePath: string
  defaults: Fields
  /** Fields of a file or of all files in a folder, by path, the nearest folder last. */
  byPath: readonly [path: string, fields: Fields][]
  category: string
  byFolder: boolean
  inNames: readonly LinearPattern[]
  inPaths: readonly LinearPattern[]
  slugSource: string
  slugOf: ReturnType<typeof slugMaker>
  /** The date of articles without one: that of the file (`fs`), or the same for all. */
  defaultDate: string | undefined
  author: string | undefined
}

function toRules({ settings }: PelicanSite, { permalink, pages = false }: SourceOptions): Rules {
  const { values } = settings
  const url = (name: string, fallback: string) =>
    textSetting(settings, name, fallback, { file: CONFIG, isNeeded: permalink === undefined })
  const text = (name: string, fallback: string) =>
    textSetting(settings, name, fallback, { file: CONFIG, isNeeded: false })
  return {
    articlePaths: textsSetting(settings, 'ARTICLE_PATHS', ['']),
    articleExcludes: textsSetting(settings, 'ARTICLE_EXCLUDES', []),
    pagePaths: textsSetting(settings, 'PAGE_PATHS', ['pages']),
    urls: {
      article: url('ARTICLE_URL', '{slug}.html'),
      articleInOther: url('ARTICLE_LANG_URL', '{slug}-{lang}.html'),
      page: url('PAGE_URL', 'pages/{slug}.html'),
      pageInOther: url('PAGE_LANG_URL', 'pages/{slug}-{lang}.html'),
    },
    permalink,
    takesPages: pages,
    readsHtml: tableOf(values.get('READERS')).html !== null,
    language: text('DEFAULT_LANG', 'en').toLowerCase(),
    saysLanguage: values.has('DEFAULT_LANG'),
    basePath: toBasePath(text('SITEURL', '')),
    defaults: tableOf(values.get('DEFAULT_METADATA')),
    byPath: Object.entries(tableOf(values.get('EXTRA_PATH_METADATA')))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, fields]) => [path, lowerCaseNames(tableOf(fields))]),
    category: text('DEFAULT_CATEGORY', 'misc'),
    byFolder: values.get('USE_FOLDER_AS_CATEGORY') !== false,
    inNames: patternsOf(
      text('FILENAME_METADATA', String.raw`(?P<date>\d{4}-\d{2}-\d{2}).*`),
      'FILENAME_METADATA',
    ),
    inPaths: patternsOf(text('PATH_METADATA', ''), 'PATH_METADATA'),
    slugSource: text('SLUGIFY_SOURCE', 'title'),
    slugOf: slugMaker(settings, { file: CONFIG, isNeeded: permalink === undefined }),
    defaultDate: defaultDateOf(values.get('DEFAULT_DATE')),
    author: readText(values.get('AUTHOR')),
  }
}

/** A regular expression of the settings that matches from the beginning. */
function patternsOf(pattern: string, name: string): LinearPattern[] {
  if (pattern === '') return []
  const compiled = linearPattern(`^(?:${pattern})`)
  if (compiled !== undefined) return [compiled]
  throw new InputError(
    `${CONFIG}: ${name}: expected a regular expression without lookarounds and backreferences, got ${JSON.stringify(pattern)}`,
  )
}

/** The article or page of a file. `path` is its place in the folder of the content. */
async function readPost(
  { path: file, markup, text }: SiteText,
  path: string,
  { rules, readers }: { rules: Rules; readers: Readers },
): Promise<SitePost | undefined> {
  const isPage = isIn(path, rules.pagePaths)
  const isArticle = !isPage && isIn(path, rules.articlePaths) && !isIn(path, rules.articleExcludes)
  if (!isPage && !isArticle) return undefined
  if (markup === 'html' && !rules.readsHtml) return undefined
  const head = readers[markup](text)
  if (head.reason !== undefined) return { kind: 'failed', reason: head.reason }
  const fields = await dated(withDefaults(head.fields, path, rules), file, rules)
  const reason = whyLeftOut(fields, { isPage, takesPages: rules.takesPages })
  if (reason !== undefined) return { kind: 'skipped', reason }
  return { kind: 'post', fields, body: head.body, url: addressOf(fields, path, { ...rules, isPage }) }
}

/** The date of `DEFAULT_DATE`, such as `(2012, 3, 2, 14, 1)`, or `fs`. */
function defaultDateOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return readText(value)
  const [year, month = '1', day = '1', ...time] = value.map((part) => String(part).padStart(2, '0'))
  const [hour = '00', minute = '00', second = '00'] = time
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`
}

/** The fields with the default date, if they have none. */
async function dated(fields: Fields, file: string, { defaultDate }: Rules): Promise<Fields> {
  if (defaultDate === undefined || readText(fields.date) !== undefined) return fields
  return { ...fields, date: defaultDate === 'fs' ? (await stat(file)).mtime.toISOString() : defaultDate }
}

/** The reason why a file is not for readers; Pelican itself makes no page without a title, and no article without a date. */
function whyLeftOut(
  fields: Fields,
  { isPage, takesPages }: { isPage: boolean; takesPages: boolean },
): string | undefined {
  const status = (readText(fields.status) ?? 'published').toLowerCase()
  if (HIDDEN.has(status)) return status
  if (status !== 'published') return `status ${status.slice(0, 40)}`
  if (readText(fields.title) === undefined) return 'without title'
  if (isPage) return takesPages ? undefined : 'page'
  return readText(fields.date) === undefined ? 'without date' : undefined
}

function isIn(path: string, folders: readonly string[]): boolean {
  return folders
    .map((folder) => folder.replace(/^\.?\/|\/+$/g, ''))
    .some((folder) => folder === '' || folder === '.' || path === folder || path.startsWith(`${folder}/`))
}

/** The fields of a file, with those that its name, its path and the settings give. */
function withDefaults(given: Fields, path: string, rules: Rules): Fields {
  const folders = path.split('/')
  const name = withoutExtension(folders.pop() ?? '')
  const found = [
    ...rules.inPaths.map((pattern) => pattern.groupsOf(path)),
    ...rules.inNames.map((pattern) => pattern.groupsOf(name)),
  ]
  const folder = rules.byFolder ? folders.at(-1) : undefined
  const inPath = Object.assign({}, folder === undefined ? {} : { category: folder }, ...found)
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const extra = rules.byPath.filter(([at]) => path === at || path.startsWith(`${at.replace(/\/+$/, '')}/`))
  const language = rules.saysLanguage ? { lang: rules.language } : {}
  const fields: Fields = Object.assign(
    language,
    rules.defaults,
    ...extra.map(([, given]) => given),
    inPath,
    filled,
  )
  const date = readText(fields.date)?.replaceAll('_', ' ')
  const authors = namesOf(fields.authors ?? fields.author)
  return {
    ...fields,
    ...(date !== undefined && { date }),
    tags: namesOf(fields.tags),
    authors: authors.length > 0 ? authors : namesOf(rules.author),
    author: undefined,
  }
}

function addressOf(fields: Fields, path: string, rules: Rules & { isPage: boolean }): string {
  const whole = readText(fields.url)
  if (whole !== undefined) return toPath(whole)
  const values = valuesOf(fields, path, rules)
  const date = dateValues(readDate(readText(fields.date) ?? '') ?? '')
  if (rules.permalink !== undefined && !rules.isPage) {
    return toPath(fillIn(rules.permalink, { ...date, ...values, title: values.slug }))
  }
  return toPath(fillPattern(patternOf(values.lang, rules), { values, date, fields }))
}

function patternOf(
  language: string | undefined,
  { urls, isPage, language: siteLanguage }: Rules & { isPage: boolean },
): string {
  if (language === siteLanguage) return isPage ? urls.page : urls.article
  return isPage ? urls.pageInOther : urls.articleInOther
}

function valuesOf(fields: Fields, path: string, rules: Rules): Record<string, string> {
  const stem = withoutExtension(path.slice(path.lastIndexOf('/') + 1))
  const title = rules.slugSource === 'basename' ? stem : readText(fields.title)
  return {
    slug: readText(fields.slug) ?? rules.slugOf('SLUG', title ?? ''),
    lang: readText(fields.lang)?.toLowerCase() ?? rules.language,
    category: rules.slugOf('CATEGORY', readText(fields.category) ?? rules.category),
    author: rules.slugOf('AUTHOR', namesOf(fields.authors)[0] ?? ''),
    path: withoutExtension(path),
  }
}

/** A pattern such as `{date:%Y}/{slug}/` with its values. A field of the post may stand in it too. */
function fillPattern(
  pattern: string,
  {
    values,
    date,
    fields,
  }: { values: Record<string, string>; date: Record<string, string | undefined>; fields: Fields },
): string {
  return pattern.replace(
    /\{(?<name>\w+)(?::(?<format>[^}]*))?\}/g,
    (placeholder, name: string, format: string | undefined) => {
      if (name === 'date') return strftime(format ?? '%Y-%m-%d', date)
      return ownValue(values, name) ?? readText(ownValue(fields, name)) ?? placeholder
    },
  )
}

function strftime(format: string, date: Record<string, string | undefined>): string {
  return format.replace(
    /%(-?[A-Za-z])/g,
    (directive, letter: string) => date[STRFTIME.get(letter) ?? ''] ?? directive,
  )
}
