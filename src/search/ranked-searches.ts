import { FACET_AGGREGATIONS } from './facets.ts'
import { commentHighlight, postHighlight } from './highlight.ts'
import { liveTermsAggregation } from './live-terms.ts'
import { commentsQuery, postsQuery, type QueryParts } from './query.ts'
import { COMMENT_WINDOW, DETAIL_MARGIN, MAX_DEPTH } from './ranking.ts'

type SearchBody = Record<string, unknown>

/** A search and the alias it goes to. */
export type AliasedSearch = { index: string | string[]; body: SearchBody }

/** The names of the aliases. */
export type Aliases = Record<'posts' | 'comments' | 'words', string>

const POST_FIELDS = ['id', 'url', 'title', 'date', 'categories', 'tags', 'author', 'language']
const COMMENT_FIELDS = ['id', 'postId', 'url', 'author', 'date', 'categories', 'tags', 'language', 'post']

/** The searches that a page of results is made from, in this order. */
export const RANKED_SEARCHES = ['postRanks', 'posts', 'comments'] as const

/**
 * The searches that one page of results needs, all in one request.
 *
 * A post's score is its own plus its best comment's, which no single search over both aliases can sort by: collapse sorts by the
 * better of the two, and takes three times as long. So posts are ranked to the full depth by nothing but their ids (which is cheap),
 * the best of them come with their highlights, and the best comments come with theirs, to be merged in code.
 */
export function rankedSearches(parts: QueryParts, aliases: Aliases): AliasedSearch[] {
  const { sort, page, size } = parts.input
  const posts = { query: postsQuery(parts), ...(sort === 'date' ? newestFirst('date') : BEST_FIRST) }
  const comments = { query: commentsQuery(parts), ...(sort === 'date' && newestFirst('post.date')) }
  return [
    { index: aliases.posts, body: { ...posts, ...IDS_ONLY, aggs: postAggregations(parts) } },
    { index: aliases.posts, body: { ...posts, ...bestPosts(parts, page * size) } },
    { index: aliases.comments, body: { ...comments, ...bestComments(parts) } },
  ]
}

function postAggregations({ terms }: QueryParts) {
  return { ...FACET_AGGREGATIONS, ...liveTermsAggregation(terms, ['title', 'text']) }
}

/** Best first; equal posts by id, as they are merged, so that those that are shown have their details. */
const BEST_FIRST = { sort: [{ _score: 'desc' }, { id: 'asc' }] }

/** By date, newest first; those of one date as they are merged. */
function newestFirst(field: string) {
  return {
    sort: [
      { [field]: { order: 'desc', missing: '_last', unmapped_type: 'date' } },
      { _score: 'desc' },
      { id: 'asc' },
    ],
    track_scores: true,
  }
}

const IDS_ONLY = {
  size: MAX_DEPTH,
  track_total_hits: true,
  _source: false,
  stored_fields: ['_none_'],
  docvalue_fields: ['id', { field: 'date', format: 'strict_date_time' }],
}

function bestPosts({ terms, language }: QueryParts, depth: number) {
  return {
    size: depth + DETAIL_MARGIN,
    track_total_hits: false,
    _source: POST_FIELDS,
    highlight: postHighlight(terms, language),
  }
}

function bestComments({ terms, language }: QueryParts) {
  return {
    aggs: liveTermsAggregation(terms, ['comment']),
    size: COMMENT_WINDOW,
    track_total_hits: true,
    _source: COMMENT_FIELDS,
    highlight: commentHighlight(terms, language),
  }
}
