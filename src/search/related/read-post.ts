import type { IndexedPost } from '../../content/documents/indexed.ts'
import { aliasesOf, asking } from '../../elastic/ask.ts'
import { postsIn } from '../answer/post-ref.ts'
import type { SearchContext } from '../find.ts'
import { resolve } from './resolve.ts'

/** A post as the index has it, or undefined if there is none with this id. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function readPost(
  ctx: SearchContext,
  id: string,
  signal?: AbortSignal,
): Promise<IndexedPost | undefined> {
  const query = { ids: { values: [id] } }
  const [answer] = await asking(ctx, signal)([{ index: aliasesOf(ctx).posts, body: { size: 1, query } }])
  return postsIn(answer)[0] as IndexedPost | undefined
}

/** What `read` gives for a post that is named by its id, or else by an address that surely means it. */
export async function byIdOrAddress<T>(
  ctx: SearchContext,
  named: string,
  read: (id: string) => Promise<T | undefined>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const found = await read(named)
  if (found !== undefined || !named.includes('/')) return found
  const { match } = await resolve(ctx, { path: named }, signal)
  return match === null ? undefined : await read(match.id)
}
