import type { Client } from '@elastic/elasticsearch'
import type { Intake } from '../../content/intake/intake.ts'
import type { PostAddresses } from '../../content/intake/post-addresses.ts'
import type { Tally } from '../../content/intake/tally.ts'
import type { WordCounter } from '../../content/words/word-counter.ts'
import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { RetryPolicy } from '../../elastic/retry.ts'
import type { PostVectors } from '../../meaning/post-vectors.ts'

/**
 * The progress of a reindex. It first reads all sources. Then it indexes the posts, the comments and the words, whose totals
 * are known by then. Last it merges segments, whose progress is unknown.
 */
export type Progress = {
  phase: 'read' | 'posts' | 'comments' | 'words' | 'merge'
  done?: number
  total?: number
}

/** The state that loading posts, comments and words shares. */
export type Loading = {
  client: Client
  names: IndexNames
  now: Date
  commentFragment: string
  blogLanguage: Language
  tally: Tally
  intake: Intake
  /** The addresses of all posts. */
  addresses: PostAddresses
  /** The words of all posts and comments that are indexed. */
  words: WordCounter
  /** Hashes of the keys of comments that were read. */
  seenComments: Set<number>
  /** Hashes of the ids of posts that stay out of the index. */
  unpublished: Set<number>
  /** Makes the vectors of posts, if a model is installed. */
  vectors?: PostVectors | undefined
  /** Versions that the API deleted, by kind and id. A deletion holds for this version and older ones. */
  deleted: ReadonlyMap<string, number>
  signal: AbortSignal | undefined
  retry: RetryPolicy
  onProgress: (progress: Progress) => void
}
