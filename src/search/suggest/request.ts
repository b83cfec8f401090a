import { z } from 'zod'
import type { SearchFilters, SearchInput } from '../request/input.ts'
import { normaliseText } from '../request/normalise.ts'
import { parseDashed } from '../request/operators.ts'
import { badText, type Parsed, readParameters, wholeNumber } from '../request/parameters.ts'
import { languageTag, siteName } from '../request/search-parameters.ts'
import type { Range } from '../request/words.ts'

/** A valid and normalised request for suggestions. */
export type SuggestInput = SearchFilters & {
  /** All that was typed. */
  q: string
  /** What was typed without its operators and quotes. */
  text: string
  /** Whether the last word is complete: a space follows it, or a quote closes it. */
  ended: boolean
  /** The ranges of `text` that are quoted. */
  quoted: Range[]
  titleOnly: boolean
  /** Whether mistyped words are corrected. */
  fuzzy: boolean
  /** What the query seems to exclude, if anything. */
  dashed?: SearchInput['dashed']
  /** How many completions, and how many posts, at most. */
  size: number
}

/** Suggestions of each kind by default, and at most: a list under an input shows no more. */
const DEFAULT_SUGGESTIONS = 5
const MAX_SUGGESTIONS = 10

/** The parameters of suggestions. */
export const SuggestParameters = z.strictObject({
  q: z
    .string('expected the beginning of a query')
    .meta({ minLength: 1 })
    .refine((typed) => normaliseText(typed) !== '', {
      error: 'expected the beginning of a query',
      params: { code: 'missing' },
    })
    .describe('What was typed until now.'),
  size: wholeNumber(MAX_SUGGESTIONS).optional().describe('Completions and posts at most, 5 if nobody says.'),
  site: siteName(),
  lang: languageTag().describe('Only in this language, such as en or zh-TW.'),
})

/** Parses a request for suggestions, or returns all its errors. */
export function parseSuggestRequest(
  params: URLSearchParams,
  { maxQueryLength }: { maxQueryLength: number },
): Parsed<SuggestInput> {
  const { values, errors } = readParameters(SuggestParameters, params, 'suggestions')
  const { q: typed = '', size = DEFAULT_SUGGESTIONS, site, lang } = values
  const q = normaliseText(typed)
  const all = [...badText('q', q, maxQueryLength), ...errors]
  if (all.length > 0) return { ok: false, errors: all }
  const { parsed, typed: straight, words } = parseDashed(q)
  const { text, quoted, ...operators } = parsed
  const languages = lang === undefined ? operators.languages : [lang]
  const sites = site === undefined ? operators.sites : [site, ...operators.sites]
  const ended = /\s$/u.test(typed) || quoted.at(-1)?.end === text.length
  const dashed = words.length > 0 && { dashed: { typed: straight, words } }
  return { ok: true, input: { ...operators, languages, sites, q, text, quoted, ended, size, ...dashed } }
}

/** Whether posts must meet other conditions than the typed text. */
export function isFiltered(input: SuggestInput): boolean {
  const { phrases, excluded, categories, keywords, facets, sites, authors, languages } = input
  const { after, before, titleOnly } = input
  const lists = [phrases, excluded, categories, keywords, facets, sites, authors, languages]
  return titleOnly || after !== undefined || before !== undefined || lists.some(({ length }) => length > 0)
}
