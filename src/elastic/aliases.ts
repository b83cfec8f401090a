import type { Client } from '@elastic/elasticsearch'
import { InputError, ReindexError } from '../core/errors.ts'
import { forKinds, KINDS, type Kind } from './mappings.ts'
import { DEFAULT_RETRY, describeFault, type RetryPolicy, withRetry } from './retry.ts'
import { once, TIMEOUTS, within } from './timeouts.ts'

/** One index of each kind. */
export type IndexNames = Record<Kind, string>

/** The indexes that each alias names; none before the first reindex. */
export type LiveIndexes = Record<Kind, string[]>

/** The aliases may or may not have changed, and they cannot be read. Neither old nor new indexes may be deleted. */
export class UnclearSwapError extends Error {
  override name = 'UnclearSwapError' as const
}

const ONCE = once(TIMEOUTS.large)

/** The aliases by which searches find the indexes. */
export function aliasNames(prefix: string): IndexNames {
  return forKinds((kind) => `${prefix}-${kind}`)
}

/** The indexes that the aliases name. Throws an InputError if an index itself has the name of an alias. */
export async function findLiveIndexes(
  client: Client,
  aliases: IndexNames,
  signal?: AbortSignal,
): Promise<LiveIndexes> {
  const found = await client.indices.get(
    {
      index: Object.values(aliases),
      features: ['aliases'],
      ignore_unavailable: true,
      allow_no_indices: true,
    },
    within(TIMEOUTS.large, signal),
  )
  const indexes = Object.entries(found)
  const inTheWay = Object.values(aliases).find((alias) => found[alias] !== undefined)
  if (inTheWay !== undefined) {
    throw new InputError(
      `${inTheWay}: expected an alias or nothing, got an index of this name; delete or rename it, or set another INDEX_PREFIX`,
    )
  }
  const bearersOf = (alias: string) =>
    indexes.filter(([, index]) => index.aliases?.[alias] !== undefined).map(([name]) => name)
  return forKinds((kind) => bearersOf(aliases[kind]))
}

/**
 * Points all aliases to the next indexes, in one call. If the answer is lost, it reads the aliases to find out. Throws
 * a ReindexError if the aliases did not change, and an UnclearSwapError if that is unknown.
 */
export async function swapAliases(
  client: Client,
  aliases: IndexNames,
  {
    live,
    next,
    retry = DEFAULT_RETRY,
  }: { live: LiveIndexes; next: IndexNames; retry?: RetryPolicy | undefined },
): Promise<void> {
  const wanted: LiveIndexes = forKinds((kind) => [next[kind]])
  const problem = await change(client, aliases, live, wanted)
  if (problem === undefined) return
  const found = await look({ client, aliases, retry, problem })
  if (areSame(found, wanted)) return
  if (!areSame(found, live) && hasAnyOf(found, next))
    await undo({ client, aliases, retry, problem }, found, live)
  throw new ReindexError([`The aliases could not be swapped: ${problem}`])
}

type FailedSwap = { client: Client; aliases: IndexNames; retry: RetryPolicy; problem: string }

/** Changes the aliases in one call. Returns the reason if that fails. */
async function change(
  client: Client,
  aliases: IndexNames,
  from: LiveIndexes,
  to: LiveIndexes,
): Promise<string | undefined> {
  const actions = KINDS.flatMap((kind) => {
    const alias = aliases[kind]
    return [
      ...without(from[kind], to[kind]).map((index) => ({ remove: { index, alias, must_exist: true } })),
      ...without(to[kind], from[kind]).map((index) => ({ add: { index, alias } })),
    ]
  })
  if (actions.length === 0) return undefined
  try {
    const answer = await client.indices.updateAliases({ actions }, ONCE)
    if ('errors' in answer && answer.errors === true) return `Elasticsearch reports ${JSON.stringify(answer)}`
    return answer.acknowledged ? undefined : 'Elasticsearch does not acknowledge it'
  } catch (error) {
    return describeFault(error)
  }
}

/** Undoes a swap that was only done in part. */
async function undo(failed: FailedSwap, found: LiveIndexes, live: LiveIndexes): Promise<void> {
  await change(failed.client, failed.aliases, found, live)
  if (areSame(await look(failed), live)) return
  throw unclear(failed.aliases, failed.problem)
}

/** The indexes that the aliases name after a failed swap. It retries, since nothing can be cleaned up without knowing them. */
async function look({ client, aliases, retry, problem }: FailedSwap): Promise<LiveIndexes> {
  return withRetry('they could not be read', () => findLiveIndexes(client, aliases), { policy: retry }).catch(
    (error: unknown) => {
      throw unclear(aliases, `${problem}; then ${describeFault(error)}`)
    },
  )
}

function unclear(aliases: IndexNames, problem: string): UnclearSwapError {
  const names = Object.values(aliases).join(' and ')
  return new UnclearSwapError(
    `Whether the aliases ${names} were swapped is not known, so no index was deleted; look at GET /_alias: ${problem}`,
  )
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name))
}

function areSame(a: LiveIndexes, b: LiveIndexes): boolean {
  return KINDS.every((kind) => [...a[kind]].sort().join() === [...b[kind]].sort().join())
}

function hasAnyOf(found: LiveIndexes, next: IndexNames): boolean {
  return KINDS.some((kind) => found[kind].includes(next[kind]))
}
