import { commentKey } from '../../content/documents/comment-key.ts'
import type { Comment, Post } from '../../content/documents/document.ts'

/**
 * One write to the indexes. `version` tells which of two writes of a document is newer: milliseconds since 1970, or 0
 * if a source does not say when the document was changed. `origin` is "api" for documents that no source has. A write that is the
 * `newest` was not given a version: it is newer than everything that came before it, whatever the clocks of other services say.
 */
export type Write = { version: number; origin?: 'api'; newest?: true } & (
  | { action: 'put'; kind: 'posts'; id: string; post: Post }
  | { action: 'put'; kind: 'comments'; id: string; postId: string; comment: Comment }
  | { action: 'delete'; kind: 'posts'; id: string }
  | { action: 'delete'; kind: 'comments'; id: string; postId: string }
)

/**
 * The result of a write. "older": a newer write came before it. "no post": the post of the comment is missing. `tooLarge` is the
 * reason why Elasticsearch has no room for a document, which stays as it was.
 */
export type WriteResult =
  | 'created'
  | 'updated'
  | 'deleted'
  | 'not found'
  | 'older'
  | 'no post'
  | { tooLarge: string }

/** The `_id` of the document of a write in its index. */
export function keyOf(write: Write): string {
  return write.kind === 'posts' ? write.id : commentKey(write)
}

/** The version of a write where others are known. A write that is the newest gets one above theirs: two writes may come in the same millisecond, and clocks differ. */
export function versionAfter(
  { version, newest }: Pick<Write, 'version' | 'newest'>,
  ...known: (number | undefined)[]
): number {
  return newest ? Math.max(version, ...known.map((other = -1) => other + 1)) : version
}
