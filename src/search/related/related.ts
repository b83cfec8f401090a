import type { estypes } from '@elastic/elasticsearch'
import { aliasesOf, asking } from '../../elastic/ask.ts'
import { POST_REF_FIELDS, postsIn, toPostRef } from '../answer/post-ref.ts'
import type { SearchContext } from '../find.ts'
import type { RelatedAnswer } from './answers.ts'
import type { RelatedInput } from './request.ts'

/** Posts are alike if they share some of a post's most telling words. Words of one post alone say nothing; in a short post or a small blog, each word that two posts have may count. */
const ALIKE: Omit<estypes.QueryDslMoreLikeThisQuery, 'like'> = {
  fields: ['title', 'text'],
  min_term_freq: 1,
  min_doc_freq: 2,
  max_query_terms: 25,
  minimum_should_match: '20%',
}

/** The posts that are most like a post, or undefined if there is no such post. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function related(
  ctx: SearchContext,
  { id, size }: RelatedInput,
  signal?: AbortSignal,
): Promise<RelatedAnswer | undefined> {
  const { posts } = aliasesOf(ctx)
  const [own, alike] = await asking(
    ctx,
    signal,
  )([
    { index: posts, body: { size: 1, _source: false, query: { ids: { values: [id] } } } },
    {
      index: posts,
      body: {
        size,
        track_total_hits: false,
        _source: POST_REF_FIELDS,
        query: { more_like_this: { ...ALIKE, like: [{ _id: id }] } },
      },
    },
  ])
  if (own?.hits.hits.length === 0) return undefined
  return { posts: postsIn(alike).map(toPostRef) }
}
