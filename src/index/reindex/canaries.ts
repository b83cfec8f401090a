import type { Client } from '@elastic/elasticsearch'
import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import type { Language } from '../../core/language.ts'
import { mean, reciprocalRank } from '../../core/metrics.ts'
import { randomFor, shuffled } from '../../core/random.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import { parseSearchRequest } from '../../search/request/request.ts'
import { type SearchContext, search } from '../../search/search.ts'
import { readStored } from '../write/stored.ts'

/** Posts drawn, with two queries each: this takes half a second, and one miss is noticed. */
const CANARIES = 20
/** Queries asked at the same time: more would slow down readers' searches. */
const AT_ONCE = 4
const PHRASE_WORDS = 4
const MAX_QUERY_LENGTH = 200
/** Largest fall of the mean reciprocal rank: new posts may rank before a few canaries, but not before many. */
const TOLERANCE = 0.1

/** A query that must find the post `id`. */
type Canary = { q: string; id: string }

type CanaryContext = { client: Client; indexPrefix: string; language: Language }

/**
 * The reasons why the new indexes find posts less well than the live ones, each a sentence; empty if they do as well. The
 * queries are titles and phrases of posts that are unchanged in both. Posts that the old indexes show among the first ten must
 * be there in the new ones too, and the mean reciprocal rank may fall by 0.1. Posts of equal score share a place. A post that is shown
 * while others of its score are not does not count, since the index alone decides the order of equal scores.
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

/** `place` of a canary, from 1, or 0 if it is not among the first ten. `byChance`: other posts of equal score are not shown. */
type Place = { place: number; byChance: boolean }

async function placesOf(
  ctx: CanaryContext,
  indexes: IndexNames,
  canaries: readonly Canary[],
): Promise<Place[]> {
  const context: SearchContext = { ...ctx, indexes, timeoutMs: TIMEOUTS.small }
  const ask = async ({ q, id }: Canary): Promise<Place> => {
    const request = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength: MAX_QUERY_LENGTH })
    // A title made only of operators contains no words to search for.
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
    within(TIMEOUTS.small),
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
      { q: withoutIndexMarks(title).slice(0, MAX_QUERY_LENGTH), id },
      ...phraseOf(withoutIndexMarks(text), id).map((q) => ({ q, id })),
    ])
}

/** The ids of posts that are the same in both indexes at this moment; the API may write them at any time. */
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

/** A few successive words of a text, the same in every run. */
function phraseOf(text: string, id: string): string[] {
  const runs = text.match(/\p{L}+(?: \p{L}+){3}/gu) ?? []
  return shuffled(runs, randomFor(1, id))
    .slice(0, 1)
    .map((run) => run.split(' ').slice(0, PHRASE_WORDS).join(' '))
}
