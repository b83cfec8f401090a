import { type Snapshot, snapshotOf } from './snapshots.ts'

/** Why there is no answer, by the names of the texts that tell it. */
type Reason = 'slow' | 'unreachable' | 'unavailable' | 'wrong' | 'noAnswer'

/** A search that got no answer, and the seconds until a retry if one may help. */
export class NoAnswer extends Error {
  readonly reason: Reason
  readonly retryAfter: number | undefined

  constructor(reason: Reason, retryAfter?: number) {
    super(reason)
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

const DEFAULT_RETRY_SECONDS = 5
const MAX_RETRY_SECONDS = 30

/** Fetches a search page. Throws a NoAnswer if the service is away or fails; a page about a wrong query is a page like others. `counted`: the service has counted the search already. */
export async function requestPage(
  url: string,
  signal: AbortSignal,
  { counted }: { counted: boolean },
): Promise<Snapshot> {
  const headers = { Accept: 'text/html', ...(counted && { 'Blog-Search-Counted': '1' }) }
  const response = await fetch(url, { signal, headers }).catch(() => {
    if (signal.aborted) throw new NoAnswer('slow')
    throw new NoAnswer('unreachable', DEFAULT_RETRY_SECONDS)
  })
  if (response.status === 503 || response.status === 429) {
    throw new NoAnswer('unavailable', retryAfter(response))
  }
  if (response.status >= 500) throw new NoAnswer('wrong')
  const text = await response.text()
  const snapshot = snapshotOf(new DOMParser().parseFromString(text, 'text/html'))
  if (snapshot === undefined) throw new NoAnswer('noAnswer')
  return snapshot
}

function retryAfter({ headers }: Response): number {
  const seconds = Number(headers.get('Retry-After') ?? DEFAULT_RETRY_SECONDS)
  return seconds > 0 ? Math.min(seconds, MAX_RETRY_SECONDS) : DEFAULT_RETRY_SECONDS
}
