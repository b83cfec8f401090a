import { type Client, errors } from '@elastic/elasticsearch'
import { textHash } from '../core/hash.ts'
import { getMany } from '../elastic/get-many.ts'
import { scan } from '../elastic/scan.ts'
import { TIMEOUTS, within } from '../elastic/timeouts.ts'
import type { Model } from './model.ts'

/** A vector of whole numbers from -127 to 127. Elasticsearch compares no finer. */
export type SmallVector = Int8Array

/** If the memory has more than so many times the vectors in use, the others are forgotten. */
const MOST_PER_USED = 2
const BATCH = 5_000

type Remembered = { vector: string }

/**
 * The vectors of passages, by a hash of model and passage, in an index of their own. It belongs to no generation, so what a stopped
 * reindex has embedded is not lost, and what did not change is never embedded again.
 */
export class VectorMemory {
  readonly #client: Client
  readonly #index: string
  readonly #model: Model
  readonly #used = new Set<string>()

  constructor(client: Client, prefix: string, model: Model) {
    this.#client = client
    this.#index = memoryIndex(prefix)
    this.#model = model
  }

  /** Makes the index unless it exists. */
  async open(signal?: AbortSignal): Promise<void> {
    const options = within(TIMEOUTS.large, signal)
    if (await this.#client.indices.exists({ index: this.#index }, options)) return
    await this.#client.indices.create({ index: this.#index, ...BODY }, options).catch((error: unknown) => {
      if (!isCreatedMeanwhile(error)) throw error
    })
  }

  /** The vectors of the passages that are remembered. */
  async read(passages: readonly string[], signal?: AbortSignal): Promise<Map<string, SmallVector>> {
    const keys = new Map(passages.map((passage) => [this.#keyOf(passage), passage]))
    for (const key of keys.keys()) this.#used.add(key)
    const found = await getMany<Remembered>(
      this.#client,
      { index: this.#index, ids: [...keys.keys()] },
      { signal },
    )
    return new Map(
      [...found].map(([key, { _source }]) => [
        keys.get(key) ?? '',
        new Int8Array(Buffer.from(_source.vector, 'base64')),
      ]),
    )
  }

  /** Remembers vectors, by their passages. */
  async write(vectors: ReadonlyMap<string, SmallVector>, signal?: AbortSignal): Promise<void> {
    if (vectors.size === 0) return
    const operations = [...vectors].flatMap(([passage, vector]) => [
      { index: { _id: this.#keyOf(passage) } },
      { vector: Buffer.from(vector.buffer, vector.byteOffset, vector.length).toString('base64') },
    ])
    await this.#client.bulk({ index: this.#index, operations }, within(TIMEOUTS.write, signal))
  }

  /** Forgets the vectors that nobody has read since this object was made, if they are many. */
  async forgetUnused(signal?: AbortSignal): Promise<void> {
    await this.#client.indices.refresh({ index: this.#index }, within(TIMEOUTS.write, signal))
    const { count } = await this.#client.count({ index: this.#index }, within(TIMEOUTS.large, signal))
    if (count <= MOST_PER_USED * this.#used.size) return
    let unused: string[] = []
    const forget = async () => {
      if (unused.length === 0) return
      const operations = unused.map((_id) => ({ delete: { _id } }))
      unused = []
      await this.#client.bulk({ index: this.#index, operations }, within(TIMEOUTS.write, signal))
    }
    for await (const { _id: id = '' } of scan(this.#client, { index: this.#index, _source: false, signal })) {
      if (!this.#used.has(id)) unused.push(id)
      if (unused.length === BATCH) await forget()
    }
    await forget()
  }

  #keyOf(passage: string): string {
    return textHash(`${this.#model.fingerprint}\0${passage}`)
  }
}

/** Forgets all vectors. */
export async function forgetVectors(client: Client, prefix: string): Promise<void> {
  const options = within(TIMEOUTS.write)
  await client.indices.delete({ index: memoryIndex(prefix), ignore_unavailable: true }, options)
}

/** A vector of length 1 in whole numbers. */
export function toSmall(vector: ArrayLike<number>): SmallVector {
  const greatest = Array.from(vector).reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  return Int8Array.from(vector, (value) => Math.round((127 * value) / greatest))
}

/** The name of the index that remembers vectors. */
export function memoryIndex(prefix: string): string {
  return `${prefix}-vectors`
}

/** Nothing is searched here: vectors are got by their keys. */
const BODY = {
  settings: { number_of_shards: 1, auto_expand_replicas: '0-1', hidden: true },
  mappings: { dynamic: 'strict', properties: { vector: { type: 'binary' } } },
} as const

function isCreatedMeanwhile(error: unknown): boolean {
  return (
    error instanceof errors.ResponseError && error.body?.error?.type === 'resource_already_exists_exception'
  )
}
