import type { estypes } from '@elastic/elasticsearch'
import type { SearchAnswer } from './answer.ts'
import type { FoundPost } from './hits.ts'
import { commentsByPost, type FoundComment, mergeRanks, type RankedPost } from './merge.ts'
import { RANKED_SEARCHES } from './ranked-searches.ts'

type Response = estypes.MsearchMultiSearchItem

/** What the ranked searches found: all posts in their order, and the best of them in detail. */
export type Ranking = {
  posts: RankedPost[]
  total: SearchAnswer['total']
  details: ReadonlyMap<string, FoundPost>
  postRanks: readonly estypes.SearchHit[]
}

/** The ranking that the answers of the ranked searches make, given in their order. */
export function readRanking(responses: readonly Response[]): Ranking {
  const [postRanks, posts, comments] = RANKED_SEARCHES.map((_, i) => responses[i]?.hits)
  const own = new Map(
    (postRanks?.hits ?? []).map((hit) => [String(hit.fields?.id?.[0]), hit._score ?? 0] as const),
  )
  const ranked = mergeRanks(own, commentsByPost((comments?.hits ?? []) as FoundComment[]))
  return {
    posts: ranked,
    total: totalOf(ranked, postRanks, comments),
    details: new Map(((posts?.hits ?? []) as FoundPost[]).map((hit) => [hit._source?.id ?? '', hit])),
    postRanks: postRanks?.hits ?? [],
  }
}

type Hits = estypes.SearchHitsMetadata<unknown> | undefined

/** All distinct posts: exact unless there are more posts or comments than take part in the ranking. */
function totalOf(ranked: readonly RankedPost[], posts: Hits, comments: Hits): SearchAnswer['total'] {
  const missingPosts = countOf(posts) - (posts?.hits.length ?? 0)
  const missingComments = countOf(comments) - (comments?.hits.length ?? 0)
  return {
    value: Math.max(ranked.length, countOf(posts)),
    relation: missingPosts > 0 || missingComments > 0 ? 'gte' : 'eq',
  }
}

function countOf(hits: Hits): number {
  return typeof hits?.total === 'number' ? hits.total : (hits?.total?.value ?? 0)
}
