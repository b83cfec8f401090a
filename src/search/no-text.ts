import type { Found } from './find.ts'

/** The question of a search without a text: there is no word, and so nothing to correct. */
export const NO_TEXT = {
  terms: [],
  positions: [],
  joined: [],
  matchable: 0,
  all: true,
  phrases: [],
  typedFound: false,
  spelling: {
    words: [],
    known: new Set(),
    terms: [],
    offered: [],
    positions: [],
    joined: [],
    seen: [],
    unsure: new Set(),
  },
} as const satisfies Omit<Found, 'ranking' | 'trips' | 'partial' | 'input'>
