import type { Fetched, Fetcher } from './fetcher.ts'

type Content = Extract<Fetched, { kind: 'content' }>

/** The feeds of a blog are far smaller together. A resource that does not fit is fetched whole each time. */
const MAX_BYTES = 64 * 1024 * 1024

/**
 * A fetcher that keeps content with its validators, and makes conditional fetches. It returns the kept content when the
 * server says "not modified". For callers that fetch the same addresses again and again.
 */
export function remembering(fetch: Fetcher, { maxBytes = MAX_BYTES }: { maxBytes?: number } = {}): Fetcher {
  const kept = new Map<string, Content>()
  let bytes = 0
  const forget = (url: string) => {
    bytes -= kept.get(url)?.body.length ?? 0
    kept.delete(url)
  }
  return async (url, options = {}) => {
    const before = kept.get(url)
    if (options.validators !== undefined) return fetch(url, options)
    const fetched = await fetch(url, { ...options, ...(before && { validators: before.validators }) })
    if (fetched.kind === 'not modified') return before ?? fetched
    forget(url)
    const { etag, lastModified } = fetched.validators
    if ((etag ?? lastModified) !== undefined && bytes + fetched.body.length <= maxBytes) {
      kept.set(url, fetched)
      bytes += fetched.body.length
    }
    return fetched
  }
}
