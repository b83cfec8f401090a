import { isSuggestible, vocabularySpelling } from '../../content/words/words-of.ts'
import type { DebugOption, DebugTerm } from '../answer/debug-answer.ts'
import { type Found, reaches } from '../find.ts'
import { MAX_ALTERNATIVES } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'
import { splitWords } from '../request/words.ts'
import { likelihood } from '../spelling/likelihood.ts'
import type { SuggestedOption } from '../spelling/options.ts'
import { toTerm } from '../spelling/term.ts'

type Fate = Pick<DebugOption, 'outcome' | 'why'>

/** What is known of a search once it is done. */
type Outcome = Pick<Found, 'terms' | 'ranking' | 'spelling'>

/** All terms that were searched for, and which of them a document has. What was typed is found where a result has it in a row. */
export function explainTerms({ terms, ranking }: Outcome): DebugTerm[] {
  const live = new Set(ranking.live.map(({ term }) => term))
  const typed = reaches(ranking, terms.length > 1 ? 'phrase as typed' : 'phrase')
  return terms.map((term, i) => {
    const counted = i <= MAX_ALTERNATIVES ? live.has(term.term) : null
    return { ...toTerm(term), found: i === 0 ? typed : counted }
  })
}

/** What became of each alternative, and why. */
export function explainOptions(outcome: Outcome, input: SearchInput): DebugOption[] {
  const { seen } = outcome.spelling
  return seen.map(({ outcome: early, ...option }) => {
    if (early !== 'used') {
      return { ...option, weight: null, outcome: 'dropped', why: early.replace(/^not used: /, '') }
    }
    const weight = weightOf(option, seen)
    return { ...option, weight, ...fateOf(option, weight, outcome, input) }
  })
}

type Offered = Omit<SuggestedOption, 'outcome'>

/** By what alternatives of all sources are compared: the vocabulary's score, or what it would be. */
function weightOf({ suggester, word, option, score }: Offered, seen: readonly Offered[]): number {
  if (!suggester.startsWith('suggest_')) return score
  const same = seen.filter((other) => other.word === word && other.option === option)
  const known = same.find((other) => other.suggester === 'vocabulary')
  if (known !== undefined) return known.score
  const documents = Math.max(...same.map(({ freq }) => freq))
  return isSuggestible(option) ? likelihood(vocabularySpelling(word), { word: option, documents }) : 0
}

function fateOf(offered: Offered, weight: number, outcome: Outcome, input: SearchInput): Fate {
  const { option, suggester } = offered
  if (suggester !== 'synonyms' && isOff(input, 'alternatives')) {
    return { outcome: 'dropped', why: 'alternatives are turned off' }
  }
  if (weight <= 0) {
    const why = isSuggestible(option) ? 'too far from what was typed' : 'no word that is suggested'
    return { outcome: 'dropped', why }
  }
  const [typed, ...others] = explainTerms(outcome)
  const within = others.filter(({ term }) => hasOption(term, typed?.term ?? '', offered))
  const found = within.find((term) => term.found === true)
  if (found !== undefined) return { outcome: 'used', why: `found “${found.term}”` }
  const [best] = within
  if (best !== undefined) {
    const why =
      best.found === null ? `searched for “${best.term}”, among many` : `no document has “${best.term}”`
    return { outcome: 'tried', why }
  }
  const { slots } = outcome.spelling
  if (slots.length > 1 && slots.some((slot) => slot.some(({ text }) => text === option))) {
    return { outcome: 'tried', why: 'searched for only beside the other words' }
  }
  return { outcome: 'dropped', why: `the best ${others.length} are likelier` }
}

/** Whether a term has an option where the query has the word that it stands for. */
function hasOption(term: string, q: string, { word, option }: Offered): boolean {
  return countOf(option, term) > countOf(option, q) && countOf(word, term) < countOf(word, q)
}

/** How often words stand in a text, in a row. */
function countOf(words: string, text: string): number {
  const sought = wordsOf(words)
  const all = wordsOf(text)
  return all.filter((_, i) => sought.every((word, j) => all[i + j] === word)).length
}

function wordsOf(text: string): string[] {
  return splitWords(text).map((word) => word.text.toLowerCase())
}
