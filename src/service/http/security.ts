import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../../core/config.ts'

/** Security headers: pages run no scripts but the service's own, and load nothing but that and what the blog itself has for their look. */
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
    /** Whether a host is only ever served over TLS is for the proxy to say that terminates it. */
    strictTransportSecurity: false,
  })
}
