import { addClicks, type Clicked, type Outcome, placeOf } from './counted.ts'

/** What was counted and is not in Elasticsearch yet. `open`: the text may be kept in any case, since enough networks asked it today. */
export type Collected = Outcome & {
  day: string
  query: string
  open: boolean
  searches: number
  clicked: Clicked
}

/** An event to count: a search, or a click at a position from 1. */
type Counting = Pick<Collected, 'day' | 'query' | 'open'> & { outcome: Outcome; position?: number }

/** Different things that are counted at a time; beyond them texts are not kept, and beyond twice as many names of filters neither. */
const MAX_TEXTS = 5_000

/** Adds up events in memory. Its size is bounded, and no event is lost by that: only what is known of it gets less. */
export class Collection {
  readonly #max: number
  #entries = new Map<string, Collected>()

  constructor(max = MAX_TEXTS) {
    this.#max = max
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Counts an event. */
  count({ day, query, open, outcome, position }: Counting): void {
    const entry = this.#entryOf(day, query, open, outcome)
    if (position === undefined) entry.searches += 1
    else entry.clicked = addClicks(entry.clicked, { [placeOf(position)]: 1 })
  }

  /** Takes everything out. */
  take(): Collected[] {
    const taken = [...this.#entries.values()]
    this.#entries = new Map()
    return taken
  }

  /** Adds what was taken out, since it could not be stored. */
  giveBack(taken: readonly Collected[]): void {
    for (const one of taken) {
      const entry = this.#entryOf(one.day, one.query, one.open, one)
      entry.searches += one.searches
      entry.clicked = addClicks(entry.clicked, one.clicked)
    }
  }

  #entryOf(day: string, query: string, open: boolean, outcome: Outcome): Collected {
    const { tier, found, corrected, filters } = outcome
    const key = `${day}|${open}|${tier}|${found}|${corrected}|${filters}|${query}`
    const known = this.#entries.get(key)
    if (known !== undefined) return known
    const size = this.#entries.size
    if (size >= this.#max && query !== '') return this.#entryOf(day, '', false, outcome)
    if (size >= 2 * this.#max && filters !== '')
      return this.#entryOf(day, query, open, { ...outcome, filters: '' })
    const entry = { day, query, open, tier, found, corrected, filters, searches: 0, clicked: {} }
    this.#entries.set(key, entry)
    return entry
  }
}
