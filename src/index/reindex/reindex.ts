import { randomInt } from 'node:crypto'
import type { Client } from '@elastic/elasticsearch'
import { Intake } from '../../content/intake/intake.ts'
import { PostAddresses } from '../../content/intake/post-addresses.ts'
import { Tally } from '../../content/intake/tally.ts'
import type { Source } from '../../content/sources/source.ts'
import { WordCounter } from '../../content/words/word-counter.ts'
import type { Config } from '../../core/config.ts'
import { ReindexError } from '../../core/errors.ts'
import {
  aliasNames,
  findLiveIndexes,
  type IndexNames,
  type LiveIndexes,
  swapAliases,
  UnclearSwapError,
} from '../../elastic/aliases.ts'
import { KEPT_GENERATIONS, newGeneration, stampOf } from '../../elastic/generation.ts'
import { forKinds, KINDS, type Kind } from '../../elastic/mappings.ts'
import { refuseAutoCreation } from '../../elastic/no-auto-create.ts'
import { type ReindexLock, takeReindexLock } from '../../elastic/reindex-lock.ts'
import { DEFAULT_RETRY, type RetryPolicy } from '../../elastic/retry.ts'
import { waitForShards } from '../../elastic/wait-for-shards.ts'
import type { OpenVectors } from '../../meaning/open-vectors.ts'
import { allTombstones, tombstoneKey } from '../write/tombstones.ts'
import { compareCanaries } from './canaries.ts'
import { carryCommentsOver, carryPostsOver } from './carry-over.ts'
import { deletionsSince, followDeletionsSince } from './catch-up.ts'
import { whyNotLive } from './checks.ts'
import { describeFailure } from './describe-failure.ts'
import { type ApiVersions, followWrites, readApiVersions } from './follow-writes.ts'
import { loadComments } from './load-comments.ts'
import { loadPosts, readSources } from './load-posts.ts'
import { completeVectors, prepareVectors } from './load-vectors.ts'
import { loadWords } from './load-words.ts'
import type { Loading, Progress } from './loading.ts'
import { mergeSegments } from './merge-segments.ts'
import {
  countByApi,
  countDocuments,
  createIndexes,
  deleteAbandoned,
  deleteIndexes,
  deleteOutdated,
  finishLoading,
  indexBytes,
  markChecked,
} from './new-indexes.ts'
import { type Outcome, type ReindexReport, toReport } from './report.ts'

/** The context of a reindex. When `signal` aborts, the reindex cleans up and reports that it was stopped. */
export type ReindexContext = {
  client: Client
  /** Without a language, texts are treated as English. */
  config: Pick<Config, 'indexPrefix' | 'commentFragment'> & Partial<Pick<Config, 'language' | 'shardLayout'>>
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Makes the vectors of posts, if a model is installed. */
  meaning?: Pick<OpenVectors, 'vectors' | 'memory'> | undefined
  /** How often and how long a request to Elasticsearch is tried again. */
  retry?: RetryPolicy
}

export type ReindexOptions = {
  /** Documents that may fail before the others must not go live. */
  maxErrors: number
  /** The current time: later dates are in the future. */
  now?: Date
  /** Whether only the sources count: documents from the API are dropped, and documents that it deleted may come back. */
  replace?: boolean
  /** Whether the new indexes must find posts as well as the ones before (default: true). */
  canaries?: boolean
  /** Whether indexes that must not go live are kept for inspection. */
  keepFailed?: boolean
  /** The number of generations before the new one to keep. */
  keep?: number
}

const DEFAULTS = { replace: false, canaries: true, keepFailed: false, keep: KEPT_GENERATIONS }

type Run = ReindexContext &
  Required<ReindexOptions> & {
    names: IndexNames
    aliases: IndexNames
    tally: Tally
  }

/**
 * Indexes all documents of the sources anew, and swaps the new indexes in at once if all is well. If anything fails,
 * searches stay on the old indexes, nothing new is left behind, and the report says why.
 */
export async function reindex(
  ctx: ReindexContext,
  sources: readonly Source[],
  options: ReindexOptions,
): Promise<ReindexReport> {
  const started = performance.now()
  const { indexPrefix } = ctx.config
  const names = newGeneration(indexPrefix, new Date(), randomInt(0x10000))
  const own = { names, aliases: aliasNames(indexPrefix), tally: new Tally() }
  const run: Run = { ...DEFAULTS, now: new Date(), ...options, ...ctx, ...own }
  const outcome = await replaceIndexes(run, sources)
  return toReport(run.tally, { ...outcome, names, seconds: (performance.now() - started) / 1000 })
}

async function replaceIndexes(
  run: Run,
  sources: readonly Source[],
): Promise<Omit<Outcome, 'names' | 'seconds'>> {
  const { client, aliases, names, config, signal } = run
  let serving: Outcome['serving']
  const failed = (error: unknown, leftOver: string[] = []) => failure(error, { signal, serving, leftOver })
  let lock: ReindexLock
  try {
    serving = servingOf(await findLiveIndexes(client, aliases, signal))
    lock = await takeReindexLock(client, config.indexPrefix, stampOf(names.posts, config.indexPrefix) ?? '')
  } catch (error) {
    return failed(error)
  }
  const either = AbortSignal.any([lock.lost, ...(signal === undefined ? [] : [signal])])
  const locked = { ...run, signal: either, lock }
  let leaves = false
  try {
    return await loadAndSwap(locked, sources)
  } catch (error) {
    // Writes must not go to indexes that are about to be deleted.
    await lock.announce(null).catch(() => undefined)
    const isUnclear = error instanceof UnclearSwapError
    const leftOver = isUnclear || run.keepFailed ? [] : await removeNewIndexes(locked)
    leaves = isUnclear || leftOver.length > 0
    return failed(lock.lost.aborted ? lock.lost.reason : error, leftOver)
  } finally {
    // A lock that is not released now is free once this process ends.
    await lock.release({ leaves }).catch(() => undefined)
  }
}

type LockedRun = Run & { lock: ReindexLock }

/** The outcome of a reindex that did not go live. Where the swap itself is unclear, so is what searches find. */
function failure(
  error: unknown,
  {
    signal,
    serving,
    leftOver,
  }: { signal: AbortSignal | undefined; serving: Outcome['serving']; leftOver: string[] },
): Omit<Outcome, 'names' | 'seconds'> {
  return {
    swapped: false,
    reasons: [...describeFailure(error, signal), ...leftOver],
    serving: error instanceof UnclearSwapError ? undefined : serving,
    warnings: [],
    bytes: {},
    previous: [],
    deleted: [],
  }
}

/** What searches find while nothing is swapped. */
function servingOf(live: LiveIndexes): 'old' | 'nothing' {
  return KINDS.some((kind) => live[kind].length > 0) ? 'old' : 'nothing'
}

async function loadAndSwap(
  run: LockedRun,
  sources: readonly Source[],
): Promise<Omit<Outcome, 'names' | 'seconds'>> {
  const { client, signal, aliases, names, config, lock, tally } = run
  const live = await findLiveIndexes(client, aliases, signal)
  await waitForShards(client, Object.values(live).flat(), signal)
  await deleteAbandoned(client, config.indexPrefix, { stamps: lock.abandoned, live })
  await lock.forgetAbandoned()
  await refuseAutoCreation(client, config.indexPrefix)
  await createIndexes(client, names, { language: config.language, shardLayout: config.shardLayout, signal })
  const before = await load(run, sources, live)
  run.onProgress?.({ phase: 'merge' })
  const unmerged = await mergeSegments(client, names, { tally, signal })
  await finishLoading(client, names, { shardLayout: config.shardLayout, signal })
  await check(run, live, before)
  await markChecked(client, names, signal)
  const bytes = await measure(run)
  signal?.throwIfAborted()
  // Also proves that the lock is still held.
  await lock.announce(stampOf(names.posts, config.indexPrefix) ?? null)
  await followLateWrites(run, live, before)
  await swapAliases(client, aliases, { live, next: names, retry: run.retry })
  const { warnings, ...pruned } = await prune(run, live)
  return {
    swapped: true,
    reasons: [],
    serving: 'new',
    bytes,
    ...pruned,
    warnings: [...unmerged, ...warnings],
  }
}

/** What the API had written and deleted before a reindex: the versions, by kind and id. */
type Before = { written: ApiVersions; deleted: ReadonlyMap<string, number> }

/** Loads the new indexes. Returns what the API had done before. */
async function load(run: LockedRun, sources: readonly Source[], live: LiveIndexes): Promise<Before> {
  const { client, names, now, tally, signal, config, lock, replace } = run
  const serving = replace ? undefined : onlyIndexes(live)
  const before = {
    deleted: await deletedVersions(run),
    written: serving === undefined ? new Map() : await readApiVersions(client, serving),
  }
  await lock.announce(stampOf(names.posts, config.indexPrefix) ?? null)
  const intake = await Intake.create()
  const loading: Loading = {
    client,
    names,
    now,
    tally,
    signal,
    retry: run.retry ?? DEFAULT_RETRY,
    intake,
    commentFragment: config.commentFragment,
    blogLanguage: config.language ?? 'en',
    addresses: new PostAddresses(),
    words: new WordCounter(),
    seenComments: new Set<number>(),
    unpublished: new Set<number>(),
    deleted: replace ? new Map() : before.deleted,
    vectors: run.meaning?.vectors,
    onProgress: run.onProgress ?? (() => undefined),
  }
  try {
    await readSources(loading, sources)
    if (run.meaning !== undefined) await prepareVectors(run, run.meaning, intake.posts.count)
    await loadPosts(loading)
    if (serving !== undefined) await carryPostsOver(loading, serving)
    await loadComments(loading)
    if (serving !== undefined) await carryCommentsOver(loading, serving)
    if (run.meaning !== undefined) await completeVectors(run, run.meaning)
    await loadWords(loading)
    return before
  } finally {
    await intake.remove()
  }
}

/** Looks for deletions of documents whose source was read before, and for writes and deletions that went to the live indexes alone, because their service could not know of this reindex. */
async function followLateWrites(run: LockedRun, live: LiveIndexes, before: Before): Promise<void> {
  const { client, names, config, signal, replace } = run
  const indexes = { client, names, blogLanguage: config.language ?? 'en', signal }
  const serving = replace ? undefined : onlyIndexes(live)
  if (serving !== undefined) await followWrites(indexes, serving, before.written)
  await followDeletionsSince(indexes, config.indexPrefix, before.deleted)
}

/** The versions that the API deleted, by kind and id. */
async function deletedVersions({ client, config }: Run): Promise<Map<string, number>> {
  const versions = new Map<string, number>()
  for await (const tombstone of allTombstones(client, config.indexPrefix)) {
    versions.set(tombstoneKey(tombstone), tombstone.version)
  }
  return versions
}

/** The one live index of each kind; undefined unless every kind has exactly one. */
function onlyIndexes(live: LiveIndexes): IndexNames | undefined {
  return KINDS.every((kind) => live[kind].length === 1) ? forKinds((kind) => live[kind][0] ?? '') : undefined
}

/** The checks before the swap. Throws a ReindexError if one fails. */
async function check(run: Run, live: LiveIndexes, before: Before): Promise<void> {
  const { client, names, tally, maxErrors, signal, config } = run
  const counts = forKinds(() => 0)
  for (const kind of KINDS) counts[kind] = await countDocuments(client, names[kind], signal)
  tally.meanwhile.written = (await countByApi(client, names)) - carriedOver(tally)
  // Counted after the documents: a deletion may come in between.
  for await (const _ of deletionsSince(client, config.indexPrefix, before.deleted))
    tally.meanwhile.deleted += 1
  const reasons = whyNotLive(tally, { names, counts, maxErrors })
  const serving = onlyIndexes(live)
  if (reasons.length === 0 && run.canaries && serving !== undefined) {
    const ctx = { client, indexPrefix: config.indexPrefix, language: config.language ?? 'en' }
    reasons.push(...(await compareCanaries(ctx, serving, names)))
  }
  if (reasons.length > 0) throw new ReindexError(reasons)
}

function carriedOver({ posts, comments }: Tally): number {
  return posts.carriedOver + comments.carriedOver
}

async function measure({ client, names }: Run): Promise<Partial<Record<Kind, number>>> {
  const bytes: Partial<Record<Kind, number>> = {}
  for (const kind of KINDS) {
    const size = await indexBytes(client, names[kind])
    if (size !== undefined) bytes[kind] = size
  }
  return bytes
}

/** Deletes outdated indexes. The new ones are live already, so a failure is only a warning. */
async function prune(
  { client, config, names, keep }: Run,
  live: LiveIndexes,
): Promise<Pick<Outcome, 'previous' | 'deleted' | 'warnings'>> {
  const previous = Object.values(live).flat()
  try {
    const deleted = await deleteOutdated(client, config.indexPrefix, {
      current: names,
      before: previous,
      keep,
    })
    return { previous, deleted, warnings: [] }
  } catch (error) {
    const warnings = describeFailure(error, undefined).map(
      (reason) => `Outdated indexes were kept: ${reason}`,
    )
    return { previous, deleted: [], warnings }
  }
}

/** Deletes the new indexes, and returns what is left behind if that fails. The signal does not stop it, since it cleans up after an abort. */
async function removeNewIndexes({ client, names, retry }: Run): Promise<string[]> {
  try {
    await deleteIndexes(client, Object.values(names), retry)
    return []
  } catch (error) {
    return describeFailure(error, undefined)
  }
}
