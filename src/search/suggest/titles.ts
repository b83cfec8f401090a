import type { estypes } from '@elastic/elasticsearch'
import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { Language } from '../../core/language.ts'
import type { Query, SearchBody } from '../../elastic/request-types.ts'
import { postsIn } from '../answer/post-ref.ts'
import { priorClauses } from '../query/priors.ts'
import { postConditions } from '../query/search-filters.ts'
import { DEFAULT_WEIGHTS, MAX_BM25 } from '../ranking.ts'
import { splitWords } from '../request/words.ts'
import type { Reading } from './readings.ts'
import type { SuggestInput } from './request.ts'

/** A post that was found by its title. */
export type TitledPost = { id: string; url: string; title: string; date: string | null }

/** Posts that are fetched: those that are shown, and some to take phrases from. Each costs .03 ms. */
const FETCHED = 15
/** Newest titles in which words are counted. A third of the words typed to three letters are found by this count alone, and more titles do not help. */
const COUNTED = 60
/** Words that a prefix token may expand to within a phrase. */
const EXPANSIONS = 200
/** Points of words within a tier. */
const POINTS = 0.25
const FIELDS = ['title', 'title.spelling']

/** The search for posts whose titles have what was typed, by any of its readings. With `gaps`, one word of a long reading may be missing. */
export function titleSearch(
  readings: readonly Reading[],
  { gaps }: { gaps: boolean },
  input: SuggestInput,
  language: Language,
): SearchBody {
  const queries = readings.flatMap((reading) => [
    ...tiers(reading),
    ...(gaps && isLong(reading.text) ? [allButOne(reading)] : []),
  ])
  return {
    size: FETCHED,
    track_total_hits: false,
    _source: ['id', 'url', 'title', 'date'],
    query: {
      bool: {
        must: [{ dis_max: { queries } }],
        should: [...readings.slice(0, 1).map(points), ...priors()],
        ...postConditions(input, language),
      },
    },
  }
}

/** The search for the newest titles that have a word or its beginning, in which words are counted. They are read from doc values, which costs little. */
export function countSearch(reading: Reading, input: SuggestInput, language: Language): SearchBody {
  const { filter, must_not } = postConditions(input, language)
  return {
    size: COUNTED,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['title.exact'],
    sort: [{ date: { order: 'desc', missing: '_last', unmapped_type: 'date' } }],
    query: { bool: { filter: [allWords(reading), ...filter], must_not } },
  }
}

/** The tiers of titles, best last: all words anywhere, in a row, at the beginning. Only a reading with `likely` 1 gets the whole points. */
function tiers(reading: Reading): Query[] {
  const { text, open, likely } = reading
  const row = open
    ? ({ type: 'phrase_prefix', max_expansions: EXPANSIONS } as const)
    : ({ type: 'phrase' } as const)
  const inARow = { multi_match: { query: text, fields: ['title.spelling'], ...row } }
  const queries: [Query, number][] = [
    [allWords(reading), 2],
    ...(splitWords(text).length > 1 ? [[inARow, 3] satisfies [Query, number]] : []),
    [{ prefix: { 'title.exact': { value: text } } }, 4],
  ]
  return queries.map(([filter, boost]) => ({ constant_score: { filter, boost: boost * likely } }))
}

function allWords({ text, open }: Reading): Query {
  const type = open ? 'bool_prefix' : 'best_fields'
  return { multi_match: { query: text, fields: FIELDS, type, operator: 'and' } }
}

function allButOne({ text, open, likely }: Reading): Query {
  const type = open ? 'bool_prefix' : 'best_fields'
  const filter = { multi_match: { query: text, fields: FIELDS, type, minimum_should_match: '-1' } } as const
  return { constant_score: { filter, boost: likely } }
}

/** Whether a text has so many words that one may be missing in a title. */
export function isLong(text: string): boolean {
  return splitWords(text).length >= 3
}

function points({ text, open }: Reading): Query {
  const boost = POINTS / (MAX_BM25 * Math.max(1, splitWords(text).length))
  return { [open ? 'match_bool_prefix' : 'match']: { 'title.spelling': { query: text, boost } } }
}

/** Popular and fresh posts come first among those that match alike. */
function priors(): Query[] {
  const how = { debug: false, off: [], weights: DEFAULT_WEIGHTS }
  return priorClauses([{ textBoost: 1 }], how)
}

/** The posts that a title search found. */
export function readTitles(answer: estypes.MsearchMultiSearchItem | undefined): TitledPost[] {
  return postsIn(answer).map(({ id = '', url = '', title = '', date }) => ({
    id,
    url,
    title: withoutIndexMarks(title),
    date: date ?? null,
  }))
}

/** The titles that a count search found, in lower case and without signs and accents. */
export function readCounted(answer: estypes.MsearchMultiSearchItem | undefined): string[] {
  return (answer?.hits.hits ?? []).flatMap(({ fields }) => (fields?.['title.exact'] ?? []).map(String))
}
