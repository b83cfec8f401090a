import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../../core/config.ts'

/** Security headers: pages run only the service's own scripts. They load only its own files, and styles, images and fonts of the blog. */
export function securityHeaders({ siteUrl }: Pick<Config, 'siteUrl'>): RequestHandler {
  const blog = siteUrl === undefined ? [] : [new URL(siteUrl).origin]
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'", ...blog],
        imgSrc: ["'self'", 'data:', ...blog],
        fontSrc: ["'self'", ...blog],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    /** The proxy that terminates TLS decides whether a host is served over TLS only. */
    strictTransportSecurity: false,
  })
}
