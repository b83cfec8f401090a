import { Router } from 'express'
import { ASSETS } from '../pages/assets.ts'
import type { Site } from '../pages/site.ts'
import { allowOnly } from './methods.ts'

const YEAR_SECONDS = 31_536_000

/** The files that pages load. Browsers keep them, since their addresses change with their content. */
export function assets({ styles }: Pick<Site, 'styles'>): Router {
  const router = Router({ caseSensitive: true })
  for (const { path, type, content } of new Set([...ASSETS, ...styles])) {
    router.get(path, (_req, res) => {
      res.set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`).type(type).send(content)
    })
    router.all(path, allowOnly('GET', 'HEAD'))
  }
  return router
}
