import { Router } from 'express'
import { ASSETS } from '../pages/assets.ts'
import type { Site } from '../pages/site.ts'
import { readOnly } from './methods.ts'

const YEAR_SECONDS = 31_536_000

/** The files that pages load; browsers keep them, since their addresses change with their content. */
export function assets({ styles }: Pick<Site, 'styles'>): Router {
  const router = Router({ caseSensitive: true })
  for (const { path, type, content } of new Set([...ASSETS, ...styles])) {
    router.all(path, readOnly).get(path, (_req, res) => {
      res.set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`).type(type).send(content)
    })
  }
  return router
}
