import type { SearchAnswer, Term } from './answer.ts'
import { contentWords } from './content-words.ts'
import { explainSearch } from './debug-search.ts'
import { type Found, find, reaches, type SearchContext } from './find.ts'
import { toPostHit } from './hits.ts'
import type { SearchInput } from './input.ts'
import type { RankedPost } from './merge.ts'
import { MAX_ALTERNATIVES } from './ranking.ts'
import type { Ranking } from './read-ranking.ts'
import type { Spelling } from './spelling.ts'
import { isOff } from './switches.ts'
import { splitWords } from './words.ts'

export type { SearchContext } from './find.ts'

/** The answer to a query: one page of what find() ranks. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function search(
  ctx: SearchContext,
  input: SearchInput,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const started = performance.now()
  const found = await find(ctx, input, signal)
  const page = found.ranking.posts.slice((input.page - 1) * input.size, input.page * input.size)
  const answer = toAnswer(input, ctx, { found, page, started })
  return input.debug ? { ...answer, debug: await explainSearch(ctx, input, found, page, signal) } : answer
}

type Made = { found: Found; page: readonly RankedPost[]; started: number }

function toAnswer(input: SearchInput, ctx: SearchContext, { found, page, started }: Made): SearchAnswer {
  const { terms, phrases, ranking, spelling, trips, partial } = found
  const shown = termsToShow(terms, ranking, spelling)
  const exact = reaches(ranking, 'phrase') || isOff(input, 'fallback')
  const unquoted = phrases.length < input.phrases.length
  const message = unquoted
    ? unquotedMessage(input.phrases)
    : !exact && spelling.words.length > 1
      ? anyWordMessage(input.q, shown, ctx)
      : undefined
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
  }
}

/** Milliseconds to the tenth: more digits are noise. */
function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** The terms that some document has, its words near each other. If only the words of alternatives are found, each by itself, the best of them stands for all: never a single one, which would be found itself, nor what may be of a deleted document. */
function termsToShow([typed, ...others]: readonly Term[], { live }: Ranking, { unsure }: Spelling): Term[] {
  const isSure = ({ term }: Term) => !splitWords(term).some(({ text }) => unsure.has(text))
  const hasSeveral = ({ term }: Term) => splitWords(term).length > 1
  if (typed === undefined || live.length > 1 || !hasSeveral(typed)) return live.slice(0, 1 + MAX_ALTERNATIVES)
  return [typed, ...others.filter(hasSeveral).filter(isSure).slice(0, 1)]
}

function unquotedMessage(phrases: readonly string[]): string {
  const quoted = phrases.map((phrase) => `“${phrase}”`).join(', ')
  return `Nothing has ${quoted} as quoted, so trying without the quotes`
}

function anyWordMessage(q: string, shown: readonly Term[], ctx: SearchContext): string {
  const words = contentWords(shown.at(1)?.term ?? q, ctx.language).join(', ')
  return `Couldn't find any exact matches for “${q}”, so trying any of the words ${words}`
}
