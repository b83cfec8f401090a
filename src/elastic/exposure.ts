import { isIP } from 'node:net'
import type { Client } from '@elastic/elasticsearch'
import { errors } from '@elastic/elasticsearch'
import type { Config } from '../core/config.ts'
import { createClient, maskUrl } from './client.ts'
import { TIMEOUTS } from './timeouts.ts'

/** `open`: whether Elasticsearch answers without a password; undefined if that is unknown. `addresses`: where other hosts may reach it. */
type Exposure = { open: boolean | undefined; addresses: string[] }

/** Finds out whether Elasticsearch answers without credentials, and where it listens. Never throws. */
export async function findExposure(
  client: Client,
  settings: Config['elasticsearch'],
  signal?: AbortSignal,
): Promise<Exposure> {
  const bound = await boundAddresses(client, signal).catch(() => [])
  const asked = settings.nodes.filter((node) => !isLoopback(new URL(node).hostname)).map(maskUrl)
  const addresses = [...asked, ...bound.filter((address) => !isLoopback(hostOf(address)))]
  return { open: await answersToAnyone(settings, signal), addresses: [...new Set(addresses)] }
}

/** A warning if anyone on the network may use Elasticsearch; otherwise undefined. */
export function exposureProblem({ open, addresses }: Exposure) {
  if (open !== true || addresses.length === 0) return undefined
  return {
    reason: `Elasticsearch answers without a password, and other hosts may reach it at ${addresses.join(', ')}: whoever does can read, change and delete everything in it.`,
    whatToDo:
      'Switch its security on and set ELASTICSEARCH_API_KEY (SECURITY.md has the privileges), or let it listen on 127.0.0.1 alone (http.host). Until then let a firewall or a network of containers keep others out.',
  }
}

/** Whether a host is this machine: a loopback address or `localhost`. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(plain) === 4) return plain.startsWith('127.')
  return plain === '::1' || plain.startsWith('::ffff:127.') || plain === 'localhost'
}

function hostOf(address: string): string {
  return address.replace(/:\d+$/, '')
}

async function boundAddresses(client: Client, signal: AbortSignal | undefined): Promise<string[]> {
  const { nodes } = await client.nodes.info({ metric: 'http' }, optionsOf(signal))
  return Object.values(nodes).flatMap(({ http }) => http?.bound_address ?? [])
}

async function answersToAnyone(
  settings: Config['elasticsearch'],
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  const { apiKey: _, username: __, password: ___, ...others } = settings
  const client = createClient({ ...others, nodes: settings.nodes.map(withoutUser) })
  try {
    await client.cluster.health({}, optionsOf(signal))
    return true
  } catch (error) {
    const status = error instanceof errors.ResponseError ? error.statusCode : undefined
    return status === 401 || status === 403 ? false : undefined
  } finally {
    await client.close()
  }
}

function withoutUser(node: string): string {
  const url = new URL(node)
  url.username = ''
  url.password = ''
  return url.href
}

function optionsOf(signal: AbortSignal | undefined) {
  const deadline = AbortSignal.timeout(TIMEOUTS.probe)
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  return { requestTimeout: TIMEOUTS.probe, maxRetries: 0, signal: either }
}
