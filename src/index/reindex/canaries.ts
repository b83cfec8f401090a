import type { Client } from '@elastic/elasticsearch'
import { withoutMark } from '../../content/documents/foreign-mark.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import type { Language } from '../../core/language.ts'
import { mean, reciprocalRank } from '../../core/metrics.ts'
import { randomFor, shuffled } from '../../core/random.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import { parseSearchRequest } from '../../search/request/request.ts'
import { type SearchContext, search } from '../../search/search.ts'
import { readStored } from '../write/stored.ts'

/** Two queries each: half a second, and one miss is noticed. */
const CANARIES = 20
/** Queries asked at the same time: more would push readers' searches aside. */
const AT_ONCE = 4
const PHRASE_WORDS = 4
const MAX_QUERY_LENGTH = 200
const TIMEOUT_MS = 10_000
/** New posts may come before a canary now and then, but not before many. */
const TOLERANCE = 0.1

/** A query that must find its post. */
type Canary = { q: string; id: string }

export type CanaryContext = { client: Client; indexPrefix: string; language: Language }

/**
 * Why the new indexes find posts less well than those that serve, each a sentence; empty if they do as well. Asked are
 * titles and phrases of posts that both have unchanged: of those that the old ones show among the first ten, the new ones must
 * miss none, and the mean reciprocal rank may fall by a tenth. Equal posts share a place; one that is shown while others that
 * equal it are not is no canary, since the order of equal posts is that of the index.
 */
export async function compareCanaries(
  ctx: CanaryContext,
  live: IndexNames,
  next: IndexNames,
): Promise<string[]> {
  const canaries = await drawCanaries(ctx.client, live, next)
  const shownBefore = await placesOf(ctx, live, canaries)
  const before = shownBefore.map(({ place, byChance }) => (byChance ? 0 : place))
  const after = (await placesOf(ctx, next, canaries)).map(({ place }) => place)
  const unchanged = await unchangedIds(
    ctx.client,
    live,
    next,
    canaries.map(({ id }) => id),
  )
  const missed = canaries.flatMap(({ q, id }, i) =>
    before[i] !== 0 && after[i] === 0 && unchanged.has(id)
      ? [`${JSON.stringify(q)} found ${id} at place ${before[i]}, and does not among the first ten any more.`]
      : [],
  )
  const [mrrBefore, mrrAfter] = [before, after].map((ranks) => mean(ranks.map(reciprocalRank)))
  const fell = (mrrBefore ?? 0) - (mrrAfter ?? 0) > TOLERANCE
  if (missed.length > 0 || !fell) return missed
  return [
    `Posts are found further behind: the mean reciprocal rank of ${canaries.length} queries was ${mrrBefore?.toFixed(3)}, and is ${mrrAfter?.toFixed(3)}.`,
  ]
}

/** Where a canary is found, from 1, or 0 if it is not among the first ten; and whether others that equal it are not shown. */
type Place = { place: number; byChance: boolean }

async function placesOf(
  ctx: CanaryContext,
  indexes: IndexNames,
  canaries: readonly Canary[],
): Promise<Place[]> {
  const context: SearchContext = { ...ctx, indexes, timeoutMs: TIMEOUT_MS }
  const ask = async ({ q, id }: Canary): Promise<Place> => {
    const request = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength: MAX_QUERY_LENGTH })
    // A title that is nothing but operators asks for no words.
    if (!request.ok || request.input.query.text === '') return { place: 0, byChance: false }
    return placeOf(id, await search(context, request.input))
  }
  const places: Place[] = []
  for (let asked = 0; asked < canaries.length; asked += AT_ONCE) {
    places.push(...(await Promise.all(canaries.slice(asked, asked + AT_ONCE).map(ask))))
  }
  return places
}

function placeOf(id: string, { results, total }: Pick<SearchAnswer, 'results' | 'total'>): Place {
  const score = results.find((post) => post.id === id)?.score
  return {
    place: score === undefined ? 0 : results.findIndex((post) => post.score === score) + 1,
    byChance: results.at(-1)?.score === score && total.value > results.length,
  }
}

async function drawCanaries(client: Client, live: IndexNames, next: IndexNames): Promise<Canary[]> {
  const { hits } = await client.search<IndexedPost>(
    {
      index: live.posts,
      size: CANARIES,
      query: { function_score: { functions: [{ random_score: {} }] } },
      _source: ['id', 'title', 'text', 'hash'],
    },
    { requestTimeout: TIMEOUT_MS },
  )
  const drawn = hits.hits.flatMap(({ _source }) => _source ?? [])
  const unchanged = await unchangedIds(
    client,
    live,
    next,
    drawn.map(({ id }) => id),
  )
  return drawn
    .filter(({ id }) => unchanged.has(id))
    .flatMap(({ id, title, text }) => [
      { q: withoutMark(title).slice(0, MAX_QUERY_LENGTH), id },
      ...phraseOf(withoutMark(text), id).map((q) => ({ q, id })),
    ])
}

/** The posts that both have, and the same; the API may write them at any moment. */
async function unchangedIds(
  client: Client,
  live: IndexNames,
  next: IndexNames,
  ids: readonly string[],
): Promise<Set<string>> {
  const before = await readStored<IndexedPost>(client, live.posts, ids)
  const after = await readStored<IndexedPost>(client, next.posts, ids)
  const hashOf = (posts: typeof before, id: string) => posts.get(id)?.source.hash
  return new Set(
    ids.filter((id) => hashOf(before, id) !== undefined && hashOf(before, id) === hashOf(after, id)),
  )
}

/** Some words of a text in a row, always the same. */
function phraseOf(text: string, id: string): string[] {
  const runs = text.match(/\p{L}+(?: \p{L}+){3}/gu) ?? []
  return shuffled(runs, randomFor(1, id))
    .slice(0, 1)
    .map((run) => run.split(' ').slice(0, PHRASE_WORDS).join(' '))
}
