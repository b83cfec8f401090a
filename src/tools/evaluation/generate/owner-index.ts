import type { Client, estypes } from '@elastic/elasticsearch'
import { InputError } from '../../../core/errors.ts'
import { aliasNames, type IndexNames } from '../../../elastic/aliases.ts'
import { msearch } from '../../../elastic/msearch.ts'
import { backendError } from '../../../elastic/retry.ts'
import { TIMEOUTS, within } from '../../../elastic/timeouts.ts'

/** The live indexes of a blog, the number of their posts and comments, and the timeout of a request. */
export type OwnerIndex = { client: Client; aliases: IndexNames; documents: number; timeoutMs: number }

/** Searches in one request: few enough for the node's queue. */
const MAX_SEARCHES = 100

/** The indexes behind a prefix. Throws an InputError if one is missing. */
export async function openIndex(client: Client, prefix: string): Promise<OwnerIndex> {
  const aliases = aliasNames(prefix)
  for (const index of Object.values(aliases)) {
    const exists = await answered(client.indices.exists({ index }, within(TIMEOUTS.write)))
    if (!exists) {
      throw new InputError(
        `${index}: expected an index, got none; run \`blog-search reindex\`, or check INDEX_PREFIX`,
      )
    }
  }
  const { count } = await answered(
    client.count({ index: [aliases.posts, aliases.comments] }, within(TIMEOUTS.write)),
  )
  return { client, aliases, documents: count, timeoutMs: TIMEOUTS.write }
}

/** The answers to many searches of one index, in their order. */
export async function searchMany(
  { client, timeoutMs }: OwnerIndex,
  index: string,
  bodies: readonly Record<string, unknown>[],
): Promise<estypes.MsearchMultiSearchItem[]> {
  const answers: estypes.MsearchMultiSearchItem[] = []
  for (let i = 0; i < bodies.length; i += MAX_SEARCHES) {
    const searches = bodies.slice(i, i + MAX_SEARCHES).map((body) => ({ index, body }))
    const signal = AbortSignal.timeout(timeoutMs)
    const { responses } = await msearch(client, searches, { named: false, timeoutMs, signal })
    answers.push(...responses)
  }
  return answers
}

/** The documents of an index with these ids, in their order, without those that are gone. */
export async function documentsOf(
  { client, timeoutMs }: OwnerIndex,
  index: string,
  ids: readonly string[],
): Promise<unknown[]> {
  if (ids.length === 0) return []
  const { docs } = await answered(client.mget({ index, ids: [...ids] }, within(timeoutMs)))
  return docs.flatMap((doc) => ('found' in doc && doc.found ? [doc._source] : []))
}

/** Awaits an answer of Elasticsearch. Throws a BackendError if there is none. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((cause: unknown) => {
    throw backendError('Elasticsearch did not answer', cause)
  })
}
