import type { Client } from '@elastic/elasticsearch'
import { readCommentKey } from '../../content/documents/comment-key.ts'
import type { Source } from '../../content/sources/source.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Write } from '../write/write.ts'
import { findGone, type Known } from './known.ts'

type Kind = 'posts' | 'comments'

/** The state from which deletions follow: documents of the index that the sources no longer have. */
type Followed = {
  client: Client
  signal?: AbortSignal | undefined
  known: Record<Kind, Known>
  seen: Record<Kind, ReadonlySet<number>>
  /** Keys of documents that the sources say are not for readers, with the version of the document that says so. */
  withdrawn: Record<Kind, ReadonlyMap<string, number>>
  tally: { errors: { count: number } }
  maxDeleted: number
  force: boolean
  everything: boolean
  replace: boolean
}

/** The deletions to make; `notDeleted` says why others are not made, if so. */
type Deletions = { writes: Write[]; notDeleted?: string }

/**
 * The deletions to make: of documents that sources say are not for readers, and of documents that complete sources lack if no document
 * failed. If these are too large a share, nothing is deleted unless it is forced.
 */
export async function findDeletions(
  followed: Followed,
  sources: readonly Source[],
  live: IndexNames | undefined,
): Promise<Deletions> {
  const { withdrawn, tally, everything } = followed
  const gone = await findLacking(followed, sources, live)
  const isBroken = tally.errors.count > 0 && gone.posts.length + gone.comments.length > 0 && !everything
  const deleted = (kind: Kind) =>
    new Map([...withdrawn[kind], ...(isBroken ? [] : gone[kind].map((key) => [key, 0] as const))])
  const all = { posts: deleted('posts'), comments: deleted('comments') }
  const tooMuch = whyTooMuch(followed, all)
  if (tooMuch !== undefined) return { writes: [], notDeleted: tooMuch }
  const writes = [...[...all.comments].map(deleteComment), ...[...all.posts].map(deletePost)]
  if (!isBroken) return { writes }
  const count = `${tally.errors.count} documents failed`
  return { writes, notDeleted: `${count}, and what is gone cannot be told from what could not be read` }
}

/** The keys of documents that complete sources lack. */
async function findLacking(
  { client, signal, seen, withdrawn, everything, replace }: Followed,
  sources: readonly Source[],
  live: IndexNames | undefined,
): Promise<Record<Kind, string[]>> {
  const isWhole = everything || sources.every(({ complete }) => complete)
  if (live === undefined || !isWhole) return { posts: [], comments: [] }
  const lacking = async (kind: Kind) => {
    const gone = await findGone(client, live[kind], seen[kind], { signal, byApi: replace })
    return gone.filter((key) => !withdrawn[kind].has(key))
  }
  return { posts: await lacking('posts'), comments: await lacking('comments') }
}

function whyTooMuch(
  { known, maxDeleted, force }: Followed,
  all: Record<Kind, ReadonlyMap<string, number>>,
): string | undefined {
  for (const kind of ['posts', 'comments'] as const) {
    const share = all[kind].size / Math.max(1, known[kind].fromSources)
    if (share <= maxDeleted || force) continue
    const most = `${Math.round(maxDeleted * 100)} %`
    return `expected at most ${most} of the ${kind} to be gone (--force deletes them), got ${all[kind].size} of ${known[kind].fromSources}`
  }
  return undefined
}

function deletePost([id, version]: [string, number]): Write {
  return { action: 'delete', kind: 'posts', id, version }
}

function deleteComment([key, version]: [string, number]): Write {
  return { action: 'delete', kind: 'comments', ...readCommentKey(key), version }
}
