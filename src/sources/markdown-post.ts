import { idFromUrl } from '../documents/post-id.ts'
import { isTable } from './front-matter.ts'
import { readDate } from './front-matter-date.ts'
import { readNames, readPeople, readText, readYesNo } from './front-matter-values.ts'
import { type FileName, postAddress, readFileName } from './post-path.ts'
import { underSite } from './site-url.ts'

/** A Markdown file, read and taken apart. `place` is its path in the folder. */
export type MarkdownFile = {
  place: string
  language: 'yaml' | 'toml'
  fields: Record<string, unknown>
  body: string
}

/**
 * The raw post of a Markdown file, not yet validated. It has what front matter usually calls by other names
 * (`lastmod`, `published`, `[taxonomies]`, ...); fields that are not a post's, such as `layout`, are left out.
 */
export function toRawPost(
  { place, language, fields, body }: MarkdownFile,
  siteUrl: string | undefined,
): unknown {
  const file = readFileName(place)
  const categories = readTaxonomy(fields, language, ['categories', 'category'])
  const date = findDate(fields, file)
  const address = postAddress({
    file,
    language,
    fields,
    categories,
    ...(date !== undefined && { date }),
  })
  const isPath = address.startsWith('/')
  return withoutAbsent({
    id: readText(fields.id) ?? idFromUrl(address),
    url: isPath && siteUrl !== undefined ? underSite(address, siteUrl) : address,
    title: readText(fields.title),
    text: body,
    format: 'markdown',
    date,
    updated: findUpdated(fields),
    tags: readTaxonomy(fields, language, ['tags', 'tag']),
    categories,
    keywords: readTaxonomy(fields, language, ['keywords', 'keyword']),
    language: readText(fields.language) ?? readText(fields.lang),
    author: readPeople(fields.author) ?? readPeople(fields.authors),
    popularity: readNumber(fields.popularity),
    draft: readDraft(fields, file),
    search: readSearch(fields),
  })
}

/** The date in the front matter, else in the file's name, else in the `path`; one that cannot be read stays as it is, for validation to name it. */
function findDate(fields: Record<string, unknown>, file: FileName): string | undefined {
  const [, year, month, day] = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})\//.exec(readText(fields.path) ?? '') ?? []
  const inPath = day === undefined ? undefined : `${year}-${month}-${day}`
  return laterDate(toDate(fields.date), toDate(fields.publishDate)) ?? toDate(file.date) ?? toDate(inPath)
}

/** A post with both a date and Hugo's publishDate appears on the later of them. */
function laterDate(date: string | undefined, publishDate: string | undefined): string | undefined {
  if (date === undefined || publishDate === undefined) return date ?? publishDate
  return Date.parse(publishDate) > Date.parse(date) ? publishDate : date
}

function findUpdated(fields: Record<string, unknown>): string | undefined {
  return toDate(fields.updated) ?? toDate(fields.lastmod) ?? toDate(fields.last_modified_at)
}

function toDate(value: unknown): string | undefined {
  const text = readText(value)
  return text === undefined ? undefined : (readDate(text) ?? text)
}

function readDraft(fields: Record<string, unknown>, file: FileName): unknown {
  if (file.inDrafts || readYesNo(fields.published) === false) return true
  return readYesNo(fields.draft)
}

/** Hugo's `headless` and Zola's `render` say that there is no such page; an expired post of Hugo has gone. */
function readSearch(fields: Record<string, unknown>): unknown {
  const expiry = toDate(fields.expiryDate)
  const expired = expiry !== undefined && Date.parse(expiry) <= Date.now()
  if (expired || readYesNo(fields.headless) === true || readYesNo(fields.render) === false) return false
  return readYesNo(fields.search)
}

/** A taxonomy of many names (`tags`) or of one (`tag`), at the top or in Zola's `[taxonomies]`. */
function readTaxonomy(
  fields: Record<string, unknown>,
  language: 'yaml' | 'toml',
  [many, one]: [many: string, one: string],
): string[] {
  const taxonomies = isTable(fields.taxonomies) ? fields.taxonomies : {}
  const bySpaces = language === 'yaml' && many !== 'keywords'
  return [
    ...readNames(fields[many], bySpaces),
    ...readNames(fields[one], false),
    ...readNames(taxonomies[many], false),
  ]
}

function readNumber(value: unknown): unknown {
  const text = readText(value)
  return text === undefined ? undefined : Number.isNaN(Number(text)) ? text : Number(text)
}

function withoutAbsent(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
