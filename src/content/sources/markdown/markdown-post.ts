import { idFromUrl } from '../../documents/post-id.ts'
import { readDate } from '../../documents/read-date.ts'
import { stripTemplateTags } from '../../documents/template-tags.ts'
import { ownFacets } from '../own-facets.ts'
import { underSite } from '../site-url.ts'
import { type Fields, isTable, lowerCaseNames, tableOf } from './fields.ts'
import { readPicture } from './front-matter-picture.ts'
import { readNames, readPeople, readText, readYesNo } from './front-matter-values.ts'
import type { MarkdownFile, Site } from './layout.ts'
import { plainSite } from './layouts/plain.ts'
import { mdxToMarkdown } from './mdx.ts'
import { whyNotForSearch } from './not-for-search.ts'
import { withPageValues } from './page-values.ts'
import { splitDate, splitPlace } from './place.ts'

/** A raw post, and the reason why it is not to be found, if it is not. */
type ReadPost = { value: Fields; excludedBy?: string }

/** The raw post of a Markdown file, as `readPost` reads it. */
export function toRawPost(...args: Parameters<typeof readPost>): unknown {
  return readPost(...args).value
}

/**
 * The raw post of a Markdown file, not yet validated. It reads fields that front matter usually calls by other names
 * (`lastmod`, `published`, `[taxonomies]`, ...). Fields that a post does not have, such as `layout`, are left out. `warn` is told of each date that
 * cannot be read; the next date counts in its place.
 */
export function readPost(
  file: Omit<MarkdownFile, 'folders'> & Partial<Pick<MarkdownFile, 'folders'>>,
  siteUrl: string | undefined,
  site: Site = plainSite(),
  warn: (warning: string) => void = () => undefined,
  facets: readonly string[] = [],
): ReadPost {
  const read: MarkdownFile = { folders: [], ...file, fields: lowerCaseNames(file.fields) }
  const fields = site.fieldsOf?.(read) ?? read.fields
  const { place, language, body } = read
  const dates: DateReader = { order: site.dateOrder, warn }
  const date = findDate(fields, place, dates)
  const bySpaces = site.namesBySpaces === true && language === 'yaml'
  const categories = readTaxonomy(fields, bySpaces, ['categories', 'category'])
  const parts = { ...read, fields, categories, ...(date !== undefined && { date }) }
  const address = site.addressOf(parts)
  const warning = site.warningOf?.(parts)
  if (warning !== undefined) warn(warning)
  const aliases = site.aliasesOf?.(parts) ?? []
  const excludedBy = whyNotForSearch(fields, toDate(fields, 'expirydate', dates))
  const value = withoutAbsent({
    id: readText(fields.id) ?? idFromUrl(address),
    url: onSite(address, siteUrl, site.basePath),
    aliases: aliases.length === 0 ? undefined : aliases.map((path) => onSite(path, siteUrl, site.basePath)),
    title: readText(fields.title),
    ...textOf(withPageValues(body, fields), place, site),
    ...readPicture(fields, place, { post: address, onSite: (path) => onSite(path, siteUrl, site.basePath) }),
    description: readDescription(fields),
    date: laterDate(date, toDate(fields, 'publishdate', { ...dates, warn: () => undefined })),
    updated: firstDate(fields, UPDATES, dates),
    tags: readTaxonomy(fields, bySpaces, ['tags', 'tag']),
    categories,
    keywords: readTaxonomy(fields, false, ['keywords', 'keyword']),
    facets: ownFacets(
      { ...tableOf(fields.extra), ...tableOf(fields.params), ...tableOf(fields.taxonomies), ...fields },
      facets,
    ),
    language: readText(fields.language) ?? readText(fields.lang),
    author: readPeople(fields.author) ?? readPeople(fields.authors),
    popularity: readNumber(fields.popularity),
    draft: readDraft(fields, place, site),
    search: excludedBy === undefined ? readSearch(fields.search) : false,
  })
  return { value, ...(excludedBy !== undefined && { excludedBy }) }
}

/** The address of a path on the site. The site's own path is not repeated if the site's address has it already. */
function onSite(address: string, siteUrl: string | undefined, basePath = ''): string {
  if (!address.startsWith('/')) return address
  if (siteUrl === undefined) return basePath + address
  const hasBase = new URL(siteUrl).pathname.replace(/\/+$/, '').endsWith(basePath)
  return underSite(hasBase ? address : basePath + address, siteUrl)
}

function textOf(body: string, place: string, site: Site): { text: string; format: 'html' | 'markdown' } {
  if (/\.html?$/i.test(place)) return { text: stripTemplateTags(body, 'html'), format: 'html' }
  const isMdx = site.allMdx === true || /\.mdx$/i.test(place)
  return { text: isMdx ? mdxToMarkdown(body) : body, format: 'markdown' }
}

/** The texts about a post that generators show in lists and in search engines. */
function readDescription(fields: Fields): string | undefined {
  const texts = [fields.description, fields.excerpt, fields.summary]
    .filter((value) => typeof readYesNo(value) !== 'boolean')
    .flatMap((value) => readText(value) ?? [])
  return texts.length === 0 ? undefined : texts.join('\n\n')
}

/** Characters of a date that a warning shows. */
const MAX_SHOWN = 80
const DATES = ['date', 'pubdate', 'pubdatetime', 'publishdate', 'published']
const UPDATES = ['updated', 'updateddate', 'lastmod', 'modified', 'moddatetime', 'last_modified_at']

/** How the dates of a site are read, and who is told of those that cannot be read. */
type DateReader = { order: Site['dateOrder']; warn: (warning: string) => void }

/** The date in the front matter, otherwise in the file's name, otherwise in the `path`. */
function findDate(fields: Fields, place: string, dates: DateReader): string | undefined {
  const [, year, month, day] = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})\//.exec(readText(fields.path) ?? '') ?? []
  const inPath = day === undefined ? undefined : `${year}-${month}-${day}`
  const inName = splitDate(splitPlace(place).stem).date
  return firstDate(fields, DATES, dates) ?? readDate(inName ?? '') ?? readDate(inPath ?? '')
}

/** The first date among these fields. `published` is a date or, in Jekyll, a yes or no. */
function firstDate(fields: Fields, names: readonly string[], dates: DateReader): string | undefined {
  for (const name of names) {
    if (typeof readYesNo(fields[name]) === 'boolean') continue
    const date = toDate(fields, name, dates)
    if (date !== undefined) return date
  }
  return undefined
}

/** A post with both a date and Hugo's publishDate appears on the later of them. */
function laterDate(date: string | undefined, publishDate: string | undefined): string | undefined {
  if (date === undefined || publishDate === undefined) return date ?? publishDate
  return Date.parse(publishDate) > Date.parse(date) ? publishDate : date
}

/** The date of a field. If it cannot be read, there is none, and a warning. */
function toDate(fields: Fields, name: string, { order, warn }: DateReader): string | undefined {
  const text = readText(fields[name])
  if (text === undefined) return undefined
  const date = readDate(text, order)
  if (date === undefined)
    warn(`field "${name}": expected a date, got ${JSON.stringify(text.slice(0, MAX_SHOWN))}`)
  return date
}

function readDraft(fields: Fields, place: string, { publishesDrafts = false }: Site): unknown {
  const isInDrafts = !publishesDrafts && place.split('/').includes('_drafts')
  if (isInDrafts || readYesNo(fields.published) === false) return true
  return readYesNo(fields.draft)
}

/** `search` as yes or no. As a table it is that of a search plugin. */
function readSearch(search: unknown): unknown {
  return isTable(search) ? undefined : readYesNo(search)
}

/** A taxonomy of many names (`tags`) or of one (`tag`), at the top or in Zola's `[taxonomies]`. */
function readTaxonomy(fields: Fields, bySpaces: boolean, [many, one]: [many: string, one: string]): string[] {
  return [
    ...readNames(fields[many], bySpaces),
    ...readNames(fields[one], false),
    ...readNames(tableOf(fields.taxonomies)[many], false),
  ]
}

function readNumber(value: unknown): unknown {
  const text = readText(value)
  return text === undefined ? undefined : Number.isNaN(Number(text)) ? text : Number(text)
}

function withoutAbsent(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
