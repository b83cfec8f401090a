import type { X509Certificate } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'

/** Certificates to look at; no real chain is longer. */
const MAX_CHAIN = 10

/** The server is not who the settings say it is. */
class FingerprintError extends Error {
  override name = 'FingerprintError' as const
}

/**
 * Connects over TLS to a server whose certificate has this SHA-256 fingerprint, or is signed by one that has it. The
 * system's authorities do not count. No TLS session is resumed, so that each connection is checked.
 */
export function connectByFingerprint(fingerprint: string): buildConnector.connector {
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 })
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error !== null) {
        callback(error, null)
        return
      }
      const problem = socket instanceof TLSSocket ? whyNot(socket, fingerprint) : 'it speaks no TLS'
      if (problem === undefined) {
        callback(null, socket)
        return
      }
      socket.destroy()
      callback(new FingerprintError(`ELASTICSEARCH_CA_FINGERPRINT does not fit the server: ${problem}`), null)
    })
}

function whyNot(socket: TLSSocket, fingerprint: string): string | undefined {
  const certificate = socket.getPeerX509Certificate()
  return certificate === undefined
    ? 'it shows no certificate'
    : distrust(certificate, fingerprint, new Date())
}

/**
 * The reason why a certificate is not trusted; undefined if it, or one that vouches for it by signature, has the fingerprint.
 * An attacker can send the authority's public certificate along with one of their own: the names then match, but the signature
 * does not.
 */
function distrust(certificate: X509Certificate, fingerprint: string, now: Date): string | undefined {
  const wanted = plain(fingerprint)
  let current = certificate
  for (let i = 0; i < MAX_CHAIN; i += 1) {
    const period = `${current.validFrom} to ${current.validTo}`
    if (now < new Date(current.validFrom) || now > new Date(current.validTo)) {
      return `a certificate is valid from ${period} only`
    }
    if (plain(current.fingerprint256) === wanted) return undefined
    const issuer = current.issuerCertificate
    if (issuer === undefined || issuer.fingerprint256 === current.fingerprint256) break
    if (!issuer.ca || !current.checkIssued(issuer) || !current.verify(issuer.publicKey)) {
      return 'a certificate is not signed by the one that should vouch for it'
    }
    current = issuer
  }
  return `the last certificate that it shows has ${current.fingerprint256}`
}

function plain(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase()
}
