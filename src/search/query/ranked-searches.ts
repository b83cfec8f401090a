import type { estypes } from '@elastic/elasticsearch'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Searches } from '../../elastic/ask.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import {
  COMMENT_WINDOW,
  MAX_COUNTED,
  MAX_DEPTH,
  MEANING_DEPTH,
  MEANING_MOVES,
  RANKED_AT_FIRST,
  RANKED_BESIDE_MEANING,
} from '../ranking.ts'
import { isOff } from '../request/switches.ts'
import { chosenFacets, facetAggregations } from './facets.ts'
import { commentHighlight, postHighlight } from './highlight.ts'
import { liveTermsAggregation } from './live-terms.ts'
import { nearestPosts } from './meaning-search.ts'
import { commentsQuery, postsQuery, type QueryParts } from './query.ts'

/** The fields of a post that a result shows. */
export const POST_FIELDS = [
  ...['id', 'url', 'title', 'excerpt', 'image', 'date', 'categories', 'tags', 'author', 'language', 'site'],
]
const COMMENT_FIELDS = [
  ...['id', 'postId', 'url', 'author', 'date', 'categories', 'tags', 'facets', 'language', 'site', 'post'],
]

/** The searches that a page of results is made from. */
export type RankedPart = 'posts' | 'comments' | 'meaning' | 'facets'

/**
 * The searches that one page of results needs, all in one request. A post's score is its own plus its best comment's. No single search over
 * both aliases can sort by that sum: collapse sorts by the better of the two, and takes three times as long. So the search for posts
 * returns those of the page with their highlights and, in an aggregation, the scores and ids of many more. The search for comments returns
 * the best ones with their highlights. Both are merged in code. For each facet with a chosen value, one more search counts its values without that choice.
 */
export function rankedSearches(
  parts: QueryParts,
  aliases: IndexNames,
  ownFacets: readonly string[] = [],
): Searches<RankedPart> {
  const newest = parts.input.sort === 'date'
  const posts = bestPosts(parts, newest ? newestFirst('date') : BEST_FIRST, ownFacets)
  const comments = bestComments(parts, newest ? newestFirst('post.date') : BEST_FIRST)
  return {
    posts: [{ index: aliases.posts, body: posts }],
    comments: [{ index: aliases.comments, body: comments }],
    meaning:
      parts.meaning === undefined
        ? []
        : [{ index: aliases.posts, body: nearestPosts(parts, parts.meaning, POST_FIELDS), optional: true }],
    facets: otherValues(parts, ownFacets).map((body) => ({ index: aliases.posts, body })),
  }
}

/** The searches that count the values of facets among which the reader chose. */
function otherValues(parts: QueryParts, ownFacets: readonly string[]): SearchBody[] {
  if (isOff(parts.input, 'facets')) return []
  return chosenFacets(parts.input, ownFacets).map(({ input, aggregations }) => ({
    query: postsQuery({ ...parts, input: { ...input, debug: false } }),
    size: 0,
    track_total_hits: false,
    aggs: aggregations,
  }))
}

type Order = { sort: estypes.SortOptions[]; track_scores?: boolean }

/** Best first; equal documents in the order of the index. Sorting these by id would cost a tenth of the search, since Elasticsearch looks up the id of each document that is among the best for a while. */
const BEST_FIRST: Order = { sort: [{ _score: { order: 'desc' } }, { _doc: { order: 'asc' } }] }

/** By date, newest first. A search without a text may find whole blogs of posts with equal dates and scores. These are sorted by id, so that pages never overlap, whichever copy of a shard answers. */
function newestFirst(field: string): Order {
  return {
    sort: [
      { [field]: { order: 'desc', missing: '_last', unmapped_type: 'date' } },
      { _score: { order: 'desc' } },
      { id: 'asc' },
    ],
    track_scores: true,
  }
}

/** How many posts before and after those of the page are fetched, which comments or meaning may move there, and how many are ranked. */
const BY_WORDS = { before: COMMENT_WINDOW, after: 0, ranked: RANKED_AT_FIRST }
const BESIDE_MEANING = {
  before: COMMENT_WINDOW + MEANING_DEPTH,
  after: MEANING_MOVES,
  ranked: RANKED_BESIDE_MEANING,
}

function bestPosts(parts: QueryParts, order: Order, ownFacets: readonly string[]): SearchBody {
  const { terms, input } = parts
  const last = input.page * input.size
  const { before, after, ranked } = parts.meaning === undefined ? BY_WORDS : BESIDE_MEANING
  const from = Math.max(0, last - input.size - before)
  const ranks = input.debug || last > ranked / 2 ? MAX_DEPTH : ranked
  return {
    query: postsQuery(parts),
    ...order,
    from,
    size: last + after - from,
    track_total_hits: MAX_COUNTED,
    _source: POST_FIELDS,
    highlight: postHighlight(parts),
    aggs: {
      ...ONLY_OURS,
      ...(isOff(input, 'facets') ? {} : facetAggregations(ownFacets)),
      ...liveTermsAggregation(terms, ['title', 'text', 'labels']),
      ranks: { top_hits: { ...order, ...ID_ALONE, size: ranks } },
    },
  }
}

/** A guard that finds nothing and costs nothing. Elasticsearch refuses to sort by a field that an index does not have, so an alias of a foreign index is an error. Without the guard all clauses would just find nothing there. */
const ONLY_OURS: Record<string, estypes.AggregationsAggregationContainer> = {
  only_ours: {
    filter: { match_none: {} },
    aggs: { ids: { top_hits: { size: 1, sort: [{ id: { order: 'asc' } }], _source: false } } },
  },
}

/** Returns only the id of each post, beside its sort values: no stored field is read. */
const ID_ALONE = { _source: false, stored_fields: '_none_', docvalue_fields: ['id'] }

function bestComments(parts: QueryParts, order: Order): SearchBody {
  return {
    query: commentsQuery(parts),
    ...order,
    aggs: { ...ONLY_OURS, ...liveTermsAggregation(parts.terms, ['comment']) },
    size: COMMENT_WINDOW,
    track_total_hits: MAX_COUNTED,
    _source: COMMENT_FIELDS,
    highlight: commentHighlight(parts),
  }
}
