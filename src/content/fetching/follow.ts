import type { IncomingMessage } from 'node:http'
import { FetchError } from './fetch-error.ts'
import type { Get } from './request.ts'

const REDIRECTS: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308])
const MAX_REDIRECTS = 5
const SCHEMES = 'a http:// or https:// address'

type Following = {
  /** Sent to every origin. */
  headers: Record<string, string>
  /** Sent only to the first origin. */
  secretHeaders: Record<string, string>
  signal: AbortSignal
}

/** The answer after all redirects, and its address. Every hop is checked like the first address. */
export async function getFollowing(
  get: Get,
  first: URL,
  { headers, secretHeaders, signal }: Following,
): Promise<{ url: URL; response: IncomingMessage }> {
  let url = first
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const secrets = url.origin === first.origin ? secretHeaders : {}
    const response = await get(url, { headers: { ...headers, ...secrets }, signal })
    const { location } = response.headers
    if (!REDIRECTS.has(response.statusCode) || location === undefined) return { url, response }
    response.destroy()
    url = nextUrl(url, location)
  }
  throw new FetchError({ url: first, expected: `at most ${MAX_REDIRECTS} redirects`, given: 'more' })
}

/** Parses a web address. Throws a FetchError if the text is none. */
export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && isWeb(url)) return url
  throw new FetchError({ url: text, expected: SCHEMES, given: url?.protocol ?? 'none' })
}

function nextUrl(url: URL, location: string): URL {
  const next = URL.canParse(location, url) ? new URL(location, url) : undefined
  if (next !== undefined && isWeb(next)) return next
  const given = next === undefined ? 'one to no address' : `one to ${next.protocol}`
  throw new FetchError({ url, expected: `a redirect to ${SCHEMES}`, given })
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}
