import type { IndexNames } from '../../elastic/aliases.ts'
import type { Answers, Searches } from '../../elastic/ask.ts'
import { filterCount } from '../../elastic/filter-counts.ts'
import type { AliasedSearch } from '../../elastic/msearch.ts'
import type { Query } from '../../elastic/request-types.ts'
import type { DashedWord, SearchInput } from '../request/input.ts'
import { parseQuery } from '../request/parsed-query.ts'
import { splitWords } from '../request/words.ts'

const FIELDS = ['title.spelling', 'text.spelling']

/** The parts of a search that its dashes may change. */
type Reading = Pick<SearchInput, 'query' | 'excluded' | 'dashed'>

/** The searches for words that the query seems to exclude, with their dash and next to the same neighbour as in the query, as in "ls -la". */
export function signSearches(input: Reading, aliases: IndexNames): Searches<'signs'> {
  const candidates = possibleSigns(input)
  return { signs: candidates.length > 0 ? [signsSearch(candidates, aliases)] : [] }
}

/** The search that is meant if a post has some of the dashed words with their dash; undefined if all dashes exclude. */
export function readSigns<T extends Reading>(input: T, { signs: [answer] }: Answers<'signs'>): T | undefined {
  const found = possibleSigns(input).filter((_, i) => filterCount(answer, 'signs', keyOf(i)) > 0)
  return found.length > 0 ? withText(input, new Set(found.map(({ words }) => words))) : undefined
}

/** A word with its dash, and the phrase that it makes with its neighbour in the query. */
type PossibleSign = { words: string; signed: string; phrase: string }

function possibleSigns({ query, dashed }: Reading): PossibleSign[] {
  const all = dashed?.settled === true ? [] : (dashed?.words ?? [])
  return all.flatMap((dash, i) => {
    const { words, quoted } = dash
    const [word] = splitWords(withDash(dash))
    if (quoted || !/^-[\p{L}\p{N}]/u.test(word?.text ?? '')) return []
    const phrase = phraseOf(query.text, dash, { before: all[i - 1], after: all[i + 1] })
    if (word === undefined || phrase === undefined) return []
    return [{ words, signed: word.text.toLowerCase().replace('-', '_'), phrase }]
  })
}

type Neighbours = { before: DashedWord | undefined; after: DashedWord | undefined }

/** The dashed word with the word before it, or with the one after it if it is the first. */
function phraseOf(q: string, dash: DashedWord, { before, after }: Neighbours): string | undefined {
  const signed = withDash(dash)
  const last = before?.at === dash.at ? withDash(before) : splitWords(q.slice(0, dash.at)).at(-1)?.text
  if (last !== undefined) return `${last} ${signed}`
  const next = after?.at === dash.at ? withDash(after) : splitWords(q.slice(dash.at))[0]?.text
  return next === undefined ? undefined : `${signed} ${next}`
}

function withDash({ words }: DashedWord): string {
  return `-${words}`
}

function signsSearch(candidates: readonly PossibleSign[], { posts }: IndexNames): AliasedSearch {
  const filters = candidates.map((sign, i) => [keyOf(i), hasSign(sign)])
  const aggs = { signs: { filters: { filters: Object.fromEntries(filters) } } }
  return { index: posts, body: { size: 0, track_total_hits: false, aggs } }
}

/** Matches the phrase, and the word with its dash too: an index that keeps no dashes would match the phrase without it. */
function hasSign({ signed, phrase }: PossibleSign): Query {
  const should = FIELDS.map((field) => ({
    bool: { filter: [{ term: { [field]: signed } }, { match_phrase: { [field]: phrase } }] },
  }))
  return { bool: { should, minimum_should_match: 1 } }
}

function keyOf(index: number): string {
  return `sign_${index}`
}

/** The search with some of its exclusions as text, where they stood in the query. */
function withText<T extends Reading>(input: T, signs: ReadonlySet<string>): T {
  const { typed = '', words = [] } = input.dashed ?? {}
  let { text, quoted } = input.query
  const left: DashedWord[] = []
  let grown = 0
  for (const dash of words) {
    const at = dash.at + grown
    if (!signs.has(dash.words)) {
      left.push({ ...dash, at })
      continue
    }
    const added = dash.at === 0 ? `${withDash(dash)} ` : ` ${withDash(dash)}`
    text = `${text.slice(0, at)}${added}${text.slice(at)}`
    const moved = (place: number) => place + added.length
    quoted = quoted.map((range) =>
      range.start < at ? range : { start: moved(range.start), end: moved(range.end) },
    )
    grown += added.length
  }
  return {
    ...input,
    query: parseQuery(text, quoted),
    excluded: input.excluded.filter((excluded) => !signs.has(excluded)),
    dashed: { typed, words: left, settled: true },
  }
}
