import { NO_SUGGESTIONS, type Suggestions } from '../../service/pages/browser/suggestions.ts'
import type { Client, PostHit, SearchAnswer } from '../js/client.ts'

/** What a reader wants to find. While it is being typed, its last word may be the beginning of a longer one. */
export type Question = { q: string; exact: boolean; typing: boolean }

/** The results and suggestions for a question. `newest` are the newest posts of the blog, for a question that has no results. */
export type Found = { answer?: SearchAnswer; suggestions: Suggestions; newest: readonly PostHit[] }

const NEWEST_POSTS = 5
/** Every post has a date after this one. */
const BEFORE_ALL_BLOGS = '1900'

/** A function that asks the service. It throws if there is no answer; suggestions and newest posts may be missing. */
export function liveQuestions(client: Client, size: number) {
  let known: readonly PostHit[] | undefined
  const newest = async (signal: AbortSignal) => {
    if (known !== undefined) return known
    const options = { after: BEFORE_ALL_BLOGS, size: NEWEST_POSTS, no: 'facets' }
    const { results } = await client.search(options, { signal })
    known = results
    return known
  }
  return async ({ q, exact, typing }: Question, signal: AbortSignal): Promise<Found> => {
    const orNothing = <Items>(items: Promise<Items>, nothing: Items) => items.catch(() => nothing)
    const text = q.trim()
    if (text === '') return { suggestions: NO_SUGGESTIONS, newest: await orNothing(newest(signal), []) }
    const [answer, suggestions] = await Promise.all([
      client.search(
        {
          q: text,
          size,
          no: exact ? 'fuzzy,facets' : 'facets',
          ...(typing && text === q && { prefix: '1' }),
        },
        { signal },
      ),
      typing ? orNothing(client.suggest({ q }, { signal }), NO_SUGGESTIONS) : NO_SUGGESTIONS,
    ])
    const nothing = answer.total.value === 0
    return { answer, suggestions, newest: nothing ? await orNothing(newest(signal), []) : [] }
  }
}
