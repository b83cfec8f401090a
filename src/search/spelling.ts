import type { estypes } from '@elastic/elasticsearch'
import type { Term } from './answer.ts'
import { type Parting, partings, partsSearch, readPartings } from './compounds.ts'
import type { SuggestedOption } from './debug-answer.ts'
import type { SearchInput } from './input.ts'
import { type Option, weighOptions } from './options.ts'
import type { AliasedSearch, Aliases } from './ranked-searches.ts'
import { MAX_JOINED_WORDS, MIN_OPTION_SCORE } from './ranking.ts'
import { type Slot, slotsOf } from './slots.ts'
import { isOff } from './switches.ts'
import { describeSynonyms } from './synonyms.ts'
import { termsOf } from './terms.ts'
import { type AskedWords, factSearches, readFacts, type WordFacts, wordsAskedInFull } from './word-facts.ts'
import { NO_MEMORY, type WordMemory } from './word-memory.ts'
import { freeWords, splitWords, type Word } from './words.ts'

type Answer = estypes.MsearchMultiSearchItem

/** What became of the words of a query: which are known, and how the query may be meant. */
export type Spelling = {
  words: readonly Word[]
  known: ReadonlySet<Word>
  terms: Term[]
  slots: Slot[]
  seen: SuggestedOption[]
  /** Spellings that may be of deleted documents alone: what suggesters offer and the vocabulary does not. */
  unsure: ReadonlySet<string>
}

/** The words of a query, what is remembered of some, and what must be asked about the others. */
export type WordQuestion = {
  words: readonly Word[]
  free: Word[]
  remembered: ReadonlyMap<Word, WordFacts>
  asked: AskedWords
  partings: Parting[]
}

const NOTHING = { free: [], remembered: new Map(), partings: [] }
const NO_WORDS: AskedWords = { words: [], free: [], beginning: undefined }

/** What to find out about the words of a query: nothing if it means only what was typed. */
export function wordQuestion(input: SearchInput, memory: WordMemory = NO_MEMORY): WordQuestion {
  const words = splitWords(input.q)
  if (!input.fuzzy) return { ...NOTHING, words, asked: NO_WORDS }
  const free = freeWords(words, input.fixed)
  const beginning = input.prefix ? words.at(-1) : undefined
  const remembered = new Map(
    words.flatMap((word) => {
      const facts = word === beginning || !free.includes(word) ? undefined : memory.recall(word.text)
      return facts === undefined ? [] : [[word, facts] as const]
    }),
  )
  const strange = words.filter((word) => !remembered.has(word))
  const asked = { words: strange, free: strange.filter((word) => free.includes(word)), beginning }
  return { words, free, remembered, asked, partings: partings(input) }
}

/** The searches that find out about the words of a query. */
export function spellingSearches({ asked, partings }: WordQuestion, aliases: Aliases): AliasedSearch[] {
  return [
    ...(partings.length > 0 ? [{ index: aliases.words, body: partsSearch(partings) }] : []),
    ...factSearches(asked, aliases),
  ]
}

/** What the answers to spellingSearches tell, beside the synonyms. Where no result has the words `near` each other, even known ones are doubtful. */
export function readSpelling(
  { q, off = [] }: Pick<SearchInput, 'q'> & Partial<Pick<SearchInput, 'off'>>,
  question: WordQuestion,
  answers: readonly Answer[],
  { near, synonyms, memory }: { near: boolean; synonyms: readonly Option[]; memory: WordMemory },
): Spelling {
  const { words, free, asked, partings } = question
  const parts = partings.length > 0 ? answers[0] : undefined
  const learnt = readFacts(asked, partings.length > 0 ? answers.slice(1) : answers)
  for (const word of wordsAskedInFull(asked)) {
    const facts = learnt.get(word)
    if (facts !== undefined) memory.remember(word.text, facts)
  }
  const facts = new Map([...question.remembered, ...learnt])
  const known = new Set(words.filter((word) => facts.get(word)?.known === true))
  const mayBeMeantOtherwise = (word: Word) =>
    free.includes(word) && (!known.has(word) || (!near && words.length > 1))

  const suggested = readSuggested(free, facts)
  const found = [
    ...free.filter(mayBeMeantOtherwise).flatMap((word) => optionsOf(word, facts.get(word))),
    ...readPartings(partings, parts, ({ kind, start, end }) => {
      const within = words.filter((word) => word.start >= start && word.end <= end)
      const optional = kind === 'join' && (!near || words.length <= MAX_JOINED_WORDS)
      return optional || within.some((word) => !known.has(word))
    }),
  ]
  const alternatives = isOff({ off }, 'alternatives') ? [] : weighOptions(q, suggested.options, found)
  const options = [...alternatives, ...synonyms]
  const sure = new Set([...found, ...synonyms].map(({ text }) => text))
  return {
    words,
    known,
    terms: termsOf(q, options),
    slots: slotsOf(q, options),
    unsure: new Set(alternatives.map(({ text }) => text).filter((text) => !sure.has(text))),
    seen: [...describeSynonyms(q, synonyms), ...suggested.seen, ...describeVocabulary(q, found)],
  }
}

function optionsOf({ start, end }: Word, facts: WordFacts | undefined): Option[] {
  return (facts?.options ?? []).map((spelled) => ({ ...spelled, start, end }))
}

/** The options of the suggesters, each once, and what became of each: one for a known word is not used, whatever a single field may miss. */
function readSuggested(
  free: readonly Word[],
  facts: ReadonlyMap<Word, WordFacts>,
): { options: Option[]; seen: SuggestedOption[] } {
  const options = new Map<string, Option>()
  const seen: SuggestedOption[] = []
  for (const word of free) {
    const { known = false, suggested = [] } = facts.get(word) ?? {}
    for (const { suggester, from, to, text, score, freq } of suggested) {
      const outcome = outcomeOf(score, known)
      seen.push({ suggester, word: word.text.slice(from, to), option: text, score, freq, outcome })
      if (outcome !== 'used') continue
      const start = word.start + from
      const key = `${start} ${text}`
      const most = Math.max(freq, options.get(key)?.freq ?? 0)
      options.set(key, { start, end: word.start + to, text, score, freq: most })
    }
  }
  return { options: [...options.values()], seen }
}

function outcomeOf(score: number, known: boolean): string {
  if (known) return 'not used: the word as typed is known'
  return score >= MIN_OPTION_SCORE ? 'used' : `not used: its score is below ${MIN_OPTION_SCORE}`
}

/** What the debug answer tells of the vocabulary's candidates. */
function describeVocabulary(q: string, found: readonly Option[]): SuggestedOption[] {
  return found.map(({ start, end, text, score, freq }) => ({
    suggester: 'vocabulary',
    word: q.slice(start, end),
    option: text,
    score,
    freq,
    outcome: 'used',
  }))
}
