import { vocabularySpelling } from '../../../content/words/words-of.ts'
import type { Language } from '../../../core/language.ts'
import { randomFor, shuffled } from '../../../core/random.ts'
import { isStopWord } from '../../../search/request/stop-words.ts'
import { splitWords, type Word } from '../../../search/request/words.ts'
import type { JudgedQuery } from '../judged-query.ts'
import { isAskable, QUOTES } from './known-item.ts'
import { knownWords } from './lookups.ts'
import { isOrdinary } from './misspell.ts'
import { mistype } from './mistype.ts'
import type { OwnerIndex } from './owner-index.ts'
import type { TypoLists } from './typo-lists.ts'

/** Shorter words are mistyped less often, and few of them say what a query is about. */
const MIN_LENGTH = 4
/** Listed misspellings looked up for each word: most are no words of the blog, so few are enough. */
const TRIES = 4
/** Queries whose words are looked up together. */
const BATCH = 25

/** A judged query, the same query with one word mistyped (`q`), and whether the misspelling is from a list. */
export type MistypedQuery = { query: JudgedQuery; q: string; word: string; typo: string; listed: boolean }

/** The options of mistyping. Words are drawn with `seed`. Misspellings come from `typos`, or from the error patterns if `typos` has none. */
type MistypeOptions = { typos: TypoLists; seed: number; language: Language; maxQueryLength: number }

type Candidate = Word & { random: () => number }
type Misspelling = { word: Candidate; typo: string; listed: boolean }

/**
 * Each query with one of its words mistyped: a word of four letters or more that the blog has, no stop word, and preferably one with a
 * listed misspelling. No misspelling is a word of the blog. Queries without such a word, and queries with quotes or operators, are left out.
 */
export async function mistypeQueries(
  owner: OwnerIndex,
  queries: readonly JudgedQuery[],
  options: MistypeOptions,
): Promise<MistypedQuery[]> {
  const made: MistypedQuery[] = []
  for (let i = 0; i < queries.length; i += BATCH) {
    made.push(...(await mistypeSome(owner, queries.slice(i, i + BATCH), options)))
  }
  return made
}

async function mistypeSome(
  owner: OwnerIndex,
  queries: readonly JudgedQuery[],
  options: MistypeOptions,
): Promise<MistypedQuery[]> {
  const drawn = queries.map((query) => drawWords(query, options))
  const known = await knownWords(
    owner,
    drawn.flat().map(({ text }) => text),
  )
  const candidates = drawn.map((words) => words.filter(({ text }) => known.has(vocabularySpelling(text))))
  const listed = await fromLists(owner, candidates, options.typos)
  const others = await byPatterns(
    owner,
    candidates.map((words, i) => (listed[i] === undefined ? words : [])),
  )
  return queries.flatMap((query, i) => {
    const misspelling = listed[i] ?? others[i]
    return misspelling === undefined ? [] : [replaceWord(query, misspelling)]
  })
}

/** The words of a query that may be mistyped, in random order. Words that occur twice are left out, since one would stay correct. */
function drawWords({ q }: JudgedQuery, { seed, language, maxQueryLength }: MistypeOptions): Candidate[] {
  if (!isAskable(q, { maxQueryLength }) || QUOTES.test(q)) return []
  const words = splitWords(q)
  const spelled = words.map(({ text }) => vocabularySpelling(text))
  const once = words.filter(
    (_, i) => spelled.indexOf(spelled[i] ?? '') === spelled.lastIndexOf(spelled[i] ?? ''),
  )
  const content = once.filter(
    ({ text }) => text.length >= MIN_LENGTH && isOrdinary(text) && !isStopWord(text, language),
  )
  return shuffled(content, randomFor(seed, 'word', q)).map((word) => ({
    ...word,
    random: randomFor(seed, 'typo', q, word.text),
  }))
}

/** For each query, the first of its words with a listed misspelling that is no word of the blog. */
async function fromLists(
  owner: OwnerIndex,
  candidates: readonly (readonly Candidate[])[],
  typos: TypoLists,
): Promise<(Misspelling | undefined)[]> {
  const drawn = candidates.map((words) =>
    words.flatMap((word) => {
      const spellings = typos.get(word.text.toLowerCase())?.filter(isOrdinary)
      const some = shuffled(spellings ?? [], word.random).slice(0, TRIES)
      return some.map((typo) => ({ word, typo, listed: true }))
    }),
  )
  const known = await knownWords(
    owner,
    drawn.flat().map(({ typo }) => typo),
  )
  return drawn.map((misspellings) => misspellings.find(({ typo }) => !known.has(vocabularySpelling(typo))))
}

/** For each query, the first of its words of which an error pattern makes a misspelling. */
async function byPatterns(
  owner: OwnerIndex,
  candidates: readonly (readonly Candidate[])[],
): Promise<(Misspelling | undefined)[]> {
  const words = candidates.flat()
  const typos = await mistype(
    owner,
    words.map(({ text, random }) => ({ word: text, random })),
  )
  const byWord = new Map(words.map((word, i) => [word, typos[i]]))
  return candidates.map((ofQuery) => {
    const [first] = ofQuery.flatMap((word) => {
      const typo = byWord.get(word)
      return typo === undefined ? [] : [{ word, typo, listed: false }]
    })
    return first
  })
}

function replaceWord(query: JudgedQuery, { word, typo, listed }: Misspelling): MistypedQuery {
  const asWritten = word.text.charAt(0) === word.text.charAt(0).toLowerCase() ? typo : capitalised(typo)
  const q = query.q.slice(0, word.start) + asWritten + query.q.slice(word.end)
  return { query, q, word: word.text, typo: asWritten, listed }
}

/** The lines of a file: each original query with its own kind, and below it the mistyped one with kind `<kind>-typo`, for comparison. */
export function formatMistyped(made: readonly MistypedQuery[]): string {
  return made
    .map(({ query: { q, kind, grades }, q: mistyped }) => {
      const ids = [...grades.keys()].join(',')
      return `${q}\t${kind}\t${ids}\n${mistyped}\t${kind}-typo\t${ids}\n`
    })
    .join('')
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
