import { soundKey } from '../../content/words/sound-key.ts'
import type { Candidate } from './candidates.ts'
import { spellingCost } from './spelling-cost.ts'

/** Bonus of a word that is e times as frequent, in edits. A larger bonus buries rare words under common ones. */
const FREQUENCY_BONUS = 0.06
/** Bonus of a word that sounds the same, in edits. */
const SOUND_BONUS = 0.4
/** Edits at most per letter of the longer word: nobody meant a word that is further away. */
const MAX_COST_A_LETTER = 0.4
/** Edits that make a spelling e times less likely. */
export const COST_SCALE = 0.5

/** The likelihood that a candidate was meant by the word typed: 1 at most, 0 if it is too far. It falls exponentially with the cost of the mistakes, so that the likelihood of several words together is their product. Both words are in the vocabulary's spelling. */
export function likelihood(typed: string, { word, documents }: Candidate): number {
  const most = MAX_COST_A_LETTER * Math.max(typed.length, word.length)
  const bonus = frequencyBonus(documents)
  const seen = spellingCost(typed, word, most + bonus + SOUND_BONUS) - bonus
  if (seen - SOUND_BONUS > most) return 0
  const cost = soundKey(word) === soundKey(typed) ? seen - SOUND_BONUS : seen
  if (cost > most) return 0
  return likelihoodOf(cost)
}

/** The likelihood of words that are so many edits away and that so many documents have. */
export function likelihoodOfCost(edits: number, documents: number): number {
  return likelihoodOf(edits - frequencyBonus(documents))
}

function likelihoodOf(cost: number): number {
  return Math.exp(-Math.max(0, cost) / COST_SCALE)
}

function frequencyBonus(documents: number): number {
  return FREQUENCY_BONUS * Math.log(Math.max(1, documents))
}
