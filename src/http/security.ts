import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Security headers: pages load nothing but the service's own stylesheets, icon and scripts. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    /** Whether a host is only ever served over TLS is for the proxy to say that terminates it. */
    strictTransportSecurity: false,
  })
}
