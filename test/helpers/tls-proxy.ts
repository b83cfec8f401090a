import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const OPENSSL_TIMEOUT_MS = 20_000
const execute = promisify(execFile)

/** A self-signed certificate for 127.0.0.1: its files, and its SHA-256 fingerprint with colons. */
export type Certificate = { folder: string; keyFile: string; certificateFile: string; fingerprint: string }

export type TlsProxy = { url: string; authorizations: (string | undefined)[]; close: () => Promise<void> }

/** Why there can be no certificate here, false when there can. */
export async function whyNoOpenssl(): Promise<string | false> {
  const works = await openssl(['version']).then(
    () => true,
    () => false,
  )
  return works ? false : 'openssl is not installed'
}

/** A certificate in a temporary folder, which the caller removes. */
export async function createCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-tls-'))
  const keyFile = join(folder, 'key.pem')
  const certificateFile = join(folder, 'certificate.pem')
  await openssl([
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=blog-search test'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
    ...['-keyout', keyFile, '-out', certificateFile],
  ])
  const { fingerprint256 } = new X509Certificate(await readFile(certificateFile))
  return { folder, keyFile, certificateFile, fingerprint: fingerprint256 }
}

/** Removes what createCertificate made. */
export function removeCertificate({ folder }: Certificate): Promise<void> {
  return rm(folder, { recursive: true, force: true })
}

/** An HTTPS server on a free port of 127.0.0.1 that asks for one of the Authorization headers, answers 401 without, and forwards to `target`. */
export async function startTlsProxy(
  target: string,
  certificate: Certificate,
  accepted: readonly string[],
): Promise<TlsProxy> {
  const authorizations: (string | undefined)[] = []
  const key = await readFile(certificate.keyFile)
  const cert = await readFile(certificate.certificateFile)
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { authorization } = incoming.headers
    authorizations.push(authorization)
    if (authorization !== undefined && accepted.includes(authorization)) forward(target, incoming, outgoing)
    else refuse(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port')
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `https://127.0.0.1:${address.port}`, authorizations, close }
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { authorization: _, host: __, ...headers } = incoming.headers
  const options = { method: incoming.method ?? 'GET', headers }
  const upstream = request(new URL(incoming.url ?? '/', target), options, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  upstream.once('error', () => outgoing.destroy())
  incoming.pipe(upstream)
}

/** As Elasticsearch with security refuses a request. */
function refuse(outgoing: ServerResponse): void {
  const reason = { type: 'security_exception', reason: 'unable to authenticate' }
  outgoing.writeHead(401, {
    'content-type': 'application/json',
    'x-elastic-product': 'Elasticsearch',
    'www-authenticate': 'Basic realm="security", charset="UTF-8"',
  })
  outgoing.end(JSON.stringify({ error: { root_cause: [reason], ...reason }, status: 401 }))
}

async function openssl(args: readonly string[]): Promise<void> {
  await execute('openssl', args, { timeout: OPENSSL_TIMEOUT_MS })
}
