import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Answers, Searches } from '../../elastic/ask.ts'
import { FAR_MORE_FREQUENT, MAX_JOINED_WORDS, MIN_OPTION_SCORE, SHARE_OF_BEST } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isCommonWord, isStopWord } from '../request/stop-words.ts'
import { isOff } from '../request/switches.ts'
import type { Word } from '../request/words.ts'
import { completionSearch, prefixTokenOf, readCompletions } from './completions.ts'
import { type Parting, partings, partsSearch, readPartings } from './compounds.ts'
import type { SuggestedOption } from './options.ts'
import { type Option, type Spelled, weighOptions } from './options.ts'
import { joinedTexts, type Position, positionsOf, type WeightedText } from './positions.ts'
import { describeGiven } from './synonyms.ts'
import type { SearchTerm } from './term.ts'
import { likelyTerms, termsOf } from './terms.ts'
import {
  type AskedWords,
  type FactPart,
  factSearches,
  readFacts,
  type WordFacts,
  wordsAskedInFull,
} from './word-facts.ts'
import { NO_MEMORY, type WordMemory } from './word-memory.ts'

/** The analysis of a query's words: which are known, and how the query may be meant. */
export type Spelling = {
  words: readonly Word[]
  known: ReadonlySet<Word>
  terms: SearchTerm[]
  /** Less likely corrections of the whole query, likeliest first. They are offered, not searched for. */
  offered: string[]
  positions: Position[]
  joined: WeightedText[]
  seen: SuggestedOption[]
  /** Spellings that only deleted documents may have: suggesters offer them, but the vocabulary does not. */
  unsure: ReadonlySet<string>
}

/** The words of a query, the facts remembered about some, and the words that must be asked about. */
export type WordQuestion = {
  words: readonly Word[]
  free: readonly Word[]
  remembered: ReadonlyMap<Word, WordFacts>
  asked: AskedWords
  partings: Parting[]
  /** The last word, if it may be the beginning of others. */
  prefixToken: Word | undefined
}

const NOTHING = { free: [], remembered: new Map(), partings: [], prefixToken: undefined }
const NO_WORDS: AskedWords = { words: [], free: [] }

/** The facts to find out about the words of a query: none if the query may only mean what was typed. */
export function wordQuestion(input: SearchInput, memory: WordMemory = NO_MEMORY): WordQuestion {
  const { words, free } = input.query
  if (!input.fuzzy) return { ...NOTHING, words, asked: NO_WORDS }
  const remembered = new Map(
    words.flatMap((word) => {
      const facts = free.includes(word) ? memory.recall(word.text) : undefined
      return facts === undefined ? [] : [[word, facts] as const]
    }),
  )
  const strange = words.filter((word) => !remembered.has(word))
  const asked = {
    words: strange,
    free: strange.filter((word) => free.includes(word)),
  }
  const last = prefixTokenOf(input)
  const isKnown = last !== undefined && remembered.get(last)?.known === true
  const prefixToken = isKnown && !input.prefix ? undefined : last
  return { words, free, remembered, asked, partings: partings(input.query), prefixToken }
}

/** The parts of the searches about a query's words: completions of the last one, other ways to join or split them, and the facts about each. */
export type SpellingPart = 'completions' | 'partings' | FactPart

/** The searches that find out about the words of a query. */
export function spellingSearches(
  { asked, partings, prefixToken }: WordQuestion,
  aliases: IndexNames,
): Searches<SpellingPart> {
  return {
    completions:
      prefixToken === undefined ? [] : [{ index: aliases.words, body: completionSearch(prefixToken) }],
    partings: partings.length > 0 ? [{ index: aliases.words, body: partsSearch(partings) }] : [],
    ...factSearches(asked, aliases),
  }
}

/** The inputs of readSpelling besides the answers: whether a result has the words in a row, synonyms and other forms, the memory of words, and the blog's language. */
type ReadingHow = {
  row: boolean
  given: readonly Option[]
  memory: WordMemory
  language?: Language
}

/** Reads the answers to spellingSearches, and adds the synonyms and other forms. A known word stays a candidate. Where no result has the words in a `row`, far more frequent words are tried in its place, and neighbours may be one word. */
export function readSpelling(
  {
    query,
    off = [],
    prefix = false,
  }: Pick<SearchInput, 'query'> & Partial<Pick<SearchInput, 'off' | 'prefix'>>,
  question: WordQuestion,
  answers: Answers<SpellingPart>,
  { row, given, memory, language = 'en' }: ReadingHow,
): Spelling {
  const { words, free, asked, partings, prefixToken } = question
  const completions = prefixToken === undefined ? [] : readCompletions(prefixToken, answers.completions[0])
  const learnt = readFacts(asked, answers)
  for (const word of wordsAskedInFull(asked)) {
    const facts = learnt.get(word)
    if (facts !== undefined) memory.remember(word.text, facts)
  }
  const facts = new Map([...question.remembered, ...learnt])
  const known = new Set(words.filter((word) => facts.get(word)?.known === true))
  const unknown = free.filter((word) => !known.has(word))

  const suggested = readSuggested(free, facts)
  const found = likeliestOfEach([
    ...completedOptions(prefixToken, completions, { known, prefix }),
    ...unknown.flatMap((word) => optionsAt(word, facts.get(word)?.options ?? [])),
    ...readPartings(partings, answers.partings[0], ({ kind, start, end }) => {
      const within = words.filter((word) => word.start >= start && word.end <= end)
      const optional = kind === 'join' && (!row || words.length <= MAX_JOINED_WORDS)
      return optional || within.some((word) => !known.has(word))
    }),
  ])
  const alternatives = isOff({ off }, 'alternatives')
    ? []
    : weighOptions(query.text, suggested.options, found)
  const several = words.length > 1
  const informative = alternatives.filter((option) => several || isInformative(option, language))
  const options = [...informative, ...given]
  const doubtful =
    several && !row && !isOff({ off }, 'alternatives') ? doubtfulOptions(free, known, facts) : []
  const sure = new Set([...found, ...given].map(({ text }) => text))
  const blended = several ? options : blendable(options)
  const terms = termsOf(query, blended)
  const likely = several ? terms : likelyTerms(terms)
  const all = several ? terms : termsOf(query, options)
  return {
    words,
    known,
    terms: likely,
    offered: all.map(({ term }) => term).filter((term) => !likely.some((other) => other.term === term)),
    positions: positionsOf(query, several ? [...options, ...doubtful] : likelyOptions(blended, likely)),
    joined: joinedTexts(query, options),
    unsure: new Set(alternatives.map(({ text }) => text).filter((text) => !sure.has(text))),
    seen: [...describeGiven(query.text, given), ...suggested.seen, ...describeVocabulary(query.text, found)],
  }
}

function optionsAt({ start, end }: Word, spelled: readonly Spelled[]): Option[] {
  return spelled.map((spelling) => ({ ...spelling, start, end }))
}

/** The options for a single word that are blended into its results: the likely ones, and others that are not far more frequent, so that most results are for the word that was meant. */
function blendable(options: readonly Option[]): Option[] {
  const best = Math.max(...options.map(({ score, isForm }) => (isForm === true ? 0 : score)), 0)
  const isLikely = ({ score }: Option) => score >= SHARE_OF_BEST * best
  const most = Math.max(...options.filter(isLikely).map(({ freq }) => freq), 0)
  return options.filter((option) => isLikely(option) || option.freq < FAR_MORE_FREQUENT * most)
}

/** The options of which the likely terms are made. */
function likelyOptions(options: readonly Option[], terms: readonly SearchTerm[]): Option[] {
  return options.filter(({ text }) => terms.some(({ term }) => term.includes(text)))
}

/** Whether readers search for a word alone: it is no common word and no stop word. */
function isInformative({ text }: Option, language: Language): boolean {
  return !isCommonWord(text) && !isStopWord(text, language)
}

/** Completions of the prefix token. They replace it if the blog does not have it; otherwise, while the reader types, they are added to it. */
function completedOptions(
  prefixToken: Word | undefined,
  completions: readonly Spelled[],
  { known, prefix }: { known: ReadonlySet<Word>; prefix: boolean },
): Option[] {
  if (prefixToken === undefined) return []
  const isKnown = known.has(prefixToken)
  if (isKnown && !prefix) return []
  return optionsAt(prefixToken, completions).map((option) => ({ ...option, optional: isKnown }))
}

/** Far more frequent words that may have been meant by known words: the blog itself may have misspelled a word somewhere. */
function doubtfulOptions(
  free: readonly Word[],
  known: ReadonlySet<Word>,
  facts: ReadonlyMap<Word, WordFacts>,
): Option[] {
  return free
    .filter((word) => known.has(word))
    .flatMap((word) => optionsAt(word, facts.get(word)?.options ?? []))
    .map((option) => ({ ...option, inARow: true }))
}

/** The options without duplicates: of equal ones the likeliest is kept. */
function likeliestOfEach(options: readonly Option[]): Option[] {
  const best = new Map<string, Option>()
  for (const option of options) {
    const key = `${option.start} ${option.end} ${option.text}`
    const other = best.get(key)
    if (other === undefined || other.score < option.score) best.set(key, option)
  }
  return [...best.values()]
}

/** The options of the suggesters, each once, and the outcome of each. An option for a known word is not used, even if a single field lacks the word. */
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

/** The vocabulary's candidates as the debug answer shows them. */
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
