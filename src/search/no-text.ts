import type { Found } from './find.ts'

/** What there is to ask by where a search has no text: no word, and so nothing to correct. */
export const NO_TEXT = {
  terms: [],
  slots: [],
  joined: [],
  findable: 0,
  all: true,
  phrases: [],
  typedFound: false,
  spelling: {
    words: [],
    known: new Set(),
    terms: [],
    offered: [],
    slots: [],
    joined: [],
    seen: [],
    unsure: new Set(),
  },
} as const satisfies Omit<Found, 'ranking' | 'trips' | 'partial' | 'input'>
