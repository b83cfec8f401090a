import { withoutWordBreaks } from '../../core/letters/word-breaks.ts'
import { readWeights, type SomeWeights } from '../../core/weights.ts'
import { DEFAULT_WEIGHTS, MAX_DEPTH } from '../ranking.ts'
import { firstDay, readFacet } from './filter-values.ts'
import type { ParameterError, SearchFilters, SearchInput } from './input.ts'
import { countCodePoints, normaliseText } from './normalise.ts'
import { type DashedQuery, parseDashed, WORD } from './operators.ts'
import { badText, invalid, missing, type Parsed, type ReadParameters, readParameters } from './parameters.ts'
import { parseQuery } from './parsed-query.ts'
import { type PastedAddress, readPasted } from './pasted-address.ts'
import { DEFAULT_SIZE, SEARCH_PARAMETERS, SearchParameters } from './search-parameters.ts'
import { SWITCHES } from './switches.ts'

/** The parameters that filter posts. A search without a text needs one of them. */
const NARROWING = [
  ...['category', 'keyword', 'facet', 'site', 'author', 'lang', 'after', 'before', 'exclude'],
]

/** Whether parameters ask for no posts at all: they have neither a text nor a filter. */
export function asksForNothing(params: URLSearchParams): boolean {
  const isGiven = (name: string) => params.getAll(name).some((value) => normaliseText(value) !== '')
  return !['q', 'phrase', ...NARROWING].some(isGiven) && params.getAll('q').length < 2
}

type Values = ReadParameters<typeof SearchParameters>['values']

/** Parses a search, or returns all its errors: first those of known parameters in their order, then unknown parameters by name. Operators in `q` and parameters of the same meaning add up; of two dates the parameter counts. Without a text, the posts that pass the filters are listed by date. */
export function parseSearchRequest(
  params: URLSearchParams,
  { maxQueryLength, weights = {} }: { maxQueryLength: number; weights?: SomeWeights },
): Parsed<SearchInput> {
  const { values, errors } = readParameters(SearchParameters, params, 'a search')
  const q = normaliseText(values.q ?? '')
  const pasted = readPasted(q)
  const query = parseDashed(pasted?.text ?? q, values.phrase)
  const filters = filtersOf(values)
  const all = [
    ...errors,
    ...textErrors({ q, query, filters, errors, maxQueryLength }),
    ...tooDeep(params, values),
    ...onlyToDebug(params, values),
  ]
  if (all.length > 0) return { ok: false, errors: inOrder(all) }
  return { ok: true, input: toInput(query, pasted?.address, { values, filters, params, weights }) }
}

/** What a search was asked for besides its query, and the weights that the owner sets. */
type Given = { values: Values; filters: Filters; params: URLSearchParams; weights: SomeWeights }

function toInput(
  { parsed: { text, ...operators }, typed, words }: DashedQuery,
  address: PastedAddress | undefined,
  { values, filters: given, params, weights }: Given,
): SearchInput {
  const filters = asNamed(given)
  const own = asNamed(operators)
  const dashed = words.filter((dash) => !filters.excluded.includes(dash.words))
  const off = values.no ?? []
  // An empty field of a form asks about no post.
  const debugPost = values['debug-post'] || undefined
  return {
    query: parseQuery(text, operators.quoted),
    phrases: operators.phrases,
    ...(address !== undefined && { address }),
    ...(dashed.length > 0 && { dashed: { typed, words: dashed } }),
    ...bothFilters(own, filters),
    ...(chooses(filters) && { typed: onlyFilters(own) }),
    titleOnly: operators.titleOnly || values.in !== undefined,
    fuzzy: operators.fuzzy && !off.includes('fuzzy'),
    off: SWITCHES.filter((name) => off.includes(name)),
    prefix: values.prefix === '1',
    sort: text === '' ? 'date' : (values.sort ?? 'relevance'),
    ...weightsOf(weights, values.with),
    page: values.page ?? 1,
    size: values.size ?? DEFAULT_SIZE,
    debug: params.has('debug-search'),
    ...(debugPost !== undefined && { debugPost }),
  }
}

/** The filters of operators and of parameters together. Of two dates the parameter counts. */
function bothFilters(operators: Filters, filters: Filters): Filters {
  const { after = operators.after, before = operators.before } = filters
  return {
    excluded: union(operators.excluded, filters.excluded),
    categories: union(filters.categories, operators.categories),
    keywords: union(filters.keywords, operators.keywords),
    facets: filters.facets,
    sites: union(filters.sites, operators.sites),
    authors: union(filters.authors, operators.authors),
    languages: union(filters.languages, operators.languages),
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  }
}

/** Whether filters choose values of facets. */
function chooses({ excluded: _excluded, ...filters }: Filters): boolean {
  return narrows({ ...filters, excluded: [] })
}

/** The filters of a query, without the other things that its operators say. */
function onlyFilters({
  excluded,
  categories,
  keywords,
  facets,
  sites,
  authors,
  languages,
  ...days
}: Filters): Filters {
  const { after, before } = days
  return {
    ...{ excluded, categories, keywords, facets, sites, authors, languages },
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  }
}

/** Filters with names as posts have them. Only texts that are searched word by word have word breaks. */
function asNamed(filters: Filters): Filters {
  const plain = (names: readonly string[]) => names.map(withoutWordBreaks)
  const { categories, keywords, facets, sites, authors } = filters
  return {
    ...filters,
    ...{ categories: plain(categories), keywords: plain(keywords) },
    ...{ facets: plain(facets), sites: plain(sites), authors: plain(authors) },
  }
}

/** Errors in the order of their parameters, those of unknown parameters last. */
function inOrder(errors: readonly ParameterError[]): ParameterError[] {
  const placeOf = ({ field }: ParameterError) => {
    const place = SEARCH_PARAMETERS.indexOf(field)
    return place < 0 ? SEARCH_PARAMETERS.length : place
  }
  return errors.toSorted((a, b) => placeOf(a) - placeOf(b))
}

type Texts = {
  q: string
  query: DashedQuery
  filters: Filters
  errors: readonly ParameterError[]
  maxQueryLength: number
}

/** The errors of the query and its phrases: too long by themselves or together, or missing. */
function textErrors({ q, query, filters, errors, maxQueryLength }: Texts): ParameterError[] {
  // A parameter with an error of its own is not called missing too.
  if (errors.some(({ field }) => field === 'q' || field === 'phrase')) return []
  const own = badText('q', q, maxQueryLength)
  if (own.length > 0) return own
  const long = badSum(query.parsed.text, maxQueryLength)
  return long.length > 0 ? long : missingText(q, query, filters)
}

/** The error of a search that has neither a text nor a filter. */
function missingText(q: string, { parsed }: DashedQuery, filters: Filters): ParameterError[] {
  if (parsed.text !== '' || narrows(parsed) || narrows(filters)) return []
  return [missing('q', q === '' ? 'a text to search for' : 'a word to search for beside its operators')]
}

function narrows(filters: Filters): boolean {
  const { categories, keywords, facets, sites, authors, languages, excluded, after, before } = filters
  const names = [
    categories,
    keywords,
    facets,
    sites,
    authors,
    languages,
    excluded.filter((words) => WORD.test(words)),
  ]
  return names.some((values) => values.length > 0) || after !== undefined || before !== undefined
}

/** The error of query and phrases that are too long together. */
function badSum(text: string, maxLength: number): ParameterError[] {
  const length = countCodePoints(text)
  if (length <= maxLength) return []
  const message = `phrase: expected at most ${maxLength} characters together with q, got ${length}`
  return [{ field: 'phrase', code: 'too_long', message }]
}

function tooDeep(params: URLSearchParams, values: Values): ParameterError[] {
  // An invalid size has an error of its own.
  const { page = 1, size = params.has('size') ? 1 : DEFAULT_SIZE } = values
  if (page * size <= MAX_DEPTH) return []
  const message = `page: expected page x size of at most ${MAX_DEPTH}, got page ${page} of size ${size}`
  return [{ field: 'page', code: 'too_deep', message }]
}

/** The errors of parameters that only debugging takes. */
function onlyToDebug(params: URLSearchParams, values: Values): ParameterError[] {
  if (params.has('debug-search')) return []
  return (['with', 'debug-post'] as const).flatMap((name) => {
    const value = values[name]
    return value ? [invalid(name, 'to stand together with debug-search', value)] : []
  })
}

/** The weights of the settings, or those that are tried in their place. */
function weightsOf(set: SomeWeights, given = ''): Pick<SearchInput, 'weights' | 'usual'> {
  const usual = { ...DEFAULT_WEIGHTS, ...set }
  const read = readWeights(given)
  if (given === '' || 'problem' in read) return { weights: usual }
  return { weights: { ...usual, ...read.weights }, usual }
}

type Filters = Omit<SearchFilters, 'phrases'>

function filtersOf(values: Values): Filters {
  const { category, keyword, facet = [], site, author, lang, after, before, exclude = [] } = values
  const days = { after: dayOf(after), before: dayOf(before) }
  return {
    categories: listOf(category),
    keywords: listOf(keyword),
    facets: facet.flatMap((text) => readFacet(text) ?? []),
    sites: listOf(site),
    authors: listOf(author),
    languages: listOf(lang),
    excluded: exclude,
    ...(days.after !== undefined && { after: days.after }),
    ...(days.before !== undefined && { before: days.before }),
  }
}

function dayOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : firstDay(text)
}

function listOf(value: string | undefined): string[] {
  return value === undefined ? [] : [value]
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])]
}
