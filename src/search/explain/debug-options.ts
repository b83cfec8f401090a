import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { DebugOption, DebugTerm } from '../answer/debug-answer.ts'
import { type Found, reaches } from '../find.ts'
import { MAX_ALTERNATIVES } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'
import { lowerCaseWords } from '../request/words.ts'
import { likelihood } from '../spelling/likelihood.ts'
import type { SuggestedOption } from '../spelling/options.ts'
import { toTerm } from '../spelling/term.ts'

type Fate = Pick<DebugOption, 'outcome' | 'why'>

/** The parts of a finished search that explain its terms and options. */
type Outcome = Pick<Found, 'terms' | 'ranking' | 'spelling' | 'input'>

/** All terms that were searched for, and whether a document has each. The query as typed is found if a result has it in a row. */
export function explainTerms({ terms, ranking, input: { weights } }: Outcome): DebugTerm[] {
  const live = new Set(ranking.live.map(({ term }) => term))
  const typed = reaches(ranking, terms.length > 1 ? 'phrase as typed' : 'phrase')
  return terms.map((term, i) => {
    const counted = i <= MAX_ALTERNATIVES ? live.has(term.term) : null
    return { ...toTerm(term, weights.title), found: i === 0 ? typed : counted }
  })
}

/** The outcome of each alternative, with the reason. */
export function explainOptions(outcome: Outcome, input: SearchInput): DebugOption[] {
  const { seen } = outcome.spelling
  const searched = { ...outcome, input, told: explainTerms(outcome), wordsOf: lowerCaseWords() }
  return seen.map(({ outcome: early, ...option }) => {
    if (early !== 'used') {
      return { ...option, weight: null, outcome: 'dropped', why: early.replace(/^not used: /, '') }
    }
    const weight = weightOf(option, seen)
    return { ...option, weight, ...fateOf(option, weight, searched) }
  })
}

/** A finished search, its terms as they are told, and a way to tell the words of texts. */
type Searched = Outcome & {
  input: SearchInput
  told: readonly DebugTerm[]
  wordsOf: (text: string) => readonly string[]
}

type Offered = Omit<SuggestedOption, 'outcome'>

/** The weight by which alternatives of all sources are compared: the vocabulary's score, or the score that it would give. */
function weightOf({ suggester, word, option, score }: Offered, seen: readonly Offered[]): number {
  if (!suggester.startsWith('suggest_')) return score
  const same = seen.filter((other) => other.word === word && other.option === option)
  const known = same.find((other) => other.suggester === 'vocabulary')
  if (known !== undefined) return known.score
  const documents = Math.max(...same.map(({ freq }) => freq))
  return isSuggestible(option) ? likelihood(vocabularySpelling(word), { word: option, documents }) : 0
}

function fateOf(offered: Offered, weight: number, searched: Searched): Fate {
  const { option, suggester } = offered
  if (suggester !== 'synonyms' && isOff(searched.input, 'alternatives')) {
    return { outcome: 'dropped', why: 'alternatives are turned off' }
  }
  if (weight <= 0) {
    const why = isSuggestible(option) ? 'too far from what was typed' : 'no word that is suggested'
    return { outcome: 'dropped', why }
  }
  const [typed, ...others] = searched.told
  const within = others.filter(({ term }) => hasOption(searched, term, typed?.term ?? '', offered))
  const found = within.find((term) => term.found === true)
  if (found !== undefined) return { outcome: 'used', why: `found “${found.term}”` }
  const [best] = within
  if (best !== undefined) {
    const why =
      best.found === null ? `searched for “${best.term}”, among many` : `no document has “${best.term}”`
    return { outcome: 'tried', why }
  }
  const { positions } = searched.spelling
  if (positions.length > 1 && positions.some((position) => position.some(({ text }) => text === option))) {
    return { outcome: 'tried', why: 'searched for only beside the other words' }
  }
  return { outcome: 'dropped', why: `the best ${others.length} are likelier` }
}

/** Whether a term has an option in place of the query's word. */
function hasOption({ wordsOf }: Searched, term: string, q: string, { word, option }: Offered): boolean {
  const count = (words: string, text: string) => countOf(wordsOf(words), wordsOf(text))
  return count(option, term) > count(option, q) && count(word, term) < count(word, q)
}

/** How often words stand in a row in a text. */
function countOf(words: readonly string[], text: readonly string[]): number {
  return text.filter((_, i) => words.every((word, j) => text[i + j] === word)).length
}
