import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { Deadline } from '../../core/deadline.ts'
import { VERSION } from '../../core/package.ts'
import { FetchError } from './fetch-error.ts'
import type { Fetched, FetchOptions } from './fetcher.ts'
import { getFollowing } from './follow.ts'
import { describeFault } from './network-fault.ts'
import { ACCEPT_ENCODING, readBody } from './read-body.ts'
import type { Get } from './request.ts'
import { readRetryAfter } from './retry-after.ts'

/** Statuses that say "not now" rather than "no". */
const PASSING_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504])

type Try = {
  request: FetchOptions
  /** The time limit of all tries together. */
  whole: Deadline
  timeoutMs: number
  tryTimeoutMs: number
  maxBytes: number
}

/** The result of one try, or its error. */
export async function tryOnce(
  get: Get,
  first: URL,
  { request, whole, timeoutMs, tryTimeoutMs, maxBytes }: Try,
): Promise<Fetched | FetchError> {
  using once = new Deadline(whole.signal, tryTimeoutMs)
  try {
    const { url, response } = await getFollowing(get, first, {
      headers: publicHeaders(request),
      secretHeaders: { ...basicAuth(first), ...request.headers },
      signal: once.signal,
    })
    return await readAnswer(response, url, { request, maxBytes })
  } catch (error) {
    if (error instanceof FetchError) return error
    if (!once.signal.aborted) return describeFault(first, error)
    const seconds = (once.isOver ? tryTimeoutMs : timeoutMs) / 1000
    return new FetchError({
      url: first,
      expected: `a whole answer within ${seconds} s`,
      given: 'none',
      passing: true,
    })
  }
}

async function readAnswer(
  response: IncomingMessage,
  url: URL,
  { request, maxBytes }: Pick<Try, 'request' | 'maxBytes'>,
): Promise<Fetched | FetchError> {
  const { statusCode, headers } = response
  if (statusCode === 200) {
    const body = await readBody(response, url, maxBytes)
    return {
      kind: 'content',
      url: url.href,
      body,
      ...readContentType(headers),
      validators: readValidators(headers),
      ...readRobotsTag(headers),
    }
  }
  response.destroy()
  const known = request.validators?.etag ?? request.validators?.lastModified
  return statusCode === 304 && known !== undefined ? { kind: 'not modified' } : wrongStatus(url, response)
}

type Headers = IncomingMessage['headers']

function readContentType(headers: Headers): { contentType: string | undefined; charset: string | undefined } {
  const { type, charset } =
    /^\s*(?<type>[^;\s]*)(?:.*;\s*charset\s*=\s*["']?(?<charset>[^"';\s]+))?/i.exec(
      headers['content-type'] ?? '',
    )?.groups ?? {}
  return { contentType: type?.toLowerCase() || undefined, charset: charset?.toLowerCase() }
}

function readValidators(headers: Headers): { etag?: string; lastModified?: string } {
  return {
    ...(headers.etag !== undefined && { etag: headers.etag }),
    ...(headers['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
  }
}

function readRobotsTag(headers: Headers): { robotsTag?: string } {
  const tag = headers['x-robots-tag']
  return tag === undefined ? {} : { robotsTag: [tag].flat().join(', ') }
}

function publicHeaders({ accept, validators = {} }: FetchOptions): Record<string, string> {
  return {
    'User-Agent': `blog-search/${VERSION}`,
    Accept: accept ?? '*/*',
    'Accept-Encoding': ACCEPT_ENCODING,
    ...(validators.etag !== undefined && { 'If-None-Match': validators.etag }),
    ...(validators.lastModified !== undefined && { 'If-Modified-Since': validators.lastModified }),
  }
}

function basicAuth({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

function wrongStatus(url: URL, { statusCode = 0, headers }: IncomingMessage): FetchError {
  const name = STATUS_CODES[statusCode]
  const retryAfterMs = readRetryAfter(headers['retry-after'], Date.now())
  const wait = retryAfterMs === undefined ? '' : `, to be asked again in ${Math.ceil(retryAfterMs / 1000)} s`
  return new FetchError({
    url,
    expected: 'status 200',
    given: `status ${statusCode}${name === undefined ? '' : ` (${name})`}${wait}`,
    status: statusCode,
    passing: PASSING_STATUSES.has(statusCode),
    retryAfterMs,
  })
}
