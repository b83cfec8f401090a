import { isLanguageTag } from '../request/filter-values.ts'
import type { SearchFilters } from '../request/input.ts'
import { normaliseText } from '../request/normalise.ts'
import { parseOperators } from '../request/operators.ts'
import {
  badText,
  missing,
  type Parsed,
  readOne,
  readSize,
  repeated,
  unknownParameters,
} from '../request/parameters.ts'
import type { Range } from '../request/words.ts'

/** What suggestions are asked for, valid and normalised. */
export type SuggestInput = SearchFilters & {
  /** All that was typed. */
  q: string
  /** What was typed without its operators and quotes. */
  text: string
  /** Whether the last word is as it should be: a space follows it, or a quote closes it. */
  ended: boolean
  /** The stretches of `text` that are quoted. */
  quoted: Range[]
  titleOnly: boolean
  /** Whether mistypings are forgiven. */
  fuzzy: boolean
  /** How many completions, and how many posts, at most. */
  size: number
}

/** The parameters of suggestions. */
export const SUGGEST_PARAMETERS = ['q', 'size', 'lang'] as const
/** Suggestions of a kind if nobody says, and at most: more than a list under an input shows. */
export const DEFAULT_SUGGESTIONS = 5
export const MAX_SUGGESTIONS = 10

/** What suggestions were asked for, or everything that is wrong with the request. */
export function parseSuggestRequest(
  params: URLSearchParams,
  { maxQueryLength }: { maxQueryLength: number },
): Parsed<SuggestInput> {
  const typed = params.get('q') ?? ''
  const q = normaliseText(typed)
  const size = readSize(params, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS)
  const language = readOne(params, 'lang', tagOf, 'the tag of a language, such as en or zh-TW')
  const errors = [
    repeated(params, 'q'),
    q === '' ? [missing('q', 'the beginning of a query')] : badText('q', q, maxQueryLength),
    size.errors,
    language.errors,
    unknownParameters(params, SUGGEST_PARAMETERS, 'suggestions'),
  ].flat()
  if (errors.length > 0) return { ok: false, errors }
  const { text, quoted, ...operators } = parseOperators(q)
  const languages = language.value === undefined ? operators.languages : [language.value]
  const ended = /\s$/u.test(typed) || quoted.at(-1)?.end === text.length
  return { ok: true, input: { ...operators, languages, q, text, quoted, ended, size: size.value } }
}

/** Whether posts must have something else than what was typed. */
export function isFiltered(input: SuggestInput): boolean {
  const { phrases, excluded, categories, keywords, authors, languages, after, before, titleOnly } = input
  const lists = [phrases, excluded, categories, keywords, authors, languages]
  return titleOnly || after !== undefined || before !== undefined || lists.some(({ length }) => length > 0)
}

function tagOf(text: string): string | undefined {
  return isLanguageTag(text) ? text : undefined
}
