import type { ParameterError, SearchInput } from './input.ts'
import { countCodePoints, hasControlCharacters, normaliseText } from './normalise.ts'
import { takeOperators } from './operators.ts'

/** The parameters of a search, in the order in which errors name them. */
export const SEARCH_PARAMETERS = ['q', 'page', 'size', 'category', 'keyword', 'debug-search'] as const
type ParameterName = (typeof SEARCH_PARAMETERS)[number]

/** Results on a page if nobody says. */
export const DEFAULT_SIZE = 10
/** More on a page would be slow to make and to read. */
export const MAX_SIZE = 50
/** How deep anybody may page: every page costs Elasticsearch the sorting of all pages before it. */
export const MAX_DEPTH = 1_000
/** Code points of a category or keyword: longer ones are no names. */
const MAX_FILTER_LENGTH = 200
/** Code points of a parameter's name or value that an error repeats. */
const MAX_QUOTED = 60

export type ParsedRequest = { ok: true; input: SearchInput } | { ok: false; errors: ParameterError[] }

/** What a search was asked for, or everything that is wrong with it: known parameters in their order, then unknown ones by name. */
export function parseSearchRequest(
  params: URLSearchParams,
  options: { maxQueryLength: number },
): ParsedRequest {
  const query = readQuery(params, options.maxQueryLength)
  const page = readWhole(params, 'page', 1)
  const size = readSize(params)
  const category = readFilter(params, 'category')
  const keyword = readFilter(params, 'keyword')
  const errors = [
    query.errors,
    page.errors,
    tooDeep(page.value, size.value),
    size.errors,
    category.errors,
    keyword.errors,
    repeated(params, 'debug-search'),
    unknownParameters(params),
  ].flat()
  if (errors.length > 0) return { ok: false, errors }

  const { text, categories, keywords } = query.value
  return {
    ok: true,
    input: {
      q: text,
      page: page.value,
      size: size.value,
      categories: [...new Set([...category.value, ...categories])],
      keywords: [...new Set([...keyword.value, ...keywords])],
      debug: params.has('debug-search'),
    },
  }
}

/** A parameter's value; with errors, a value that lets the checks of other parameters go on. */
type Read<T> = { value: T; errors: ParameterError[] }

function readQuery(params: URLSearchParams, maxLength: number): Read<ReturnType<typeof takeOperators>> {
  const q = normaliseText(params.get('q') ?? '')
  const parts = takeOperators(q)
  const errors = [repeated(params, 'q'), badText('q', q, maxLength)].flat()
  if (errors.length > 0) return { value: parts, errors }
  if (q === '') return { value: parts, errors: [missing('expected a text to search for')] }
  if (parts.text === '') {
    return { value: parts, errors: [missing('expected a word to search for beside keyword: and category:')] }
  }
  return { value: parts, errors: [] }
}

function readFilter(params: URLSearchParams, name: 'category' | 'keyword'): Read<string[]> {
  const given = params.get(name)
  if (given === null) return { value: [], errors: [] }
  const value = normaliseText(given)
  const empty: ParameterError[] = value === '' ? [invalid(name, `a ${name}`, given)] : []
  return {
    value: [value],
    errors: [repeated(params, name), empty, badText(name, value, MAX_FILTER_LENGTH)].flat(),
  }
}

function readSize(params: URLSearchParams): Read<number> {
  const size = readWhole(params, 'size', DEFAULT_SIZE)
  if (size.value <= MAX_SIZE) return size
  return { value: 1, errors: [...size.errors, invalid('size', wholeFrom1(MAX_SIZE), params.get('size'))] }
}

function readWhole(params: URLSearchParams, name: 'page' | 'size', otherwise: number): Read<number> {
  const given = params.get(name)
  const errors = repeated(params, name)
  if (given === null) return { value: otherwise, errors }
  if (/^[1-9][0-9]*$/.test(given)) return { value: Number(given), errors }
  const most = name === 'size' ? MAX_SIZE : MAX_DEPTH
  return { value: 1, errors: [...errors, invalid(name, wholeFrom1(most), given)] }
}

function tooDeep(page: number, size: number): ParameterError[] {
  if (page * size <= MAX_DEPTH) return []
  const message = `page: expected page x size of at most ${MAX_DEPTH}, got page ${page} of size ${size}`
  return [{ parameter: 'page', code: 'too_deep', message }]
}

function badText(name: ParameterName, normalised: string, maxLength: number): ParameterError[] {
  const length = countCodePoints(normalised)
  return [
    hasControlCharacters(normalised) && invalid(name, 'text without control characters', normalised),
    length > maxLength && {
      parameter: name,
      code: 'too_long' as const,
      message: `${name}: expected at most ${maxLength} characters, got ${length}`,
    },
  ].filter((error) => error !== false)
}

function repeated(params: URLSearchParams, name: ParameterName): ParameterError[] {
  const times = params.getAll(name).length
  if (times < 2) return []
  return [{ parameter: name, code: 'repeated', message: `${name}: expected once, got ${times} times` }]
}

function unknownParameters(params: URLSearchParams): ParameterError[] {
  const known: readonly string[] = SEARCH_PARAMETERS
  const names = [...new Set(params.keys())].filter((name) => !known.includes(name)).sort()
  return names.map((name) => ({
    parameter: name,
    code: 'unknown',
    message: `${quote(name)} is no parameter of a search; expected ${SEARCH_PARAMETERS.join(', ')}`,
  }))
}

function missing(expected: string): ParameterError {
  return { parameter: 'q', code: 'missing', message: `q: ${expected}` }
}

function invalid(parameter: ParameterName, expected: string, given: string | null): ParameterError {
  return {
    parameter,
    code: 'invalid',
    message: `${parameter}: expected ${expected}, got ${quote(given ?? '')}`,
  }
}

function wholeFrom1(most: number): string {
  return `a whole number from 1 to ${most}`
}

function quote(given: string): string {
  const points = [...given]
  return JSON.stringify(points.length > MAX_QUOTED ? `${points.slice(0, MAX_QUOTED).join('')}…` : given)
}
