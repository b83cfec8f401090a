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
import { BackendError, InputError } from '../core/errors.ts'
import { connectByFingerprint } from './fingerprint.ts'
import { ForgettingTransport } from './forgetting-transport.ts'

/** One more try reaches another node of a pair; more would outlast the request that waits. */
const DEFAULT_RETRIES = 1
/** For a request that names no time, which the settings always do. */
const DEFAULT_TIMEOUT_MS = 30_000

export type CreateClientOptions = {
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
    Transport: ForgettingTransport,
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
 * Ends each request in its own time, refuses a redirect (credentials and queries are for the configured nodes only, and it is no
 * answer of Elasticsearch), and leaves the signals of others alone.
 *
 * The client's own connection takes the time of its constructor for the longest that any request may take, whatever a request says;
 * stops no answer that has begun; and at the end of the time lets the signal that it was given say "abort" to whoever else listens to it:
 * a service that listens for its end would stop.
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
    throw new BackendError(
      `${maskUrl(this.url.href)} answers with a redirect (${response.statusCode}), expected Elasticsearch itself`,
    )
  }
}

function authentication({ apiKey, username, password }: Settings): Partial<ClientOptions> {
  if (apiKey !== undefined) return { auth: { apiKey } }
  if (username !== undefined && password !== undefined) return { auth: { username, password } }
  return {}
}

/** A fingerprint without a certificate file stands in for the check against the system's authorities. */
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

/** The client's own check of a fingerprint looks at names alone, so that who has the authority's public certificate passes it: the agent checks signatures. */
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
    // What is no certificate is told here, and not by a handshake that fails.
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
