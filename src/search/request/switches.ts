import type { SearchInput } from './input.ts'
import { invalid, type Read } from './parameters.ts'

/** What a search can do without, to see what it is good for, or to save what it costs. */
export const SWITCHES = ['popularity', 'comments', 'alternatives', 'fallback', 'synonyms', 'facets'] as const
export type Switch = (typeof SWITCHES)[number]

/** The values of `no`: `fuzzy` is alternatives and synonyms together, and quotes that stay. */
export const NO_VALUES = ['fuzzy', ...SWITCHES] as const

/** Whether a search is to do without something. */
export function isOff({ off }: Pick<SearchInput, 'off'>, name: Switch): boolean {
  return off.includes(name)
}

/** What the parameter `no` turns off: values with commas between, in any order; it may repeat, as the boxes of a form do. */
export function readNo(params: URLSearchParams): Read<{ fuzzy: boolean; off: Switch[] }> {
  const given = params.getAll('no').flatMap((list) => list.split(','))
  const names = given.map((name) => name.trim().toLowerCase())
  const known: readonly string[] = NO_VALUES
  const wrong = given.find((_, i) => !known.includes(names[i] ?? ''))
  const expected = `some of ${NO_VALUES.join(', ')}, with commas between`
  return {
    value: { fuzzy: !names.includes('fuzzy'), off: SWITCHES.filter((name) => names.includes(name)) },
    errors: wrong === undefined ? [] : [invalid('no', expected, wrong)],
  }
}
