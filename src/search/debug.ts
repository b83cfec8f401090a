import type { estypes } from '@elastic/elasticsearch'
import type { Debug } from './answer.ts'
import type { RankedPost } from './merge.ts'
import { COMMENT_WEIGHT } from './ranking.ts'

/** Why each result scored as it did: the points of its own clauses, and those of its best comment at the weight of comments. */
export function explainHits(
  ranked: readonly RankedPost[],
  postRanks: readonly estypes.SearchHit[],
): Debug['hits'] {
  const posts = new Map(postRanks.map((hit) => [hit.fields?.id?.[0], hit]))
  return ranked.map(({ id, score, comments }) => ({
    id,
    score,
    points: [...pointsOf(posts.get(id), 1), ...pointsOf(comments[0], COMMENT_WEIGHT)],
  }))
}

function pointsOf(hit: estypes.SearchHit | undefined, weight: number) {
  const points = Array.isArray(hit?.matched_queries) ? {} : (hit?.matched_queries ?? {})
  return Object.entries(points).map(([clause, value]) => ({ clause, points: value * weight }))
}
