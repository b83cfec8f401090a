import type { estypes } from '@elastic/elasticsearch'
import { MEANING_FLOOR, MEANING_WEIGHT, TIERS, WORD_POINTS } from '../ranking.ts'
import type { FoundPost } from './hits.ts'
import type { RankedPost } from './merge.ts'

/** How near a post is to a query in meaning, the points of that, and whether nothing else found it. */
export type Nearness = { cosine: number; points: number; alone: boolean }

/** A post that is near in meaning; `alone` if the words of the query do not find it. Comments may. */
type NearPost = { id: string; cosine: number; alone: boolean; post: FoundPost }

/** The posts that are near in meaning, nearest first, and the values of those that are alone, for facets. */
type Near = { posts: NearPost[]; details: ReadonlyMap<string, FoundPost>; alone: estypes.SearchHit[] }

type Response = estypes.MsearchMultiSearchItem

/** No points reach the lowest tier. */
const BELOW_TIERS = TIERS.phrase - 1e-6

/** The answer to the search for the nearest posts. A cosine of `unrelated`, which the model gives to unrelated texts, becomes 0. */
export function readNear(response: Response | undefined, unrelated = 0): Near {
  const alone = hitsOf(response?.aggregations?.alone, 'posts')
  const ids = new Set(alone.map(idOf))
  const ranks = hitsOf(response?.aggregations, 'ranks') as FoundPost[]
  const shown = (response?.hits.hits ?? []) as FoundPost[]
  return {
    alone,
    posts: ranks.map((post) => {
      const id = idOf(post)
      return { id, cosine: (cosineOf(post) - unrelated) / (1 - unrelated), alone: ids.has(id), post }
    }),
    details: new Map([...ranks.map(withBeginning), ...shown].map((post) => [post._source?.id ?? '', post])),
  }
}

/**
 * Adds to posts below all tiers the points of their meaning, and posts that only their meaning finds. The points of the nearest post are
 * MEANING_WEIGHT times the best points that words give, so that the order is that of both, each as a share of its best. A query that is
 * near to nothing gives less.
 */
export function addMeaning(posts: readonly RankedPost[], near: readonly NearPost[]): RankedPost[] {
  const below = posts.filter(({ score }) => score < TIERS.phrase)
  const best = below[0]?.score ?? WORD_POINTS
  const unit = (MEANING_WEIGHT * best) / Math.max(near[0]?.cosine ?? 0, MEANING_FLOOR)
  const found = new Set(posts.map(({ id }) => id))
  const cosines = new Map(near.map(({ id, cosine }) => [id, cosine]))
  const lift = (post: RankedPost, alone: boolean): RankedPost => {
    const cosine = cosines.get(post.id) ?? 0
    const points = Math.min(unit * cosine, BELOW_TIERS - post.score)
    if (post.score >= TIERS.phrase || points <= 0) return post
    return { ...post, score: post.score + points, meaning: { cosine, points, alone } }
  }
  const others = near
    .filter(({ id, alone, cosine }) => alone && cosine >= MEANING_FLOOR && !found.has(id))
    .map(({ id, post }): RankedPost => ({ id, score: 0, date: dateOf(post), comments: [] }))
  return [...posts.map((post) => lift(post, false)), ...others.map((post) => lift(post, true))].sort(
    (a, b) => b.score - a.score,
  )
}

function hitsOf(aggregations: unknown, name: string): estypes.SearchHit[] {
  const found = (aggregations as Record<string, estypes.AggregationsTopHitsAggregate> | undefined)?.[name]
  return found?.hits.hits ?? []
}

function idOf({ fields }: estypes.SearchHit): string {
  return String(fields?.id?.[0])
}

/** Elasticsearch's score of a cosine is (1 + cosine) / 2. */
function cosineOf({ sort, _score }: estypes.SearchHit): number {
  return 2 * Number(sort?.[0] ?? _score ?? 0.5) - 1
}

/** A post that is fetched without highlights shows its beginning. */
function withBeginning(post: FoundPost): FoundPost {
  const { title = '', excerpt } = post._source ?? {}
  return { ...post, highlight: { title: [title], ...(excerpt !== undefined && { text: [excerpt] }) } }
}

function dateOf({ _source }: FoundPost): number | undefined {
  return _source?.date === undefined ? undefined : Date.parse(_source.date)
}
