import type { Request } from 'express'
import { isbot } from 'isbot'
import { LRUCache } from 'lru-cache'
import { hasDebugSession } from '../debug/debug-session.ts'

/** A page sends it with a search that it has told of already. */
const COUNTED_HEADER = 'blog-search-counted'

/** Browsers that were looked at lately, so that each costs its patterns once. */
const known = new LRUCache<string, boolean>({ max: 1_000 })

/**
 * Whether a request is one of a reader who may be counted: a browser that does not ask to be left alone (`Sec-GPC`, `DNT`),
 * does not only load ahead, and has no session of somebody who debugs. A program that names itself as one is no reader.
 */
export function isCounted({ method, headers }: Request): boolean {
  if (headers[COUNTED_HEADER] !== undefined) return false
  if (method === 'HEAD' || headers['sec-gpc'] === '1' || headers.dnt === '1') return false
  if (/prefetch|prerender/.test(String(headers['sec-purpose'] ?? headers.purpose ?? ''))) return false
  return !hasDebugSession(headers.cookie) && isBrowser(headers['user-agent'])
}

function isBrowser(agent: string | undefined): boolean {
  if (agent === undefined || agent === '') return false
  const before = known.get(agent)
  if (before !== undefined) return before
  const browser = !isbot(agent)
  known.set(agent, browser)
  return browser
}
