import { Client } from 'undici'

/** One kept-alive connection, on which one request follows the other. */
export type Connection = {
  get(path: string): Promise<string>
  post(path: string, body: string): Promise<string>
  close(): Promise<void>
}

const TIMEOUT_MS = 60_000
const NDJSON = { 'content-type': 'application/x-ndjson' }

/** Opens a connection to a server. A request rejects unless it is answered with 200. */
export function connect(url: string): Connection {
  const client = new Client(url, { pipelining: 1, bodyTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS })
  const send = async (method: 'GET' | 'POST', path: string, body?: string) => {
    const answer = await client.request({
      method,
      path,
      ...(body !== undefined && { body, headers: NDJSON }),
    })
    const text = await answer.body.text()
    if (answer.statusCode === 200) return text
    throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 500)}`)
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    close: () => client.destroy(),
  }
}

/** The address of a search of our service. */
export function searchPath(q: string): string {
  return `/api/v1/search?q=${encodeURIComponent(q)}`
}

/** The address that is asked while somebody types. */
export function suggestPath(typed: string): string {
  return `/api/v1/search?prefix=1&q=${encodeURIComponent(typed)}`
}
