import type { Client } from '@elastic/elasticsearch'
import type { CommentSpool } from '../../content/intake/comment-spool.ts'
import type { PostAddresses } from '../../content/intake/post-addresses.ts'
import type { Tally } from '../../content/intake/tally.ts'
import type { WordCounter } from '../../content/words/word-counter.ts'
import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { RetryPolicy } from '../../elastic/retry.ts'

/**
 * How far a reindex is. It first reads all sources (and indexes the posts), then indexes the comments and the words, whose totals are known
 * by then, and merges segments in the end, of which nobody can tell how far that is.
 */
export type Progress = { phase: 'read' | 'comments' | 'words' | 'merge'; done?: number; total?: number }

/** What loading posts, comments and words shares. */
export type Loading = {
  client: Client
  names: IndexNames
  now: Date
  commentFragment: string
  blogLanguage: Language
  tally: Tally
  spool: CommentSpool
  /** Which post has which address. */
  addresses: PostAddresses
  /** The words of all posts and comments that go into their indexes. */
  words: WordCounter
  /** Hashes of the ids of posts that stay out of the index. */
  unpublished: Set<number>
  /** What the API deleted, by kind and id: which version, and older. */
  deleted: ReadonlyMap<string, number>
  signal: AbortSignal | undefined
  retry: RetryPolicy
  onProgress: (progress: Progress) => void
}
