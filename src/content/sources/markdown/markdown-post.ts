import { idFromUrl } from '../../documents/post-id.ts'
import { readDate } from '../../documents/read-date.ts'
import { stripTemplateTags } from '../../documents/template-tags.ts'
import { underSite } from '../site-url.ts'
import { type Fields, type FieldsLanguage, lowerCaseNames, tableOf } from './fields.ts'
import { readNames, readPeople, readText, readYesNo } from './front-matter-values.ts'
import type { MarkdownFile, Site } from './layout.ts'
import { plainSite } from './layouts/plain.ts'
import { mdxToMarkdown } from './mdx.ts'
import { splitDate, splitPlace } from './place.ts'

/**
 * The raw post of a Markdown file, not yet validated. It reads fields that front matter usually calls by other names
 * (`lastmod`, `published`, `[taxonomies]`, ...). Fields that a post does not have, such as `layout`, are left out. `warn` is told of each date that
 * cannot be read; the next date counts in its place.
 */
export function toRawPost(
  file: Omit<MarkdownFile, 'folders'> & Partial<Pick<MarkdownFile, 'folders'>>,
  siteUrl: string | undefined,
  site: Site = plainSite(),
  warn: (warning: string) => void = () => undefined,
): unknown {
  const read: MarkdownFile = { folders: [], ...file, fields: lowerCaseNames(file.fields) }
  const fields = site.fieldsOf?.(read) ?? read.fields
  const { place, language, body } = read
  const dates: DateReader = { order: site.dateOrder, warn }
  const date = findDate(fields, place, dates)
  const categories = readTaxonomy(fields, language, ['categories', 'category'])
  const address = site.addressOf({ ...read, fields, categories, ...(date !== undefined && { date }) })
  const isPath = address.startsWith('/')
  return withoutAbsent({
    id: readText(fields.id) ?? idFromUrl(address),
    url: isPath && siteUrl !== undefined ? underSite(address, siteUrl) : address,
    title: readText(fields.title),
    ...textOf(body, place, site),
    date: laterDate(date, toDate(fields, 'publishdate', { ...dates, warn: () => undefined })),
    updated: firstDate(fields, UPDATES, dates),
    tags: readTaxonomy(fields, language, ['tags', 'tag']),
    categories,
    keywords: readTaxonomy(fields, language, ['keywords', 'keyword']),
    language: readText(fields.language) ?? readText(fields.lang),
    author: readPeople(fields.author) ?? readPeople(fields.authors),
    popularity: readNumber(fields.popularity),
    draft: readDraft(fields, place),
    search: readSearch(fields, dates),
  })
}

function textOf(body: string, place: string, site: Site): { text: string; format: 'html' | 'markdown' } {
  if (/\.html?$/i.test(place)) return { text: stripTemplateTags(body), format: 'html' }
  const isMdx = site.allMdx === true || /\.mdx$/i.test(place)
  return { text: isMdx ? mdxToMarkdown(body) : body, format: 'markdown' }
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

function readDraft(fields: Fields, place: string): unknown {
  if (place.split('/').includes('_drafts') || readYesNo(fields.published) === false) return true
  return readYesNo(fields.draft)
}

/** Whether a post may be found. Hugo's `headless`, Zola's `render` and Eleventy's `permalink: false` say that there is no such page; Docusaurus' `unlisted` says that it is not to be found. An expired post of Hugo is gone. */
function readSearch(fields: Fields, dates: DateReader): unknown {
  const expiry = toDate(fields, 'expirydate', dates)
  const isExpired = expiry !== undefined && Date.parse(expiry) <= Date.now()
  const isHidden = [fields.headless, fields.unlisted].some((value) => readYesNo(value) === true)
  const isUnrendered = [fields.render, fields.permalink].some((value) => readYesNo(value) === false)
  return isExpired || isHidden || isUnrendered ? false : readYesNo(fields.search)
}

/** A taxonomy of many names (`tags`) or of one (`tag`), at the top or in Zola's `[taxonomies]`. */
function readTaxonomy(
  fields: Fields,
  language: FieldsLanguage,
  [many, one]: [many: string, one: string],
): string[] {
  const bySpaces = language === 'yaml' && many !== 'keywords'
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
