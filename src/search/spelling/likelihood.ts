import { soundKey } from '../../content/words/sound-key.ts'
import type { Candidate } from './candidates.ts'
import { spellingCost } from './spelling-cost.ts'

/** How much a word that is e times as frequent is preferred, in edits; more buries rare words under common ones. */
const FREQUENCY_BONUS = 0.06
/** How much a word that sounds the same is preferred, in edits. */
const SOUND_BONUS = 0.4
/** Edits, for each letter of the longer word, beyond which nobody meant it. */
export const MAX_COST_A_LETTER = 0.4
/** Edits that make a spelling e times less likely. */
export const EDITS_A_NEPER = 0.5

/** How likely a word of the blog was meant by what was typed: 1 at most, falling exponentially with the cost of the mistakes, so that the likelihood of several words together is their product; 0 if it is too far. Both are in the vocabulary's spelling. */
export function likelihood(typed: string, { word, documents }: Candidate): number {
  const most = MAX_COST_A_LETTER * Math.max(typed.length, word.length)
  const bonus = frequencyBonus(documents)
  const seen = spellingCost(typed, word, most + bonus + SOUND_BONUS) - bonus
  if (seen - SOUND_BONUS > most) return 0
  const cost = soundKey(word) === soundKey(typed) ? seen - SOUND_BONUS : seen
  if (cost > most) return 0
  return likelihoodOf(cost)
}

/** How likely words were meant that cost so many edits and of which so many documents are. */
export function likelihoodOfCost(edits: number, documents: number): number {
  return likelihoodOf(edits - frequencyBonus(documents))
}

function likelihoodOf(cost: number): number {
  return Math.exp(-Math.max(0, cost) / EDITS_A_NEPER)
}

function frequencyBonus(documents: number): number {
  return FREQUENCY_BONUS * Math.log(Math.max(1, documents))
}
