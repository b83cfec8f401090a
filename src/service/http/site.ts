import type { Express, Request } from 'express'
import type { Config } from '../../core/config.ts'
import { readSite, type Site } from '../pages/site.ts'

/** Lets all pages of a service look as its settings say. Throws an InputError for a file that cannot be used. */
export function useSite(app: Express, config: Pick<Config, 'page' | 'siteUrl'>): Site {
  const site = readSite(config)
  app.locals.site = site
  return site
}

/** How the pages of a service look. */
export function siteOf(app: Request['app']): Site {
  return app.locals.site
}

/** Where readers reach the service, such as `https://search.example.org`: as the settings say, or else the request. */
export function originOf(req: Request, { page }: Pick<Config, 'page'>): string | undefined {
  const told = page.publicUrl ?? `${req.protocol}://${req.get('host')}`
  return URL.canParse(told) ? new URL(told).origin : undefined
}
