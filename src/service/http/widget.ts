import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { textHash } from '../../core/hash.ts'
import { packageRoot } from '../../core/package.ts'

const WIDGET = join(packageRoot, 'dist/clients/widget/widget.js')
const CACHE_CONTROL = 'public, max-age=3600, stale-while-revalidate=86400'

/**
 * `GET /widget.js`: the custom element `<blog-search>`. Its address never changes, so browsers keep it only for an hour. Any
 * page may load it, since it shows nothing of the blog. CORS_ORIGINS says which pages may use the API.
 */
export function widget(): RequestHandler {
  let file: { script: string; tag: string } | undefined
  return (req, res) => {
    file ??= readWidget()
    res.set('ETag', file.tag).set('Cache-Control', CACHE_CONTROL)
    res.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (req.fresh) res.status(304).end()
    else res.type('text/javascript').send(file.script)
  }
}

function readWidget(): { script: string; tag: string } {
  const script = readFileSync(WIDGET, 'utf8')
  return { script, tag: `W/"${textHash(script)}"` }
}
