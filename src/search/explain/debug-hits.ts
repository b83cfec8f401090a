import type { estypes } from '@elastic/elasticsearch'
import type { Nearness } from '../answer/add-meaning.ts'
import { type ClausePoints, kindOf } from '../answer/clause-points.ts'
import type { DebugHit } from '../answer/debug-answer.ts'
import { commentsByPost, mergeRanks, type OwnRank, type RankedPost } from '../answer/merge.ts'
import { idOf, type Ranking } from '../answer/read-ranking.ts'
import type { SearchInput } from '../request/input.ts'

/** Explains the rank of each result of a page: its points, and the rank that it would have without popularity. */
export function explainHits(
  page: readonly RankedPost[],
  ranking: Ranking,
  { sort, weights }: Pick<SearchInput, 'sort' | 'weights'>,
): DebugHit[] {
  const points = pointsByPost(ranking)
  const places = placesOf(ranking.posts)
  const otherwise = placesOf(withoutPopularity(ranking, points, { sort, weights }))
  return page.map((post) => {
    const comment = post.comments[0]?._source?.id
    const rank = places.get(post.id) ?? 0
    return {
      id: post.id,
      rank,
      rankWithoutPopularity: otherwise.get(post.id) ?? rank,
      score: post.score,
      points: explainScore(points.get(post.id) ?? [], post, weights.comments),
      ...(comment !== undefined && { comment }),
      ...(post.meaning !== undefined && { meaning: { cosine: post.meaning.cosine } }),
    }
  })
}

/** The rank of each post, from 1. */
export function placesOf(posts: readonly Pick<RankedPost, 'id'>[]): Map<string, number> {
  return new Map(posts.map(({ id }, i) => [id, i + 1]))
}

/** The points of a result: the best tier that it or its best comment reaches, its own points, and those of that comment times its weight. */
function explainScore(
  own: readonly ClausePoints[],
  { comments, meaning }: RankedPost,
  commentWeight: number,
): ClausePoints[] {
  const ofComment = pointsOf(comments[0])
  const weighted = ofComment.map((point) => ({ ...point, points: commentWeight * point.points }))
  return [
    ...bestTier([...own, ...ofComment]),
    ...own.filter(({ kind }) => kind !== 'tier'),
    ...weighted.filter(({ kind }) => kind !== 'tier'),
    ...(meaning === undefined ? [] : [pointsOfMeaning(meaning)]),
  ]
}

function pointsOfMeaning({ cosine, points }: Nearness): ClausePoints {
  return { clause: `meaning: cosine ${cosine.toFixed(3)}`, kind: 'meaning', points }
}

function pointsByPost({ postRanks }: Ranking): Map<string, ClausePoints[]> {
  return new Map(postRanks.map((hit) => [idOf(hit), pointsOf(hit)]))
}

/** All posts, ranked as if popularity gave no points. */
function withoutPopularity(
  { posts, postRanks }: Ranking,
  points: ReadonlyMap<string, readonly ClausePoints[]>,
  how: Pick<SearchInput, 'sort' | 'weights'>,
): RankedPost[] {
  const dates = new Map(posts.map(({ id, date }) => [id, date]))
  // Posts that are equal without popularity are ordered by their last sort value.
  const own = new Map(
    [...postRanks]
      .sort((a, b) => ((a.sort?.at(-1) ?? 0) < (b.sort?.at(-1) ?? 0) ? -1 : 1))
      .map((hit): [string, OwnRank] => {
        const id = idOf(hit)
        return [id, { score: sumWithoutPopularity(points.get(id) ?? []), date: dates.get(id) }]
      }),
  )
  const byWords = mergeRanks(own, commentsByPost(posts.flatMap(({ comments }) => comments)), how)
  const near = posts.filter(({ meaning }) => meaning !== undefined)
  if (near.length === 0) return byWords
  const lifts = new Map(near.map(({ id, meaning }) => [id, meaning?.points ?? 0]))
  const alone = near.filter(({ meaning }) => meaning?.alone).map((post) => ({ ...post, score: 0 }))
  return [...byWords, ...alone]
    .map((post) => ({ ...post, score: post.score + (lifts.get(post.id) ?? 0) }))
    .sort((a, b) => b.score - a.score)
}

/** The sum with Elasticsearch's 32-bit precision, so that posts that match alike stay equal. */
function sumWithoutPopularity(points: readonly ClausePoints[]): number {
  const counted = [...bestTier(points), ...points.filter(({ kind }) => kind !== 'tier')]
  return Math.fround(
    counted.reduce((sum, { kind, points }) => (kind === 'popularity' ? sum : sum + points), 0),
  )
}

/** Of several tiers only the best counts. */
function bestTier(points: readonly ClausePoints[]): ClausePoints[] {
  return points
    .filter(({ kind }) => kind === 'tier')
    .sort((a, b) => b.points - a.points)
    .slice(0, 1)
}

function pointsOf(hit: estypes.SearchHit | undefined): ClausePoints[] {
  const points = Array.isArray(hit?.matched_queries) ? {} : (hit?.matched_queries ?? {})
  return Object.entries(points).map(([clause, value]) => ({ clause, kind: kindOf(clause), points: value }))
}
