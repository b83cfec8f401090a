import type { Comment, Post } from '../../content/documents/document.ts'

/**
 * One change to what searches find. `version` tells which of two changes of a document is the newer: milliseconds since
 * 1970; a source that does not say when it was changed has 0. `origin` is "api" for what no source has.
 */
export type Write = { version: number; origin?: 'api' } & (
  | { action: 'put'; kind: 'posts'; id: string; post: Post }
  | { action: 'put'; kind: 'comments'; id: string; postId: string; comment: Comment }
  | { action: 'delete'; kind: 'posts'; id: string }
  | { action: 'delete'; kind: 'comments'; id: string; postId: string }
)

/** What became of a write. "older" is one that a newer write came before; "no post" a comment whose post is not there. */
export type WriteResult = 'created' | 'updated' | 'deleted' | 'not found' | 'older' | 'no post'

/** The `_id` under which the document of a write lies in its index. */
export function keyOf(write: Write): string {
  return write.kind === 'posts' ? write.id : `${write.postId}#${write.id}`
}
