import type { estypes } from '@elastic/elasticsearch'
import { idFromUrl, pathOf } from '../../content/documents/post-id.ts'
import { BackendError } from '../../core/errors.ts'
import { aliasesOf } from '../../elastic/ask.ts'
import { scan } from '../../elastic/scan.ts'
import type { Found, SearchContext } from '../find.ts'

/** The id of the post with the given id or address, on any site; the given text if there is no such post. Addresses are not indexed: if the index has no such id, all posts are read, which takes some 10 ms per thousand. */
export async function findPostId(
  ctx: SearchContext,
  { ranking }: Pick<Found, 'ranking'>,
  asked: string,
  signal: AbortSignal,
): Promise<string> {
  const given = asked.trim()
  const possible = [...new Set([given, idFromUrl(given) ?? given])]
  const ranked = possible.find((id) => ranking.posts.some((post) => post.id === id))
  if (ranked !== undefined) return ranked
  const index = aliasesOf(ctx).posts
  const query = { terms: { id: possible } }
  const { hits } = await ask(ctx.client.search<{ id: string }>({ index, query, _source: ['id'] }, { signal }))
  const known = hits.hits.map(({ _source }) => _source?.id)
  return possible.find((id) => known.includes(id)) ?? (await idByPath(ctx, index, given, signal)) ?? given
}

async function idByPath(
  { client }: SearchContext,
  index: string,
  given: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!/[/?]/.test(given)) return undefined
  const path = pathOf(given)
  const posts = scan<{ id: string; url: string }>(client, { index, _source: ['id', 'url'], signal })
  for await (const { _source } of posts) {
    if (_source !== undefined && pathOf(_source.url) === path) return _source.id
  }
  return undefined
}

async function ask<T>(answer: Promise<estypes.SearchResponse<T>>): Promise<estypes.SearchResponse<T>> {
  return answer.catch((cause: unknown) => {
    throw new BackendError('Elasticsearch did not look for a post', { cause })
  })
}
