import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Certificate } from './tls-proxy.ts'

const execute = promisify(execFile)
const TIMEOUT_MS = 20_000

/** A certificate authority in a folder of its own, which makes certificates for servers. */
export type Authority = {
  certificateFile: string
  fingerprint: string
  /** A certificate for 127.0.0.1, or as the options say. `shown` are further certificates that the server shows after it. */
  issue(options?: { name?: string; days?: string[]; shown?: string[] }): Promise<Certificate>
  remove(): Promise<void>
}

/** A new authority of this name. Another of the same name has another key: only a signature tells them apart. */
export async function createAuthority(name: string): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-authority-'))
  const file = (end: string) => join(folder, end)
  const openssl = (...args: string[]) => execute('openssl', args, { timeout: TIMEOUT_MS })
  const [key, certificateFile] = [file('ca.key'), file('ca.pem')]
  await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
    ...['-keyout', key, '-out', certificateFile],
  )
  const { fingerprint256: fingerprint } = new X509Certificate(await readFile(certificateFile))
  let made = 0
  return {
    certificateFile,
    fingerprint,
    issue: async ({ name = 'IP:127.0.0.1', days = ['-days', '2'], shown = [certificateFile] } = {}) => {
      made += 1
      const [keyFile, request, leaf, chain, extension] = ['key', 'csr', 'pem', 'chain', 'ext'].map((end) =>
        file(`server-${made}.${end}`),
      ) as [string, string, string, string, string]
      await writeFile(extension, `subjectAltName=${name}\nauthorityKeyIdentifier=none\n`)
      await openssl(
        ...[
          'req',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-subj',
          '/CN=server',
          '-keyout',
          keyFile,
          '-out',
          request,
        ],
      )
      await openssl(
        ...['x509', '-req', '-in', request, '-CA', certificateFile, '-CAkey', key, '-CAcreateserial'],
        ...['-extfile', extension, ...days, '-out', leaf],
      )
      const texts = await Promise.all([leaf, ...shown].map((path) => readFile(path, 'utf8')))
      await writeFile(chain, texts.join(''))
      return {
        folder,
        keyFile,
        certificateFile: chain,
        fingerprint: new X509Certificate(texts[0] ?? '').fingerprint256,
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
