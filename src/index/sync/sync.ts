import type { Client } from '@elastic/elasticsearch'
import { commentKey } from '../../content/documents/comment-key.ts'
import type { Comment, Post } from '../../content/documents/document.ts'
import { toPlainText } from '../../content/documents/plain-text.ts'
import { whyCommentNotPublished } from '../../content/documents/publishable.ts'
import { contentHash, toIndexedPost } from '../../content/documents/to-indexed.ts'
import { convertText } from '../../content/intake/convert.ts'
import { Intake, type SpooledComment } from '../../content/intake/intake.ts'
import { PostAddresses } from '../../content/intake/post-addresses.ts'
import { shortHash } from '../../content/intake/short-hash.ts'
import { type TakenIn, takeIn } from '../../content/intake/take-in.ts'
import { OF_UNPUBLISHED, Tally, whyKeyTooLong } from '../../content/intake/tally.ts'
import type { Source } from '../../content/sources/source.ts'
import type { Config } from '../../core/config.ts'
import { aliasNames, findLiveIndexes, type IndexNames } from '../../elastic/aliases.ts'
import { KINDS } from '../../elastic/mappings.ts'
import type { OpenVectors } from '../../meaning/open-vectors.ts'
import { whyRefused } from '../reindex/checks.ts'
import { embedMissing } from '../vectors/embed-missing.ts'
import { applyWrites } from '../write/apply-writes.ts'
import { findGenerations } from '../write/generations.ts'
import { keyOf, type Write } from '../write/write.ts'
import { findDeletions } from './deletions.ts'
import { dryRunWrites } from './dry-run.ts'
import { type Known, NOTHING, readKnown } from './known.ts'
import { Changes, kindChanges, type SyncReport } from './report.ts'

/** The context of a sync. A sync stops with the signal's reason when the signal aborts. */
export type SyncContext = {
  client: Client
  config: Pick<Config, 'indexPrefix' | 'commentFragment' | 'language'>
  signal?: AbortSignal | undefined
  /** Is called for each item that is read. */
  onItem?: () => void
  /** Makes the vectors of posts, if a model is installed. */
  meaning?: Pick<OpenVectors, 'vectors' | 'memory'> | undefined
}

export type SyncOptions = {
  /** Only reports the changes that would be made. */
  dryRun?: boolean
  /** Deletes documents that are gone from the sources, however many. */
  force?: boolean
  /** Treats the sources as complete, as a reindex does, even those that show only the newest documents or were read in part. For dry runs. */
  everything?: boolean
  /** With `everything`: how many documents may fail. */
  maxErrors?: number
  /** With `everything`: documents that came by the API count as gone too. */
  replace?: boolean
  /** The share of the posts, or of the comments, that may be deleted without `force`. */
  maxDeleted?: number
  /** The current time: later dates are in the future. */
  now?: Date
}

/** If a larger share of a blog is gone at once, a source was more likely read in part. */
export const MAX_DELETED_SHARE = 0.2
/** Writes made at once. */
const BATCH_SIZE = 200
const DEFAULTS = {
  dryRun: false,
  force: false,
  everything: false,
  replace: false,
  maxErrors: 0,
  maxDeleted: MAX_DELETED_SHARE,
} as const

type Kind = 'posts' | 'comments'
type Syncing = SyncContext &
  Required<SyncOptions> & {
    known: Record<Kind, Known>
    seen: Record<Kind, Set<number>>
    withdrawn: Record<Kind, Map<string, number>>
    changes: Record<Kind, Changes>
    live: IndexNames | undefined
    waiting: Write[]
    tally: Tally
    intake: Intake
    /** Hashes of the ids of posts that the sources say are not for readers. */
    unpublished: Set<number>
    addresses: PostAddresses
  }

/**
 * Updates the live indexes from the sources. Documents that are new or have another content hash are written. Documents that the
 * sources say are not for readers, or that complete sources lack, are deleted unless they are a large share. Throws a BackendError if nothing
 * was indexed yet, and a ReindexError that names a source that cannot be read to its end; documents written by then stay.
 */
export async function sync(
  ctx: SyncContext,
  sources: readonly Source[],
  options: SyncOptions = {},
): Promise<SyncReport> {
  const started = performance.now()
  const { client, signal } = ctx
  const live = await liveIndexes(ctx, options.everything === true)
  const known = (kind: Kind) => (live === undefined ? NOTHING : readKnown(client, live[kind], signal))
  const syncing: Syncing = {
    ...DEFAULTS,
    now: new Date(),
    ...options,
    ...ctx,
    live,
    known: { posts: await known('posts'), comments: await known('comments') },
    seen: { posts: new Set(), comments: new Set() },
    withdrawn: { posts: new Map(), comments: new Map() },
    changes: { posts: new Changes(), comments: new Changes() },
    waiting: [],
    tally: new Tally(),
    intake: await Intake.create(),
    unpublished: new Set(),
    addresses: new PostAddresses(),
  }
  try {
    for (const source of sources) {
      for await (const taken of takeIn(source, { ...syncing, signal })) await take(syncing, taken)
    }
    await followPosts(syncing)
    await followComments(syncing)
  } finally {
    await syncing.intake.remove()
  }
  const { writes, notDeleted } = await findDeletions(onlyUnseen(syncing), sources, live)
  for (const write of writes) {
    syncing.waiting.push(write)
    if (syncing.waiting.length >= BATCH_SIZE) await writeWaiting(syncing)
  }
  await writeWaiting(syncing)
  if (syncing.meaning !== undefined && !syncing.dryRun) await embedNew(syncing, syncing.meaning)
  const windows = sources.flatMap(({ name, complete }) => (complete || syncing.everything ? [] : [name]))
  return toReport(syncing, { windows, notDeleted }, (performance.now() - started) / 1000)
}

/** Embeds the posts that lack a vector: those that were written now, and others that were written without the model. */
async function embedNew(
  { client, config, signal }: Syncing,
  { vectors, memory }: NonNullable<SyncContext['meaning']>,
): Promise<void> {
  await memory.open(signal)
  const embedding = { client, vectors, blogLanguage: config.language, signal, fresh: true }
  await embedMissing(embedding, aliasNames(config.indexPrefix).posts)
}

/** The live indexes. If there are none: undefined with `everything`, since a reindex starts from nothing, else a BackendError. */
async function liveIndexes(
  { client, config, signal }: SyncContext,
  everything: boolean,
): Promise<IndexNames | undefined> {
  const found = await findLiveIndexes(client, aliasNames(config.indexPrefix), signal)
  const isNew = KINDS.every((kind) => found[kind].length === 0)
  return everything && isNew ? undefined : (await findGenerations(client, config.indexPrefix)).live
}

/** Drops from `withdrawn` each id that also has a document for readers: that one counts. */
function onlyUnseen(syncing: Syncing): Syncing {
  const unseen = (kind: Kind) =>
    new Map([...syncing.withdrawn[kind]].filter(([key]) => !syncing.seen[kind].has(shortHash(key))))
  return { ...syncing, withdrawn: { posts: unseen('posts'), comments: unseen('comments') } }
}

async function take({ intake, known, unpublished, ...syncing }: Syncing, taken: TakenIn): Promise<void> {
  const { place } = taken
  if (taken.kind === 'comment') await intake.comments.add({ place, comment: taken.comment })
  else if (taken.published) {
    const isKept = !known.posts.has(taken.post.id, contentHash(taken.post))
    await intake.posts.add({ place, source: taken.source, post: taken.post }, { isKept })
  } else {
    const { post } = taken
    unpublished.add(shortHash(post.id))
    withdraw({ ...syncing, known }, { kind: 'posts', key: post.id, version: versionOf(post) })
  }
}

/** Writes the posts that are new or changed. */
async function followPosts(syncing: Syncing): Promise<void> {
  const { intake, tally, addresses, seen, changes, signal, config } = syncing
  for await (const { place, post, ...named } of intake.posts.counting({ tally, addresses }, signal)) {
    const { id } = named
    addresses.add(named)
    seen.posts.add(shortHash(id))
    if (post === undefined) changes.posts.add('unchanged', id)
    else if (isReadable(syncing, { id, place }, () => toIndexedPost(post, config.language))) {
      await follow(syncing, { action: 'put', kind: 'posts', id, post, version: versionOf(post) })
    }
  }
  await writeWaiting(syncing)
}

/** Writes the comments that are new or changed, and notes those that are not for readers any more. */
async function followComments(syncing: Syncing): Promise<void> {
  for await (const batch of syncing.intake.comments.batches(BATCH_SIZE, syncing.signal)) {
    for (const spooled of batch) await followComment(syncing, spooled)
  }
  await writeWaiting(syncing)
}

async function followComment(syncing: Syncing, { place, comment }: SpooledComment): Promise<void> {
  const { changes, addresses, now } = syncing
  const postId = addresses.idOf(comment)
  const { id, postUrl, postSlug } = comment
  const isHidden = whyCommentNotPublished(comment, now) !== undefined
  if (postId === undefined) {
    if (!isHidden) changes.comments.add('no post', `${postUrl ?? postSlug}#${id}`)
    return
  }
  const key = commentKey({ postId, id })
  if (isHidden) withdraw(syncing, { kind: 'comments', key, version: versionOf(comment) })
  else if (isForIndex(syncing, { place, comment, postId, key })) {
    const version = versionOf(comment)
    await follow(syncing, { action: 'put', kind: 'comments', id, postId, comment, version })
  }
}

/** Whether a comment can be in the index. Otherwise the reason is counted. */
function isForIndex(
  syncing: Syncing,
  { place, comment, postId, key }: SpooledComment & { postId: string; key: string },
): boolean {
  const { changes, tally, seen, unpublished } = syncing
  const tooLong = whyKeyTooLong(key)
  if (lacksPost(syncing, postId)) {
    if (unpublished.has(shortHash(postId))) tally.comments.skip(OF_UNPUBLISHED)
    else changes.comments.add('no post', key)
  } else if (tooLong !== undefined) tally.errors.add({ place, id: key, reason: tooLong })
  else if (seen.comments.has(shortHash(key))) tally.skipRepeated(place, key)
  else return isReadable(syncing, { id: key, place }, () => toPlainText(comment.text, comment.format))
  return false
}

/** Whether neither the sources nor the index have a post. Only a dry run asks, since a write tells it too. */
function lacksPost({ dryRun, everything, replace, addresses, known }: Syncing, postId: string): boolean {
  if (!dryRun || addresses.has(postId)) return false
  return everything ? replace || !known.posts.isByApi(postId) : !known.posts.contains(postId)
}

/** Whether a text does not break a parser. Only a dry run asks, since a write tells it too. */
function isReadable(
  { dryRun, tally }: Syncing,
  of: { id: string; place: string },
  read: () => unknown,
): boolean {
  return !dryRun || convertText(tally, of, () => ({ text: read() })) !== undefined
}

/** Notes an indexed document that a source says is not for readers. It is deleted even if other documents of the sources fail. */
function withdraw(
  { known, withdrawn }: Pick<Syncing, 'known' | 'withdrawn'>,
  { kind, key, version }: { kind: Kind; key: string; version: number },
): void {
  if (known[kind].contains(key)) withdrawn[kind].set(key, version)
}

/** Writes a document unless the index has it unchanged. */
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
  const { dryRun, config } = syncing
  const results = dryRun
    ? await dryRunWrites({ ...syncing, prefix: config.indexPrefix }, writes)
    : await applyWrites(syncing, writes)
  for (const [i, write] of writes.entries()) {
    const result = results[i]
    if (typeof result === 'object') syncing.tally.errors.add({ place: keyOf(write), reason: result.tooLarge })
    else if (result !== undefined) syncing.changes[write.kind].add(result, keyOf(write))
  }
}

function versionOf({ updated }: Post | Comment): number {
  return updated === undefined ? 0 : Date.parse(updated)
}

function toReport(
  { dryRun, everything, maxErrors, changes, seen, tally }: Syncing,
  { windows, notDeleted }: { windows: string[]; notDeleted: string | undefined },
  seconds: number,
): SyncReport {
  const refused = everything ? whyRefused(tally, { posts: seen.posts.size, maxErrors }) : []
  return {
    dryRun,
    posts: kindChanges(changes.posts, tally.posts),
    comments: kindChanges(changes.comments, tally.comments),
    failed: tally.errors.toReport(),
    mended: tally.warnings.toReport(),
    ...(windows.length > 0 && { windows }),
    ...(refused.length > 0 && { refused }),
    ...(notDeleted !== undefined && { notDeleted }),
    seconds,
  }
}
