import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../core/package.ts'
import { DEBUG_STYLE } from './debug/debug-style.ts'
import { ICON } from './icon.ts'
import { INSIGHTS_STYLE } from './insights/insights-style.ts'
import { STYLE } from './style.ts'

/** A file that pages load. Its address changes with its content, so that it may be cached for ever. */
export type Asset = { path: string; type: string; content: string }

export const STYLESHEET = asset('style', 'css', STYLE)
export const FAVICON = asset('icon', 'svg', ICON)
export const SCRIPT = asset('search', 'js', readBuilt('search-page.js'))
export const DEBUG_STYLESHEET = asset('debug', 'css', DEBUG_STYLE + INSIGHTS_STYLE)
export const DEBUG_SCRIPT = asset('debug', 'js', readBuilt('debug-page.js'))
export const ASSETS: readonly Asset[] = [STYLESHEET, FAVICON, SCRIPT, DEBUG_STYLESHEET, DEBUG_SCRIPT]

/** A file with an address made of its content. */
export function asset(name: string, type: string, content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${type}`, type, content }
}

/** A built script of pages/browser. Running from sources needs the build too. */
function readBuilt(name: string): string {
  const path = join(packageRoot, 'dist/service/pages/browser', name)
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`${path}: expected a built script, got none; \`npm run build\` makes it`, {
      cause,
    })
  }
}
