import type { DashedWord, SearchInput } from '../request/input.ts'
import type { SearchAnswer } from './answer.ts'
import { separator } from './message.ts'

type Excluded = Pick<SearchAnswer['query'], 'excluded' | 'withExcluded'>

/** The words that the query itself excludes, and the query that has them as text; empty if it excludes nothing. */
export function tellExcluded({ dashed, excluded }: Pick<SearchInput, 'dashed' | 'excluded'>): Excluded {
  const words = dashed?.words.filter((dash) => excluded.includes(dash.words)) ?? []
  if (dashed === undefined || words.length === 0) return {}
  return {
    excluded: [...new Set(words.map((dash) => dash.words))],
    withExcluded: quoteDashed(dashed.typed, words),
  }
}

/** The query as typed with its exclusions quoted, dashes included, so that they are text: `ls "-la"`. */
function quoteDashed(typed: string, words: readonly DashedWord[]): string {
  let quoted = ''
  let done = 0
  for (const { words: excluded, start, end } of words) {
    quoted += `${typed.slice(done, start)}"-${excluded}"`
    done = end
  }
  return quoted + typed.slice(done)
}

/** The sentence that tells what was left out. */
export function leftOutText(excluded: readonly string[]): string {
  return `Leaving out posts with ${listed(excluded, 'or')}.`
}

/** The label of the link to the results with the excluded words as text. */
export function asTextLabel(excluded: readonly string[]): string {
  return `Search for ${listed(
    excluded.map((words) => `-${words}`),
    'and',
  )} as text`
}

function listed(texts: readonly string[], word: 'and' | 'or'): string {
  return texts.map((text, i) => `${separator(i, texts.length, word)}“${text}”`).join('')
}
