import { NO_SUGGESTIONS, type Suggestions } from '../../service/pages/browser/suggestions.ts'
import type { Client, PostHit, SearchAnswer } from '../js/client.ts'
import { queryOf } from '../js/query.ts'

/** What a reader wants to find. While it is being typed, its last word may be the beginning of a longer one. */
export type Question = { q: string; exact: boolean; typing: boolean }

/** The results and suggestions for a question, and the parameters of the search. `newest` are the newest posts of the blog, for a question that has no results. */
export type Found = {
  answer?: SearchAnswer
  search: string
  suggestions: Suggestions
  newest: readonly PostHit[]
}

/** The part of the blog that a widget keeps to, as a parameter; empty for all of it. */
export type Part = { site?: string }

const NEWEST_POSTS = 5
/** Every post has a date after this one. */
const BEFORE_ALL_BLOGS = '1900'

/** A function that asks the service. It throws if there is no answer; suggestions and newest posts may be missing. */
export function liveQuestions(
  client: Client,
  { size, part }: { size: number; part: Part },
  isCounted: (search: string) => boolean,
) {
  let known: readonly PostHit[] | undefined
  const newest = async (signal: AbortSignal) => {
    if (known !== undefined) return known
    // No reader asked for these: `prefix` tells that it is not to be counted.
    const options = {
      ...part,
      after: BEFORE_ALL_BLOGS,
      size: NEWEST_POSTS,
      no: 'facets',
      prefix: '0',
    } as const
    const { results } = await client.search(options, { signal })
    known = results
    return known
  }
  return async ({ q, exact, typing }: Question, signal: AbortSignal): Promise<Found> => {
    const orNothing = <Items>(items: Promise<Items>, nothing: Items) => items.catch(() => nothing)
    const text = q.trim()
    if (text === '') {
      const posts = await orNothing(newest(signal), [])
      return { search: '', suggestions: NO_SUGGESTIONS, newest: posts }
    }
    const params = paramsOf({ q, exact, typing }, { size, part }, isCounted)
    const [answer, suggestions] = await Promise.all([
      client.search(params, { signal }),
      typing ? orNothing(client.suggest({ q, ...part }, { signal }), NO_SUGGESTIONS) : NO_SUGGESTIONS,
    ])
    const nothing = answer.total.value === 0
    return {
      answer,
      search: queryOf(params).slice(1),
      suggestions,
      newest: nothing ? await orNothing(newest(signal), []) : [],
    }
  }
}

/** With `prefix` the service does not count a search, since the widget tells of it by itself, or has done so. A blank at the end tells that the last word is complete. */
function paramsOf(
  { q, exact, typing }: Question,
  { size, part }: { size: number; part: Part },
  isCounted: (search: string) => boolean,
) {
  const text = q.trim()
  const params = { q: text, ...part, size, no: exact ? 'fuzzy,facets' : 'facets' }
  if (typing) return { ...params, prefix: text === q ? '1' : '0' } as const
  return isCounted(queryOf(params)) ? ({ ...params, prefix: '0' } as const) : params
}
