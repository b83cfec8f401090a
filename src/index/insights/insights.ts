import type { Client } from '@elastic/elasticsearch'
import { Askers } from './askers.ts'
import { Collection } from './collected.ts'
import { dayOf, type Outcome } from './counted.ts'
import { ensureInsightsIndex } from './insights-index.ts'
import { keptTexts, type Salts } from './kept-texts.ts'
import { withoutPrivateData } from './private-text.ts'
import { Rows } from './rows.ts'
import { tidyInsights } from './tidy.ts'

/** An event to count, and the address that it comes from, which is not kept. */
export type InsightsEvent = { query: string; outcome: Outcome; address: string; position?: number }

/** Counts what readers look for. Nothing waits for it. */
export type Insights = {
  /** Counts a search, or a click at a position from 1; no more than a few a minute of one address. */
  count(event: InsightsEvent): void
  /** Writes what was counted to Elasticsearch. What cannot be written stays for the next time; then it throws. */
  flush(): Promise<void>
  /** Removes old data, once a day. */
  tidy(): Promise<void>
}

/** Nothing is counted. */
export const NO_INSIGHTS: Insights = {
  count: () => undefined,
  flush: async () => undefined,
  tidy: async () => undefined,
}

/** Counts in memory, for the index of insights of a blog. */
export function createInsights(client: Client, prefix: string, now: () => number = Date.now): Insights {
  const askers = new Askers()
  const collection = new Collection()
  const rows = new Rows()
  const salts: Salts = new Map()
  let tidied = ''
  let flushing: Promise<void> = Promise.resolve()

  const flush = async () => {
    if (collection.isEmpty && !rows.hasChanged) return
    await ensureInsightsIndex(client, prefix)
    const taken = collection.take()
    try {
      rows.add(taken, await keptTexts(client, prefix, taken, salts))
    } catch (error) {
      collection.giveBack(taken)
      throw error
    }
    await rows.store(client, prefix)
  }
  return {
    count({ query: given, outcome, address, position }) {
      const day = dayOf(now())
      if (!askers.mayCount(position === undefined ? 'search' : 'click', address, day)) return
      const query = withoutPrivateData(given)
      const open = query !== '' && askers.hasEnough(query, address, day)
      collection.count({ day, query, open, outcome, ...(position !== undefined && { position }) })
    },
    flush() {
      const next = flushing.catch(() => undefined).then(flush)
      flushing = next.catch(() => undefined)
      return next
    },
    async tidy() {
      const day = dayOf(now())
      if (day === tidied) return
      await ensureInsightsIndex(client, prefix)
      await tidyInsights(client, prefix, now())
      tidied = day
    },
  }
}
