import type { SWITCHES } from '../../../search/request/switches.ts'

/** The parameters of the address that is shown, in their order. */
export type Params = readonly (readonly [name: string, value: string])[]

/** The same page with some parameters changed; undefined removes one. */
export function debugUrl(params: Params, changes: Record<string, string | undefined> = {}): string {
  return `/search?${changed(params, changes)}`
}

/** The same search as JSON. */
export function jsonUrl(params: Params): string {
  return `/api/v1/search?${changed(params, {})}`
}

/** The same search as readers see it. */
export function readerUrl(params: Params): string {
  return `/search?${changed(params, { 'debug-search': undefined, 'debug-post': undefined, with: undefined })}`
}

function changed(params: Params, changes: Record<string, string | undefined>): URLSearchParams {
  const result = new URLSearchParams(params.map(([name, value]) => [name, value]))
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) result.delete(name)
    else result.set(name, value)
  }
  return result
}

/** The names that the address turns off. */
export function turnedOff(params: Params): Set<string> {
  const names = params.filter(([name]) => name === 'no').flatMap(([, list]) => list.split(','))
  return new Set(names.map((name) => name.trim().toLowerCase()))
}

/** Labels of the switches: what each one turns off. */
export const SWITCH_LABELS: Record<(typeof SWITCHES)[number] | 'fuzzy', string> = {
  popularity: 'popularity: what is read often first',
  comments: 'comments: posts by their comments',
  alternatives: 'alternatives: corrections, words parted otherwise',
  fallback: 'fallback: words not in a row, quotes that nothing has',
  synonyms: 'synonyms of the synonyms file',
  meaning: 'meaning: posts described in other words',
  facets: 'facets: posts by category, tag, part, author, language, year and own fields',
  fuzzy: 'fuzzy: all but what was typed, as quoted',
}
