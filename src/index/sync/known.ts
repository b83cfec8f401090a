import type { Client } from '@elastic/elasticsearch'
import { shortHash } from '../../content/intake/short-hash.ts'
import { scan } from '../../elastic/scan.ts'

/** The documents that an index has of one kind: hashes of ids, each with the hash of its document. Some 60 bytes a document. */
export type Known = {
  /** The number of documents that came from sources. */
  fromSources: number
  /** Whether the index has this document with this hash; false if it has another hash or none. */
  has(key: string, hash: string): boolean
  /** Whether the index has a document of this id. */
  contains(key: string): boolean
  /** Whether the index has a document of this id that came by the API. */
  isByApi(key: string): boolean
}

const HASHES = { _source: false, docvalue_fields: ['hash', 'origin'] }

/** The documents of an empty index. */
export const NOTHING: Known = {
  fromSources: 0,
  has: () => false,
  contains: () => false,
  isByApi: () => false,
}

/** Reads the documents of an index in one scan. */
export async function readKnown(client: Client, index: string, signal?: AbortSignal): Promise<Known> {
  const hashes = new Map<number, number>()
  const byApi = new Set<number>()
  let fromSources = 0
  for await (const { _id = '', fields } of scan(client, { index, ...HASHES, signal })) {
    hashes.set(shortHash(_id), shortHash(String(fields?.hash?.[0])))
    if (fields?.origin === undefined) fromSources += 1
    else byApi.add(shortHash(_id))
  }
  return {
    fromSources,
    has: (key, hash) => hashes.get(shortHash(key)) === shortHash(hash),
    contains: (key) => hashes.has(shortHash(key)),
    isByApi: (key) => byApi.has(shortHash(key)),
  }
}

/** The ids of documents from sources (with `byApi` also from the API) that are not in `seen`. */
export async function findGone(
  client: Client,
  index: string,
  seen: ReadonlySet<number>,
  { signal, byApi = false }: { signal?: AbortSignal | undefined; byApi?: boolean } = {},
): Promise<string[]> {
  const gone: string[] = []
  for await (const { _id = '', fields } of scan(client, { index, ...HASHES, signal })) {
    if ((byApi || fields?.origin === undefined) && !seen.has(shortHash(_id))) gone.push(_id)
  }
  return gone
}
