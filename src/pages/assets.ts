import { createHash } from 'node:crypto'
import { ICON } from './icon.ts'
import { STYLE } from './style.ts'

/** A file that pages load. Its address changes with its content, so that it may be cached for ever. */
export type Asset = { path: string; type: string; content: string }

export const STYLESHEET = asset('style', 'css', STYLE)
export const FAVICON = asset('icon', 'svg', ICON)
export const ASSETS: readonly Asset[] = [STYLESHEET, FAVICON]

function asset(name: string, type: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${type}`, type, content }
}
