import type { estypes } from '@elastic/elasticsearch'
import type { Debug } from './answer.ts'
import type { RankedPost } from './merge.ts'
import { COMMENT_WEIGHT, TIERS } from './ranking.ts'
import { idOf } from './read-ranking.ts'

type Points = Debug['hits'][number]['points']

/** Why each result scored as it did: the best tier that it or its best comment reaches, the points of its own clauses, and those of that comment at the weight of comments. */
export function explainHits(
  ranked: readonly RankedPost[],
  postRanks: readonly estypes.SearchHit[],
): Debug['hits'] {
  const posts = new Map(postRanks.map((hit) => [idOf(hit), hit]))
  return ranked.map(({ id, score, comments }) => ({
    id,
    score,
    points: explain(pointsOf(posts.get(id)), pointsOf(comments[0])),
  }))
}

function explain(own: Points, ofComment: Points): Points {
  const weighted = ofComment.map(({ clause, points }) => ({ clause, points: COMMENT_WEIGHT * points }))
  return [
    ...bestTier([...own, ...ofComment]),
    ...own.filter((point) => !isTier(point)),
    ...weighted.filter((point) => !isTier(point)),
  ]
}

/** Of several tiers only the best counts. */
function bestTier(points: Points): Points {
  return points
    .filter(isTier)
    .sort((a, b) => b.points - a.points)
    .slice(0, 1)
}

function isTier({ clause }: Points[number]): boolean {
  return Object.hasOwn(TIERS, clause)
}

function pointsOf(hit: estypes.SearchHit | undefined): Points {
  const points = Array.isArray(hit?.matched_queries) ? {} : (hit?.matched_queries ?? {})
  return Object.entries(points).map(([clause, value]) => ({ clause, points: value }))
}
