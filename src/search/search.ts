import type { SearchAnswer, Term } from './answer.ts'
import { contentWords } from './content-words.ts'
import { explainHits } from './debug.ts'
import { type Found, find, reaches, type SearchContext } from './find.ts'
import { toPostHit } from './hits.ts'
import type { SearchInput } from './input.ts'
import { MAX_ALTERNATIVES } from './ranking.ts'
import type { Ranking } from './read-ranking.ts'
import { splitWords } from './words.ts'

export type { SearchContext } from './find.ts'

/** The answer to a query: one page of what find() ranks. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function search(
  ctx: SearchContext,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const started = performance.now()
  return toAnswer(input, ctx, await find(ctx, input, signal), started)
}

function toAnswer(
  input: SearchInput,
  ctx: SearchContext,
  { terms, phrases, ranking, spelling, trips, partial }: Found,
  started: number,
): SearchAnswer {
  const shown = termsToShow(terms, ranking)
  const exact = reaches(ranking, 'phrase')
  const unquoted = phrases.length < input.phrases.length
  const message = unquoted
    ? unquotedMessage(input.phrases)
    : !exact && spelling.words.length > 1
      ? anyWordMessage(input.q, shown, ctx)
      : undefined
  const page = ranking.posts.slice((input.page - 1) * input.size, input.page * input.size)
  return {
    query: {
      q: input.q,
      strategy: exact ? 'exact' : 'words',
      ...(message !== undefined && { message }),
    },
    terms: shown,
    total: partial ? { ...ranking.total, relation: 'gte' } : ranking.total,
    ...(partial && { partial }),
    facets: ranking.facets,
    page: input.page,
    size: input.size,
    results: page.map((post) => toPostHit(post, ranking.details.get(post.id))),
    took: {
      total: toTenths(performance.now() - started),
      elasticsearch: toTenths(trips.reduce((sum, trip) => sum + trip.ms, 0)),
    },
    ...(input.debug && {
      debug: {
        terms: shown,
        hits: explainHits(page, ranking.postRanks),
        words: spelling.words.map((word) => ({ word: word.text, known: spelling.known.has(word) })),
        suggestions: spelling.seen,
        requests: trips,
      },
    }),
  }
}

/** Milliseconds to the tenth: more digits are noise. */
function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** The terms that some document has, its words near each other. If only the words of alternatives are found, each by itself, the best of them stands for all. */
function termsToShow(terms: readonly Term[], { live }: Ranking): Term[] {
  const severalWords = splitWords(terms[0]?.term ?? '').length > 1
  return (live.length > 1 || !severalWords ? live : terms.slice(0, 2)).slice(0, 1 + MAX_ALTERNATIVES)
}

function unquotedMessage(phrases: readonly string[]): string {
  const quoted = phrases.map((phrase) => `“${phrase}”`).join(', ')
  return `Nothing has ${quoted} as quoted, so trying without the quotes`
}

function anyWordMessage(q: string, shown: readonly Term[], ctx: SearchContext): string {
  const words = contentWords(shown.at(1)?.term ?? q, ctx.language).join(', ')
  return `Couldn't find any exact matches for “${q}”, so trying any of the words ${words}`
}
