import { idFromUrl } from '../documents/post-id.ts'
import { aliasNames } from '../elastic/aliases.ts'
import { asking } from '../search/ask.ts'
import type { SearchContext } from '../search/find.ts'
import { POST_REF_FIELDS, postsIn, toPostRef } from '../search/post-ref.ts'
import type { ResolveAnswer } from './answers.ts'
import type { ResolveInput } from './request.ts'

/** The post that an address surely means, or those that it may mean. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function resolve(
  ctx: SearchContext,
  { path }: ResolveInput,
  signal?: AbortSignal,
): Promise<ResolveAnswer> {
  const { posts } = ctx.indexes ?? aliasNames(ctx.indexPrefix)
  const id = idFromUrl(path) ?? path
  const slug = id.slice(id.lastIndexOf('/') + 1).replace(/[-_]+/g, ' ')
  const [same, alike] = await asking(
    ctx,
    signal,
  )([
    { index: posts, body: { size: 1, _source: POST_REF_FIELDS, query: { ids: { values: [id] } } } },
    { index: posts, body: { size: 5, _source: POST_REF_FIELDS, query: { match: { title: slug } } } },
  ])
  const match = postsIn(same).map(toPostRef)[0] ?? null
  return { match, candidates: match === null ? postsIn(alike).map(toPostRef) : [] }
}
