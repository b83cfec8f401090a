import { LRUCache } from 'lru-cache'
import type { Embedder } from './embedder.ts'
import type { Model } from './model.ts'
import { cosineOf, passageText, queryText } from './passages.ts'
import { vectorField } from './vector-field.ts'

/** How long a search waits for the vector of its query. Without it, words alone are searched for. */
const WAIT_MS = 30
/** If more queries wait for the model, a further one does not even begin to. */
const MAX_WAITING = 12
/** Queries whose vectors are kept: some 4 KB each. */
const KEPT = 1_000

/** What became of the vectors of queries: made in time, kept from before, late, or failed. */
export const OUTCOMES = ['made', 'kept', 'late', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

type Options = {
  /** Milliseconds that a search waits. */
  waitMs?: number
  onOutcome?: (outcome: Outcome) => void
}

/** The vector of a query, the field of the posts that has vectors of the same model, and the cosine that this model gives to texts which have nothing to do with each other. */
type Made = { field: string; vector: readonly number[]; unrelated: number }

/** Queries and passages that have nothing to do with each other. Some models give such texts a cosine of .75, others of 0. */
const UNRELATED = {
  queries: ['how do I prune an apple tree', 'cheap night trains to Vienna', 'rules of chess for children'],
  passages: [
    'The committee approved the budget for the new bridge. Building begins in spring.',
    'Our database server ran out of memory last night, since a query read the whole table.',
    'Add the onions and let them simmer for ten minutes before you pour in the wine.',
  ],
}

/** Makes and remembers the vectors of queries. */
export class QueryVectors {
  readonly #embedder: Embedder
  readonly #model: Model
  readonly #waitMs: number
  readonly #onOutcome: (outcome: Outcome) => void
  readonly #kept = new LRUCache<string, Made>({ max: KEPT })
  #unrelated: Promise<number> | undefined

  constructor(
    embedder: Embedder,
    model: Model,
    { waitMs = WAIT_MS, onOutcome = () => undefined }: Options = {},
  ) {
    this.#embedder = embedder
    this.#model = model
    this.#waitMs = waitMs
    this.#onOutcome = onOutcome
  }

  /** Loads the model, which takes a second that no search should wait for. Never rejects. */
  async warmUp(): Promise<void> {
    await this.#make('warm up').catch(() => undefined)
  }

  /** The vector of a query; undefined if it is not made in time. One that comes later is kept for the next time. Never rejects. */
  async of(text: string): Promise<Made | undefined> {
    const query = text.toLowerCase()
    const kept = this.#kept.get(query)
    const made =
      kept ?? (this.#embedder.waiting >= MAX_WAITING ? 'late' : await this.#inTime(this.#make(query)))
    const outcome = kept === undefined ? 'made' : 'kept'
    this.#onOutcome(typeof made === 'object' ? outcome : made)
    return typeof made === 'object' ? made : undefined
  }

  async #make(query: string): Promise<Made> {
    this.#unrelated ??= this.#measureUnrelated()
    const unrelated = await this.#unrelated.catch((error: unknown) => {
      this.#unrelated = undefined
      throw error
    })
    const vector = await this.#embedder.embed(queryText(this.#model, query))
    const made = { field: vectorField(this.#model), vector: [...vector], unrelated }
    this.#kept.set(query, made)
    return made
  }

  /** The mean cosine of texts that have nothing to do with each other. */
  async #measureUnrelated(): Promise<number> {
    const embed = (texts: readonly string[]) => Promise.all(texts.map((text) => this.#embedder.embed(text)))
    const queries = await embed(UNRELATED.queries.map((text) => queryText(this.#model, text)))
    const passages = await embed(UNRELATED.passages.map((text) => passageText(this.#model, text)))
    const cosines = queries.flatMap((query) => passages.map((passage) => cosineOf(query, passage)))
    return Math.max(0, cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length)
  }

  async #inTime(making: Promise<Made>): Promise<Made | 'late' | 'failed'> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, this.#waitMs, 'late')
    })
    try {
      return await Promise.race([making.catch(() => 'failed' as const), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
