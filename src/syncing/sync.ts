import type { Client } from '@elastic/elasticsearch'
import type { Config } from '../config.ts'
import type { Comment, Post } from '../documents/document.ts'
import { whyCommentNotPublished, whyNotPublished } from '../documents/publishable.ts'
import { contentHash } from '../documents/to-indexed.ts'
import { validateDocument } from '../documents/validate.ts'
import type { IndexNames } from '../elastic/aliases.ts'
import { CommentSpool } from '../indexing/comment-spool.ts'
import { PostAddresses } from '../indexing/post-addresses.ts'
import { readSource } from '../indexing/read-source.ts'
import { shortHash } from '../indexing/short-hash.ts'
import { Tally } from '../indexing/tally.ts'
import type { Source, SourceItem } from '../sources/source.ts'
import { applyWrites } from '../writing/apply-writes.ts'
import { findGenerations } from '../writing/generations.ts'
import { keyOf, type Write, type WriteResult } from '../writing/write.ts'
import { findGone, type Known, readKnown } from './known.ts'
import { Changes, kindChanges, type SyncReport } from './report.ts'

/** What a sync works with. It stops with the signal's reason when that aborts. */
export type SyncContext = {
  client: Client
  config: Pick<Config, 'indexPrefix' | 'commentFragment' | 'language'>
  signal?: AbortSignal | undefined
}

export type SyncOptions = {
  /** Only tells what would be done. */
  dryRun?: boolean
  /** Deletes however much is gone from the sources. */
  force?: boolean
  /** What share of the posts, or of the comments, may be deleted without `force`. */
  maxDeleted?: number
  /** What counts as the future. */
  now?: Date
}

/** More of a blog than this going at once is more likely a source that was read in part. */
export const MAX_DELETED_SHARE = 0.2
/** Writes that are made at once. */
const BATCH_SIZE = 200

type Kind = 'posts' | 'comments'
type Syncing = SyncContext &
  Required<SyncOptions> & {
    known: Record<Kind, Known>
    seen: Record<Kind, Set<number>>
    changes: Record<Kind, Changes>
    waiting: Write[]
    tally: Tally
    spool: CommentSpool
    addresses: PostAddresses
  }

/**
 * Lets the indexes that serve follow the sources: what is new or has another content hash is written, and what complete
 * sources lack is deleted, unless that is a large share. Throws a BackendError where nothing was indexed yet, and a
 * ReindexError that names a source which cannot be read to its end; what was written by then stays.
 */
export async function sync(
  ctx: SyncContext,
  sources: readonly Source[],
  options: SyncOptions = {},
): Promise<SyncReport> {
  const started = performance.now()
  const { client, config, signal } = ctx
  const { live } = await findGenerations(client, config.indexPrefix)
  const syncing: Syncing = {
    ...{ dryRun: false, force: false, maxDeleted: MAX_DELETED_SHARE, now: new Date() },
    ...options,
    ...ctx,
    known: {
      posts: await readKnown(client, live.posts, signal),
      comments: await readKnown(client, live.comments, signal),
    },
    seen: { posts: new Set(), comments: new Set() },
    changes: { posts: new Changes(), comments: new Changes() },
    waiting: [],
    tally: new Tally(),
    spool: await CommentSpool.create(),
    addresses: new PostAddresses(),
  }
  try {
    for (const source of sources) {
      for await (const item of readSource(source, signal)) await take(syncing, item)
    }
    await writeWaiting(syncing)
    for await (const batch of syncing.spool.batches(BATCH_SIZE, signal)) {
      for (const { comment } of batch) await takeComment(syncing, comment)
    }
    await writeWaiting(syncing)
  } finally {
    await syncing.spool.remove()
  }
  const notDeleted = await deleteGone(syncing, sources, live)
  return toReport(syncing, notDeleted, (performance.now() - started) / 1000)
}

async function take(syncing: Syncing, item: SourceItem): Promise<void> {
  const { errors, posts, comments } = syncing.tally
  const { place } = item
  if (item.kind === 'failed') {
    errors.add({ place, reason: item.reason })
    return
  }
  if (item.kind === 'skipped') {
    const tally = item.what === 'post' ? posts : comments
    tally.skip(item.reason)
    return
  }
  const validated = validateDocument(item.value)
  if (validated.kind === 'invalid') errors.add({ place, reason: validated.errors.join('; ') })
  if (validated.kind === 'comment') {
    comments.countRepaired(item.repaired ?? [])
    const { comment } = validated
    const hidden = whyCommentNotPublished(comment, syncing.now)
    if (hidden === undefined) await syncing.spool.add({ place, comment })
    else comments.skip(hidden.reason, hidden.due)
  }
  if (validated.kind === 'post') {
    posts.countRepaired(item.repaired ?? [])
    await takePost(syncing, validated.post)
  }
}

async function takePost(syncing: Syncing, post: Post): Promise<void> {
  const { tally, now, addresses } = syncing
  const hidden = whyNotPublished(post, now)
  if (hidden !== undefined) {
    tally.posts.skip(hidden.reason, hidden.due)
    return
  }
  addresses.add(post)
  await follow(syncing, { action: 'put', kind: 'posts', id: post.id, post, version: versionOf(post) })
}

async function takeComment(syncing: Syncing, comment: Comment): Promise<void> {
  const postId = syncing.addresses.idOf(comment)
  if (postId === undefined) {
    syncing.changes.comments.add('no post', `${comment.postUrl ?? comment.postSlug}#${comment.id}`)
    return
  }
  const version = versionOf(comment)
  await follow(syncing, { action: 'put', kind: 'comments', id: comment.id, postId, comment, version })
}

/** Writes a document unless the index has it as it is. */
async function follow(syncing: Syncing, write: Write & { action: 'put' }): Promise<void> {
  const { known, seen, changes, waiting } = syncing
  const key = keyOf(write)
  seen[write.kind].add(shortHash(key))
  if (known[write.kind].has(key, contentHash(write.kind === 'posts' ? write.post : write.comment))) {
    changes[write.kind].add('unchanged', key)
    return
  }
  waiting.push(write)
  if (waiting.length >= BATCH_SIZE) await writeWaiting(syncing)
}

async function writeWaiting(syncing: Syncing): Promise<void> {
  const writes = syncing.waiting.splice(0)
  if (writes.length === 0) return
  syncing.signal?.throwIfAborted()
  const results = syncing.dryRun ? await foretell(syncing, writes) : await applyWrites(syncing, writes)
  for (const [i, write] of writes.entries()) {
    const result = results[i]
    if (result !== undefined) syncing.changes[write.kind].add(result, keyOf(write))
  }
}

/** What writing would do, as far as a look at the index tells. */
async function foretell({ known }: Syncing, writes: readonly Write[]): Promise<WriteResult[]> {
  return writes.map((write) => {
    if (write.action === 'delete') return 'deleted'
    return known[write.kind].contains(keyOf(write)) ? 'updated' : 'created'
  })
}

/** Deletes what came from sources and is gone from them, or says why not. */
async function deleteGone(
  syncing: Syncing,
  sources: readonly Source[],
  live: IndexNames,
): Promise<string | undefined> {
  const windows = sources.filter(({ complete }) => !complete)
  if (windows.length > 0)
    return `${windows.map(({ name }) => name).join(', ')}: expected a source of all posts`
  const { client, signal, seen, known, tally, force, maxDeleted } = syncing
  const gone = {
    posts: await findGone(client, live.posts, seen.posts, signal),
    comments: await findGone(client, live.comments, seen.comments, signal),
  }
  if (gone.posts.length + gone.comments.length === 0) return undefined
  if (tally.errors.count > 0) {
    return `${tally.errors.count} documents failed, and what is gone cannot be told from what could not be read`
  }
  for (const kind of ['posts', 'comments'] as const) {
    const share = gone[kind].length / Math.max(1, known[kind].fromSources)
    if (share <= maxDeleted || force) continue
    const percent = (number: number) => `${Math.round(number * 100)} %`
    return `expected at most ${percent(maxDeleted)} of the ${kind} to be gone (--force deletes them), got ${gone[kind].length} of ${known[kind].fromSources}`
  }
  await deleteAll(syncing, gone)
  return undefined
}

async function deleteAll(syncing: Syncing, gone: Record<Kind, string[]>): Promise<void> {
  const goneComments: Write[] = gone.comments.map((key) => {
    const at = key.lastIndexOf('#')
    return { action: 'delete', kind: 'comments', postId: key.slice(0, at), id: key.slice(at + 1), version: 0 }
  })
  const gonePosts: Write[] = gone.posts.map((id) => ({ action: 'delete', kind: 'posts', id, version: 0 }))
  for (const write of [...goneComments, ...gonePosts]) {
    syncing.waiting.push(write)
    if (syncing.waiting.length >= BATCH_SIZE) await writeWaiting(syncing)
  }
  await writeWaiting(syncing)
}

function versionOf({ updated }: Post | Comment): number {
  return updated === undefined ? 0 : Date.parse(updated)
}

function toReport(
  { dryRun, changes, tally }: Syncing,
  notDeleted: string | undefined,
  seconds: number,
): SyncReport {
  return {
    dryRun,
    posts: kindChanges(changes.posts, tally.posts),
    comments: kindChanges(changes.comments, tally.comments),
    failed: { count: tally.errors.count, groups: tally.errors.groups, first: tally.errors.first },
    ...(notDeleted !== undefined && { notDeleted }),
    seconds,
  }
}
