import { type Snapshot, snapshotOf } from './snapshots.ts'

/** A search that got no answer: a message for the reader, and the seconds until a retry if one may help. */
export class NoAnswer extends Error {
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter?: number) {
    super(message)
    this.retryAfter = retryAfter
  }
}

const DEFAULT_RETRY_SECONDS = 5
const MAX_RETRY_SECONDS = 30

/** Fetches a search page. Throws a NoAnswer if the service is away or fails; a page about a wrong query is a page like others. */
export async function requestPage(url: string, signal: AbortSignal): Promise<Snapshot> {
  const response = await fetch(url, { signal, headers: { Accept: 'text/html' } }).catch(() => {
    if (signal.aborted) throw new NoAnswer('The search takes too long.')
    throw new NoAnswer('The search cannot be reached. Is there a connection?', DEFAULT_RETRY_SECONDS)
  })
  if (response.status === 503 || response.status === 429) {
    throw new NoAnswer('The search is not available right now.', retryAfter(response))
  }
  if (response.status >= 500) throw new NoAnswer('Something went wrong with the search.')
  const text = await response.text()
  const snapshot = snapshotOf(new DOMParser().parseFromString(text, 'text/html'))
  if (snapshot === undefined) throw new NoAnswer('The search gave no page.')
  return snapshot
}

function retryAfter({ headers }: Response): number {
  const seconds = Number(headers.get('Retry-After') ?? DEFAULT_RETRY_SECONDS)
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_SECONDS) : DEFAULT_RETRY_SECONDS
}
