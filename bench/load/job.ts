/** One request of a query. */
export type Step = { path: string; body?: string }

/** What a load generator asks: whose requests, and in which order they come. Of a query every step waits for the one before. */
export type RequestSet = { url: string; queries: Step[][]; order: number[] }

/** What is said to a load generator. */
export type Order =
  | { kind: 'set'; name: string; file: string }
  /** `from`: the place in the order to begin at; without it, where the last run ended. */
  | { kind: 'run'; name: string; connections: number; seconds: number; from?: number }
  | { kind: 'open'; name: string; perSecond: number; seconds: number }

/** What it measured in one run. */
export type Load = {
  seconds: number
  errors: number
  /** What became of the first that was not answered: `503 after 2004 ms: ...`. */
  firstError?: string
  /** The milliseconds of each query that was answered. */
  latencies: Float64Array
  /** How much of a processor it used itself. Near 1 it measures itself. */
  busy: number
}

/** What became of requests that were sent at a rate, whatever the answers took. */
export type OpenLoad = {
  seconds: number
  /** By status; 0 is no answer. Milliseconds from when each was due. */
  byStatus: Record<number, number[]>
  busy: number
}
