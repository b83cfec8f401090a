import type { SearchInput } from './input.ts'

/** The parts of a search that can be turned off, to see what they are good for, or to save their cost. */
export const SWITCHES = [
  'popularity',
  'comments',
  'alternatives',
  'fallback',
  'synonyms',
  'meaning',
  'facets',
] as const
export type Switch = (typeof SWITCHES)[number]

/** The values of `no`. `fuzzy` turns off alternatives and synonyms together, and keeps the quotes of phrases. */
export const NO_VALUES = ['fuzzy', ...SWITCHES] as const

/** Whether a part of the search is turned off. */
export function isOff({ off }: Pick<SearchInput, 'off'>, name: Switch): boolean {
  return off.includes(name)
}
