import type { Express, Request } from 'express'
import type { Config } from '../../core/config.ts'
import { readSite, type Site } from '../pages/site.ts'

/** Gives all pages of a service the look of its settings. Throws an InputError for a file that cannot be used. */
export function useSite(app: Express, config: Pick<Config, 'page' | 'siteUrl' | 'language'>): Site {
  const site = readSite(config)
  app.locals.site = site
  return site
}

/** The look of the pages of a service. */
export function siteOf(app: Request['app']): Site {
  return app.locals.site
}

/** The origin at which readers reach the service, such as `https://search.example.org`: from the settings, or else from the request. */
export function originOf(req: Request, { page }: Pick<Config, 'page'>): string | undefined {
  const told = page.publicUrl ?? `${req.protocol === 'https' ? 'https' : 'http'}://${req.get('host')}`
  return URL.canParse(told) ? new URL(told).origin : undefined
}
