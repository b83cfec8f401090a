import type { Client } from '@elastic/elasticsearch'
import { z } from 'zod'
import { InputError } from '../../core/errors.ts'
import type { Language } from '../../core/language.ts'
import { aliasNames, findLiveIndexes, swapAliases } from '../../elastic/aliases.ts'
import { dateOf, indexesOf, stampOf } from '../../elastic/generation.ts'
import { KINDS, type Kind } from '../../elastic/mappings.ts'
import { takeReindexLock } from '../../elastic/reindex-lock.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import { followDeletions } from './catch-up.ts'
import { followWrites } from './follow-writes.ts'
import { deleteAbandoned } from './new-indexes.ts'

/** A generation: the indexes that one reindex made. */
export type Generation = {
  stamp: string
  /** When the reindex began, ISO 8601. */
  created: string
  /** Whether searches use it. */
  serves: boolean
  /** Whether it was loaded to its end, passed the checks, and has all kinds of indexes, so that a rollback to it is possible. */
  complete: boolean
  schemaVersion: number | undefined
  documents: Partial<Record<Kind, number>>
  bytes: number
}

const Meta = z.object({ _meta: z.object({ schemaVersion: z.int(), checked: z.literal(false).optional() }) })

/** The generations of a blog's indexes, the newest first. */
export async function listGenerations(client: Client, prefix: string): Promise<Generation[]> {
  const index = KINDS.map((kind) => `${prefix}-${kind}-*`)
  const options = within(TIMEOUTS.large)
  const [found, stats] = await Promise.all([
    client.indices.get({ index, allow_no_indices: true }, options),
    client.indices.stats({ index, metric: ['docs', 'store'] }, options),
  ])
  const generations = new Map<string, Generation>()
  for (const [name, { aliases = {}, mappings, settings }] of Object.entries(found)) {
    const stamp = stampOf(name, prefix)
    const kind = KINDS.find((kind) => name.startsWith(`${prefix}-${kind}-`))
    if (stamp === undefined || kind === undefined) continue
    const known = generations.get(stamp) ?? emptyGeneration(stamp)
    const size = stats.indices?.[name]?.primaries
    const isLoaded = settings?.index?.refresh_interval !== '-1'
    const meta = Meta.safeParse(mappings).data?._meta
    generations.set(stamp, {
      ...known,
      serves: known.serves || aliases[`${prefix}-${kind}`] !== undefined,
      complete: known.complete && isLoaded && meta?.checked !== false,
      schemaVersion: kind === 'posts' ? meta?.schemaVersion : known.schemaVersion,
      documents: { ...known.documents, [kind]: size?.docs?.count ?? 0 },
      bytes: known.bytes + (size?.store?.size_in_bytes ?? 0),
    })
  }
  return [...generations.values()]
    .map((one) => ({ ...one, complete: one.complete && KINDS.every((kind) => kind in one.documents) }))
    .sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
}

function emptyGeneration(stamp: string): Generation {
  return {
    stamp,
    created: dateOf(stamp).toISOString(),
    serves: false,
    complete: true,
    schemaVersion: undefined,
    documents: {},
    bytes: 0,
  }
}

/**
 * Makes another generation live: the one with the stamp `wanted`, or the next complete one before the live one, or with `forward` after it. Documents that
 * the API deleted since stay deleted, and documents that it wrote stay unless the schemas differ. Returns the generation. Throws an
 * InputError if there is none.
 */
export async function rollBack(
  client: Client,
  { indexPrefix: prefix, language }: { indexPrefix: string; language: Language },
  { wanted, forward = false }: { wanted?: string | undefined; forward?: boolean } = {},
): Promise<Generation> {
  const generations = await listGenerations(client, prefix)
  const serving = generations.find(({ serves }) => serves)
  const candidates = generations.filter(({ complete, serves }) => complete && !serves)
  const live = serving?.stamp ?? ''
  const target =
    wanted !== undefined
      ? candidates.find(({ stamp }) => stamp === wanted)
      : forward
        ? candidates.findLast(({ stamp }) => stamp > live)
        : candidates.find(({ stamp }) => stamp < live)
  if (target === undefined) {
    throw new InputError(
      generations.length === 0
        ? `There is no index of ${prefix}-* yet. Run \`blog-search reindex\`, or check INDEX_PREFIX.`
        : whyNone({ wanted, forward }, candidates),
    )
  }
  const lock = await takeReindexLock(client, prefix, undefined)
  try {
    const next = indexesOf(prefix, target.stamp)
    const aliases = aliasNames(prefix)
    const before = await findLiveIndexes(client, aliases)
    const stamps = lock.abandoned.filter((stamp) => stamp !== target.stamp)
    await deleteAbandoned(client, prefix, { stamps, live: before })
    await lock.forgetAbandoned()
    const follow = async () => {
      const indexes = { client, names: next, blogLanguage: language }
      // An index of another schema takes no documents of this one.
      if (serving !== undefined && serving.schemaVersion === target.schemaVersion)
        await followWrites(indexes, indexesOf(prefix, serving.stamp))
      await followDeletions(indexes, prefix)
    }
    await follow()
    await swapAliases(client, aliases, { live: before, next })
    // Once more, for writes into the other indexes just before the swap.
    await follow()
    return (await listGenerations(client, prefix)).find(({ stamp }) => stamp === target.stamp) ?? target
  } finally {
    await lock.release()
  }
}

function whyNone(
  { wanted, forward }: { wanted: string | undefined; forward: boolean },
  candidates: readonly Generation[],
): string {
  const stamps = candidates.map(({ stamp }) => stamp).join(', ') || 'none'
  if (wanted !== undefined)
    return `generation: expected one that passed all checks (${stamps}), got ${JSON.stringify(wanted)}`
  const [which, other] = forward ? ['after', '`rollback`'] : ['before', '`rollback --forward`']
  const hint = candidates.length === 0 ? '' : `; ${other} goes the other way`
  return `There is no generation ${which} the one that serves (others: ${stamps})${hint}.`
}
