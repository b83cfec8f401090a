import type { SearchInput } from './input.ts'

/** What a search can do without, to see what it is good for, or to save what it costs. */
export const SWITCHES = ['popularity', 'comments', 'alternatives', 'fallback', 'synonyms', 'facets'] as const
export type Switch = (typeof SWITCHES)[number]

/** The values of `no`: `fuzzy` is alternatives and synonyms together, and quotes that stay. */
export const NO_VALUES = ['fuzzy', ...SWITCHES] as const

/** Whether a search is to do without something. */
export function isOff({ off }: Pick<SearchInput, 'off'>, name: Switch): boolean {
  return off.includes(name)
}
