import type { estypes } from '@elastic/elasticsearch'
import type { Facets, SearchAnswer, Term } from './answer.ts'
import { readFacets } from './facets.ts'
import type { FoundPost } from './hits.ts'
import type { SearchInput } from './input.ts'
import { readLiveTerms } from './live-terms.ts'
import { commentsByPost, type FoundComment, mergeRanks, type OwnRank, type RankedPost } from './merge.ts'
import { RANKED_SEARCHES } from './ranked-searches.ts'

type Response = estypes.MsearchMultiSearchItem

/** What the ranked searches found: all posts in their order, and the best of them in detail. */
export type Ranking = {
  posts: RankedPost[]
  total: SearchAnswer['total']
  facets: Facets
  /** The terms that a document has. */
  live: readonly Term[]
  details: ReadonlyMap<string, FoundPost>
  postRanks: readonly estypes.SearchHit[]
}

/** The ranking that the answers of the ranked searches make, given in their order. */
export function readRanking(
  responses: readonly Response[],
  terms: readonly Term[],
  { sort, excluded }: Pick<SearchInput, 'sort' | 'excluded'>,
): Ranking {
  const [postRanks, posts, comments] = RANKED_SEARCHES.map((_, i) => responses[i]?.hits)
  const own = new Map((postRanks?.hits ?? []).map((hit) => [idOf(hit), ownRank(hit)] as const))
  const found = ((comments?.hits ?? []) as FoundComment[]).filter(
    // A comment does not know whether its post has an excluded word: it counts for posts only that were found themselves.
    ({ _source }) => excluded.length === 0 || own.has(_source?.postId ?? ''),
  )
  const ranked = mergeRanks(own, commentsByPost(found), sort)
  const total = totalOf(ranked, postRanks, comments)
  const byComments = total.relation === 'eq' ? ranked.filter(({ id }) => !own.has(id)) : []
  return {
    posts: ranked,
    total,
    facets: readFacets(
      responses[0]?.aggregations,
      byComments.flatMap((post) => post.comments.slice(0, 1)),
    ),
    live: readLiveTerms(terms, responses),
    details: new Map(((posts?.hits ?? []) as FoundPost[]).map((hit) => [hit._source?.id ?? '', hit])),
    postRanks: postRanks?.hits ?? [],
  }
}

function idOf(hit: estypes.SearchHit): string {
  return String(hit.fields?.id?.[0])
}

function ownRank(hit: estypes.SearchHit): OwnRank {
  const date = hit.fields?.date?.[0]
  return { score: hit._score ?? 0, date: date === undefined ? undefined : String(date) }
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
