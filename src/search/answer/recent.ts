import { type AskContext, aliasesOf, asking } from '../../elastic/ask.ts'
import type { SearchBody } from '../../elastic/request-types.ts'
import { POST_REF_FIELDS, type PostRef, postsIn, toPostRef } from './post-ref.ts'

/** The newest posts, for pages that would otherwise be empty. Posts without a date come last. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function recentPosts(ctx: AskContext, size: number, signal?: AbortSignal): Promise<PostRef[]> {
  const { posts } = aliasesOf(ctx)
  const body: SearchBody = {
    size,
    track_total_hits: false,
    _source: POST_REF_FIELDS,
    sort: [
      { date: { order: 'desc', missing: '_last', unmapped_type: 'date' } },
      { id: { order: 'asc', unmapped_type: 'keyword' } },
    ],
  }
  const [answer] = await asking(ctx, signal)([{ index: posts, body }])
  return postsIn(answer).map(toPostRef)
}
