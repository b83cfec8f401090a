import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Client, errors, UndiciConnection } from '@elastic/elasticsearch'
import type {
  ConnectionRequestOptions,
  ConnectionRequestOptionsAsStream,
  ConnectionRequestParams,
  ConnectionRequestResponse,
  ConnectionRequestResponseAsStream,
} from '@elastic/transport/lib/connection/BaseConnection.js'
import type { Config } from '../core/config.ts'
import { Deadline } from '../core/deadline.ts'
import { InputError, RefusedError } from '../core/errors.ts'
import { connectByFingerprint } from './fingerprint.ts'
import { LeanTransport } from './lean-transport.ts'

/** One retry reaches the other node of a pair. More retries would outlast the request that waits. */
const DEFAULT_RETRIES = 1
/** For a request without a time limit; the settings always have one. */
const DEFAULT_TIMEOUT_MS = 30_000

type CreateClientOptions = {
  /** How often a request is sent again after a lost connection. */
  maxRetries?: number
}

type ClientOptions = ConstructorParameters<typeof Client>[0]
type Settings = Config['elasticsearch']

/** A client of Elasticsearch with the settings' nodes, credentials and trust. Throws an InputError for a certificate file that cannot be read and for a fingerprint without https. */
export function createClient(settings: Settings, options: CreateClientOptions = {}): Client {
  return new Client({
    nodes: settings.nodes,
    requestTimeout: settings.timeoutMs,
    maxRetries: options.maxRetries ?? Math.max(DEFAULT_RETRIES, settings.nodes.length - 1),
    Connection: StayingConnection,
    Transport: LeanTransport,
    enableMetaHeader: false,
    ...authentication(settings),
    ...trust(settings),
  })
}

/** An http or https URL without user name and password, for messages and logs. */
export function maskUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return '(not a URL)'
  const parsed = new URL(url)
  if (parsed.username) parsed.username = '***'
  if (parsed.password) parsed.password = '***'
  return parsed.href.replace(/\/$/, '')
}

type ConnectionOptions = ConstructorParameters<typeof UndiciConnection>[0]

/**
 * Ends each request after its own time limit, refuses redirects, and leaves the signals of others alone. A redirect is no answer of
 * Elasticsearch, and credentials and queries are for the configured nodes only.
 *
 * The client's own connection takes the time limit of its constructor as the longest for any request, whatever the request says. It does
 * not stop an answer that has begun. At the end of the time it makes the given signal say "abort" to all its listeners: a service that
 * listens for its own end would stop.
 */
class StayingConnection extends UndiciConnection {
  constructor({ timeout: _, ...options }: ConnectionOptions) {
    super(options)
  }

  override request(
    params: ConnectionRequestParams,
    options: ConnectionRequestOptions,
  ): Promise<ConnectionRequestResponse>
  override request(
    params: ConnectionRequestParams,
    options: ConnectionRequestOptionsAsStream,
  ): Promise<ConnectionRequestResponseAsStream>
  override async request(
    params: ConnectionRequestParams,
    { timeout, signal, ...options }: ConnectionRequestOptions,
  ): Promise<ConnectionRequestResponse | ConnectionRequestResponseAsStream> {
    using own = new Deadline(signal, timeout ?? DEFAULT_TIMEOUT_MS)
    const response = await super
      .request(params, { ...options, signal: own.signal })
      .catch((error: unknown) => {
        throw own.isOver ? new errors.TimeoutError('Request timed out') : error
      })
    if (response.statusCode < 300 || response.statusCode >= 400) return response
    throw new RefusedError(
      `${maskUrl(this.url.href)} answers with a redirect (${response.statusCode}), expected Elasticsearch itself`,
    )
  }
}

function authentication({ apiKey, username, password }: Settings): Partial<ClientOptions> {
  if (apiKey !== undefined) return { auth: { apiKey } }
  if (username !== undefined && password !== undefined) return { auth: { username, password } }
  return {}
}

/** A fingerprint without a certificate file replaces the check against the system's authorities. */
function trust(settings: Settings): Partial<ClientOptions> {
  const { caFile, caFingerprint } = settings
  if (caFingerprint !== undefined) assertHttps(settings.nodes)
  if (caFile !== undefined) {
    return {
      tls: { ca: readCertificate(caFile) },
      ...(caFingerprint !== undefined && { caFingerprint }),
    }
  }
  return caFingerprint === undefined ? {} : { agent: fingerprintAgent(caFingerprint) }
}

/** An agent that checks signatures. The client's own check of a fingerprint compares names only, so anybody with the authority's public certificate would pass it. */
function fingerprintAgent(fingerprint: string): NonNullable<ClientOptions['agent']> {
  const agent = { pipelining: 1, connect: connectByFingerprint(fingerprint) }
  return agent
}

function assertHttps(nodes: readonly string[]): void {
  const plain = nodes.find((node) => !node.startsWith('https:'))
  if (plain === undefined) return
  throw new InputError(
    `ELASTICSEARCH_CA_FINGERPRINT: expected https:// addresses in ELASTICSEARCH_URL, got ${maskUrl(plain)}`,
  )
}

function readCertificate(path: string): string {
  try {
    const text = readFileSync(path, 'utf8')
    // Report a file without a certificate here, not by a failed handshake.
    new X509Certificate(text)
    return text
  } catch (error) {
    const isRead = error instanceof Error && 'code' in error && !/^E[A-Z]+$/.test(String(error.code))
    const reason = isRead || !(error instanceof Error) ? `${path}, which has no certificate` : error.message
    throw new InputError(`ELASTICSEARCH_CA_FILE: expected a readable certificate file (PEM), got ${reason}`, {
      cause: error,
    })
  }
}
