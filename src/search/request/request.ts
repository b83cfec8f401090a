import { readDebugPost } from './debug-post-id.ts'
import { firstInstant, isLanguageTag } from './filter-values.ts'
import type { ParameterError, SearchInput } from './input.ts'
import { countCodePoints, normaliseText } from './normalise.ts'
import { type DashedQuery, parseDashed, WORD } from './operators.ts'
import {
  badText,
  invalid,
  missing,
  type Parsed,
  type Read,
  readOne,
  readTexts,
  readWhole,
  repeated,
  unknownParameters,
} from './parameters.ts'
import { parseQuery } from './parsed-query.ts'
import { type PastedAddress, readPasted } from './pasted-address.ts'
import { readNo } from './switches.ts'

/** The parameters of a search, in the order in which errors name them. */
export const SEARCH_PARAMETERS = [
  'q',
  'page',
  'size',
  'sort',
  'category',
  'keyword',
  'author',
  'lang',
  'after',
  'before',
  'in',
  'no',
  'phrase',
  'exclude',
  'prefix',
  'debug-search',
  'debug-post',
] as const

/** Results on a page if nobody says. */
export const DEFAULT_SIZE = 10
/** More on a page would be slow to make and to read. */
export const MAX_SIZE = 50
/** How deep anybody may page: every page costs Elasticsearch the sorting of all pages before it. */
export const MAX_DEPTH = 1_000
/** Code points of a category, keyword or author: longer ones are no names. */
const MAX_NAME_LENGTH = 200
/** How often a phrase or an excluded word may be given. */
const MAX_REPEATED = 10

/** The parameters that leave posts out. One of them is enough to list what they leave. */
const NARROWING = ['category', 'keyword', 'author', 'lang', 'after', 'before', 'exclude'] as const

/** Whether parameters ask for no posts at all: they have neither a text nor anything that leaves posts out. */
export function asksForNothing(params: URLSearchParams): boolean {
  const isGiven = (name: string) => params.getAll(name).some((value) => normaliseText(value) !== '')
  return !['q', 'phrase', ...NARROWING].some(isGiven) && params.getAll('q').length < 2
}

/** What a search was asked for, or everything that is wrong with it: known parameters in their order, then unknown ones by name. Operators within `q` and parameters of the same meaning add up; of two dates the parameter counts. Without a text the posts that the filters leave are listed by date. */
export function parseSearchRequest(
  params: URLSearchParams,
  options: { maxQueryLength: number },
): Parsed<SearchInput> {
  const query = readQuery(params, options.maxQueryLength)
  const page = readPage(params)
  const sort = readOne(params, 'sort', oneOf('relevance', 'date'), 'relevance or date')
  const filters = readFilters(params)
  const titleOnly = readOne(params, 'in', oneOf('title'), 'title')
  const without = readNo(params)
  const prefix = readOne(params, 'prefix', oneOf('1', '0'), '1 or 0')
  const asked = readDebugPost(params)
  const errors = [
    query.errors,
    // What has an error of its own is not called missing too.
    query.errors.length > 0 ? [] : missingText(params, query.value, filters.value),
    page.errors,
    sort.errors,
    filters.errors,
    titleOnly.errors,
    without.errors,
    prefix.errors,
    repeated(params, 'debug-search'),
    asked.errors,
    unknownParameters(params, SEARCH_PARAMETERS),
  ].flat()
  if (errors.length > 0) return { ok: false, errors }

  const { parsed, typed, words, address } = query.value
  const { text, ...operators } = parsed
  const dashed = words.filter((dash) => !filters.value.excluded.includes(dash.words))
  const { after = operators.after, before = operators.before } = filters.value
  return {
    ok: true,
    input: {
      query: parseQuery(text, operators.quoted),
      phrases: operators.phrases,
      ...(address !== undefined && { address }),
      ...(dashed.length > 0 && { dashed: { typed, words: dashed } }),
      excluded: union(operators.excluded, filters.value.excluded),
      categories: union(filters.value.categories, operators.categories),
      keywords: union(filters.value.keywords, operators.keywords),
      authors: union(filters.value.authors, operators.authors),
      languages: union(filters.value.languages, operators.languages),
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
      titleOnly: operators.titleOnly || titleOnly.value !== undefined,
      fuzzy: operators.fuzzy && without.value.fuzzy,
      off: without.value.off,
      prefix: prefix.value === '1',
      sort: text === '' ? 'date' : (sort.value ?? 'relevance'),
      ...page.value,
      debug: params.has('debug-search'),
      ...(asked.value !== undefined && { debugPost: asked.value }),
    },
  }
}

/** The query with the phrases that were given beside it, as if they stood quoted at its end. */
function readQuery(
  params: URLSearchParams,
  maxLength: number,
): Read<DashedQuery & { address?: PastedAddress }> {
  const q = normaliseText(params.get('q') ?? '')
  const pasted = readPasted(q)
  const phrases = readTexts(params, 'phrase', { most: MAX_REPEATED, maxLength })
  const value = {
    ...parseDashed(pasted?.text ?? q, phrases.value),
    ...(pasted !== undefined && { address: pasted.address }),
  }
  const errors = [repeated(params, 'q'), badText('q', q, maxLength), phrases.errors].flat()
  return { value, errors: errors.length > 0 ? errors : badSum(value.parsed.text, maxLength) }
}

/** What is missing of a search that has no text: something that leaves posts out. */
function missingText(params: URLSearchParams, { parsed }: DashedQuery, filters: Filters): ParameterError[] {
  if (parsed.text !== '' || narrows(parsed) || narrows(filters)) return []
  const nothing = normaliseText(params.get('q') ?? '') === ''
  return [missing('q', nothing ? 'a text to search for' : 'a word to search for beside its operators')]
}

function narrows(filters: Filters): boolean {
  const { categories, keywords, authors, languages, excluded, after, before } = filters
  const names = [categories, keywords, authors, languages, excluded.filter((words) => WORD.test(words))]
  return names.some((values) => values.length > 0) || after !== undefined || before !== undefined
}

/** What is wrong with the text that query and phrases make together. */
function badSum(text: string, maxLength: number): ParameterError[] {
  const length = countCodePoints(text)
  if (length <= maxLength) return []
  const message = `phrase: expected at most ${maxLength} characters together with q, got ${length}`
  return [{ parameter: 'phrase', code: 'too_long', message }]
}

function readPage(params: URLSearchParams): Read<{ page: number; size: number }> {
  const page = readWhole(params, 'page', { otherwise: 1, most: MAX_DEPTH })
  const size = readWhole(params, 'size', { otherwise: DEFAULT_SIZE, most: MAX_SIZE })
  const tooMany = size.value > MAX_SIZE
  const sizeErrors = tooMany
    ? [...size.errors, invalid('size', `a whole number from 1 to ${MAX_SIZE}`, params.get('size') ?? '')]
    : size.errors
  const value = { page: page.value, size: tooMany ? 1 : size.value }
  return { value, errors: [...page.errors, ...tooDeep(value), ...sizeErrors] }
}

function tooDeep({ page, size }: { page: number; size: number }): ParameterError[] {
  if (page * size <= MAX_DEPTH) return []
  const message = `page: expected page x size of at most ${MAX_DEPTH}, got page ${page} of size ${size}`
  return [{ parameter: 'page', code: 'too_deep', message }]
}

type Filters = Pick<
  SearchInput,
  'categories' | 'keywords' | 'authors' | 'languages' | 'excluded' | 'after' | 'before'
>

function readFilters(params: URLSearchParams): Read<Filters> {
  const once = { most: 1, maxLength: MAX_NAME_LENGTH }
  const categories = readTexts(params, 'category', once)
  const keywords = readTexts(params, 'keyword', once)
  const authors = readTexts(params, 'author', once)
  const language = readOne(params, 'lang', languageTag, 'the tag of a language, such as en or zh-TW')
  const after = readOne(
    params,
    'after',
    firstInstant,
    'a year, month or day, such as 2019, 2019-04 or 2019-04-21',
  )
  const before = readOne(
    params,
    'before',
    firstInstant,
    'a year, month or day, such as 2019, 2019-04 or 2019-04-21',
  )
  const excluded = readTexts(params, 'exclude', { most: MAX_REPEATED, maxLength: MAX_NAME_LENGTH })
  return {
    value: {
      categories: categories.value,
      keywords: keywords.value,
      authors: authors.value,
      languages: language.value === undefined ? [] : [language.value],
      excluded: excluded.value,
      ...(after.value !== undefined && { after: after.value }),
      ...(before.value !== undefined && { before: before.value }),
    },
    errors: [categories, keywords, authors, language, after, before, excluded].flatMap(
      ({ errors }) => errors,
    ),
  }
}

function languageTag(text: string): string | undefined {
  return isLanguageTag(text) ? text : undefined
}

function oneOf<T extends string>(...values: T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text.toLowerCase())
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])]
}
