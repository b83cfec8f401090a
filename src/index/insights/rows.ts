import { randomUUID } from 'node:crypto'
import type { Client } from '@elastic/elasticsearch'
import type { Collected } from './collected.ts'
import { addClicks, type Counted } from './counted.ts'
import type { KeptFrom } from './kept-texts.ts'
import { sendBulk } from './send-bulk.ts'

/** A document with what this process counted of one thing on one day. */
type Row = { id: string; day: string; counted: Counted; changed: boolean }

/** Rows that are remembered once they are stored. Forgotten ones go on in documents of their own. */
const MAX_ROWS = 20_000
const TOO_MANY_REQUESTS = 429

/**
 * What this process has counted, as documents. Each is written whole, under an id that only this process has, so that writing it twice has
 * the effect of once, and the documents of several services add up. Ids are random, so that they tell no order.
 */
export class Rows {
  #rows = new Map<string, Row>()

  /** Whether there is something to store. */
  get hasChanged(): boolean {
    return [...this.#rows.values()].some((row) => row.changed)
  }

  /** Adds what was collected, with the texts that may be kept. */
  add(collected: readonly Collected[], kept: KeptFrom): void {
    for (const { day, query, open, searches, clicked, ...outcome } of collected) {
      const from = kept.get(query)
      const text = query !== '' && (open || (from !== undefined && day >= from)) ? { query } : {}
      const row = this.#rowOf(day, { ...text, ...outcome, searches: 0, clicked: {} })
      row.counted.searches += searches
      row.counted.clicked = addClicks(row.counted.clicked, clicked)
      row.changed = true
    }
  }

  /** Writes the rows that changed. Those that Elasticsearch does not take now stay for the next time; those that it refuses for good are dropped. Returns how many were dropped. */
  async store(client: Client, prefix: string): Promise<number> {
    const changed = [...this.#rows.values()].filter((row) => row.changed).sort(byId)
    const operations = changed.flatMap(({ id, day, counted }) => [
      { index: { _id: id } },
      { kind: 'count', day, ...counted },
    ])
    const failed = await sendBulk(client, prefix, operations)
    const refused = changed.filter(({ id }) => isRefusal(failed.get(id)))
    for (const row of changed) row.changed = failed.has(row.id) && !refused.includes(row)
    this.#forget(new Set(refused))
    return refused.length
  }

  #rowOf(day: string, counted: Counted): Row {
    const { tier, found, corrected, filters, query = '' } = counted
    const key = `${day}|${tier}|${found}|${corrected}|${filters}|${query}`
    const row = this.#rows.get(key) ?? { id: randomUUID(), day, counted, changed: true }
    this.#rows.set(key, row)
    return row
  }

  /** Forgets refused rows, rows of earlier days, and all stored ones if there are too many. */
  #forget(refused: ReadonlySet<Row>): void {
    const full = this.#rows.size > MAX_ROWS
    const today = [...this.#rows.values()].reduce((last, { day }) => (day > last ? day : last), '')
    for (const [key, row] of this.#rows) {
      const done = !row.changed && (full || row.day < today)
      if (done || refused.has(row)) this.#rows.delete(key)
    }
  }
}

/** Whether a document with this status would be refused again. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS
}

/** The order of writing must not be the order of asking. */
function byId(a: Row, b: Row): number {
  return a.id < b.id ? -1 : 1
}
