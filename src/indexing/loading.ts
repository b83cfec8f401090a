import type { Client } from '@elastic/elasticsearch'
import type { IndexNames } from '../elastic/aliases.ts'
import type { CommentKeys } from './comment-keys.ts'
import type { CommentSpool } from './comment-spool.ts'
import type { Tally } from './tally.ts'

/** How far a reindex is: documents of this phase that were handled, and how many there are if that is known. */
export type Progress = { phase: 'posts' | 'comments'; done: number; total?: number }

/** What loading posts and comments shares. */
export type Loading = {
  client: Client
  names: IndexNames
  now: Date
  commentFragment: string
  tally: Tally
  spool: CommentSpool
  keys: CommentKeys
  /** Hashes of the ids of posts that stay out of the index. */
  unpublished: Set<number>
  signal: AbortSignal | undefined
  onProgress: (progress: Progress) => void
}
