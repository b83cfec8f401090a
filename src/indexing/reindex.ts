import { randomInt } from 'node:crypto'
import type { Client } from '@elastic/elasticsearch'
import type { Config } from '../config.ts'
import {
  aliasNames,
  findLiveIndexes,
  type IndexNames,
  type LiveIndexes,
  swapAliases,
  UnclearSwapError,
} from '../elastic/aliases.ts'
import { forKinds, KINDS, type Kind } from '../elastic/mappings.ts'
import { DEFAULT_RETRY, type RetryPolicy } from '../elastic/retry.ts'
import { ReindexError } from '../errors.ts'
import type { Source } from '../sources/source.ts'
import { WordCounter } from '../vocabulary/word-counter.ts'
import { whyNotLive } from './checks.ts'
import { CommentSpool } from './comment-spool.ts'
import { describeFailure } from './describe-failure.ts'
import { newGeneration } from './generation.ts'
import { loadComments } from './load-comments.ts'
import { loadPosts } from './load-posts.ts'
import { loadWords } from './load-words.ts'
import type { Progress } from './loading.ts'
import {
  countDocuments,
  createIndexes,
  deleteIndexes,
  deleteOutdated,
  finishLoading,
  indexBytes,
} from './new-indexes.ts'
import { PostAddresses } from './post-addresses.ts'
import { type Outcome, type ReindexReport, toReport } from './report.ts'
import { Tally } from './tally.ts'

/** What a reindex works with. When `signal` aborts, it cleans up and reports that it was stopped. */
export type ReindexContext = {
  client: Client
  /** Without a language, texts are taken for English. */
  config: Pick<Config, 'indexPrefix' | 'commentFragment'> & Partial<Pick<Config, 'language'>>
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** How long Elasticsearch is waited for. */
  retry?: RetryPolicy
}

export type ReindexOptions = {
  /** How many documents may fail without keeping the others from going live. */
  maxErrors: number
  /** What counts as the future. */
  now?: Date
}

type Run = ReindexContext & {
  names: IndexNames
  aliases: IndexNames
  tally: Tally
  now: Date
  maxErrors: number
}

/**
 * Indexes all documents of the sources anew, and lets searches find them at once when all is well. If anything is not,
 * searches go on finding what they found before, nothing new is left behind, and the report says why.
 */
export async function reindex(
  ctx: ReindexContext,
  sources: readonly Source[],
  { maxErrors, now = new Date() }: ReindexOptions,
): Promise<ReindexReport> {
  const started = performance.now()
  const { indexPrefix } = ctx.config
  const names = newGeneration(indexPrefix, new Date(), randomInt(0x10000))
  const run: Run = { ...ctx, names, aliases: aliasNames(indexPrefix), tally: new Tally(), now, maxErrors }
  const outcome = await replaceIndexes(run, sources)
  return toReport(run.tally, { ...outcome, names, seconds: (performance.now() - started) / 1000 })
}

async function replaceIndexes(
  run: Run,
  sources: readonly Source[],
): Promise<Omit<Outcome, 'names' | 'seconds'>> {
  const { client, signal, aliases, names } = run
  let created = false
  try {
    const live = await findLiveIndexes(client, aliases, signal)
    created = true
    await createIndexes(client, names, { language: run.config.language, signal })
    await load(run, sources)
    await finishLoading(client, names, signal)
    await check(run)
    const bytes = await measure(run)
    signal?.throwIfAborted()
    await swapAliases(client, aliases, { live, next: names, retry: run.retry })
    return { swapped: true, reasons: [], bytes, ...(await prune(run, live)) }
  } catch (error) {
    const keep = !created || error instanceof UnclearSwapError
    const leftOver = keep ? [] : await removeNewIndexes(run)
    const reasons = [...describeFailure(error, signal), ...leftOver]
    return { swapped: false, reasons, warnings: [], bytes: {}, previous: [], deleted: [] }
  }
}

async function load(run: Run, sources: readonly Source[]): Promise<void> {
  const { client, names, now, tally, signal, config } = run
  const spool = await CommentSpool.create()
  const loading = {
    client,
    names,
    now,
    tally,
    signal,
    retry: run.retry ?? DEFAULT_RETRY,
    spool,
    commentFragment: config.commentFragment,
    blogLanguage: config.language ?? 'en',
    addresses: new PostAddresses(),
    words: new WordCounter(),
    unpublished: new Set<number>(),
    onProgress: run.onProgress ?? (() => undefined),
  }
  try {
    await loadPosts(loading, sources)
    await loadComments(loading)
    await loadWords(loading)
  } finally {
    await spool.remove()
  }
}

async function check({ client, names, tally, maxErrors, signal }: Run): Promise<void> {
  const counts = forKinds(() => 0)
  for (const kind of KINDS) counts[kind] = await countDocuments(client, names[kind], signal)
  const reasons = whyNotLive(tally, { names, counts, maxErrors })
  if (reasons.length > 0) throw new ReindexError(reasons)
}

async function measure({ client, names }: Run): Promise<Partial<Record<Kind, number>>> {
  const bytes: Partial<Record<Kind, number>> = {}
  for (const kind of KINDS) {
    const size = await indexBytes(client, names[kind])
    if (size !== undefined) bytes[kind] = size
  }
  return bytes
}

/** Deletes outdated indexes. The new ones serve already, so what goes wrong is only a warning. */
async function prune(
  { client, config, names }: Run,
  live: LiveIndexes,
): Promise<Pick<Outcome, 'previous' | 'deleted' | 'warnings'>> {
  const previous = Object.values(live).flat()
  try {
    const deleted = await deleteOutdated(client, config.indexPrefix, { current: names, before: previous })
    return { previous, deleted, warnings: [] }
  } catch (error) {
    const warnings = describeFailure(error, undefined).map(
      (reason) => `Outdated indexes were kept: ${reason}`,
    )
    return { previous, deleted: [], warnings }
  }
}

/** Deletes the new indexes, and says what is left behind if that fails. Not stopped by the signal: it cleans up after it. */
async function removeNewIndexes({ client, names, retry }: Run): Promise<string[]> {
  try {
    await deleteIndexes(client, Object.values(names), retry)
    return []
  } catch (error) {
    return describeFailure(error, undefined)
  }
}
