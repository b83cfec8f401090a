import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Express } from 'express'
import { limitConnections } from './connection-limit.ts'

/** Time limits for clients. */
export const TIMEOUTS = {
  /** A client that sends its headers more slowly than this is cut off. */
  headersMs: 10_000,
  /** The same for its whole request: a batch of 32 MB takes this long at 2 megabits a second. */
  requestMs: 120_000,
  keepAliveMs: 5_000,
  /** A client that reads nothing of its answer for this long is cut off. No search takes longer than two minutes, whatever the settings. */
  idleMs: 150_000,
}
const CHECK_MS = 1_000
/** Bytes of headers, with the address. A query adds up to 12 for each of its code points: four bytes, each percent-encoded. */
const HEADER_BYTES = 32_768
const BYTES_PER_CODE_POINT = 12
/** How long new requests are still accepted during shutdown, so that probes see it and no more requests are sent here. */
const DRAIN_MS = 500
const IDLE_CHECK_MS = 50

export type ServerOptions = {
  host: string
  port: number
  maxQueryLength: number
  maxConnections?: number
  timeouts?: typeof TIMEOUTS
}

type RunningServer = {
  /** The address at which it listens, such as `http://127.0.0.1:3000`. */
  url: string
  /** Accepts requests for a moment longer, lets those in flight finish, and cuts off requests that take longer than `graceMs` all in all. */
  close(graceMs: number): Promise<void>
}

/** Starts to listen. Rejects with an error that names host and port if the address is taken or does not exist. */
export async function startServer(
  app: Express,
  {
    host,
    port,
    maxQueryLength,
    maxConnections = Number.POSITIVE_INFINITY,
    timeouts = TIMEOUTS,
  }: ServerOptions,
): Promise<RunningServer> {
  const server = createServer({
    requestTimeout: timeouts.requestMs,
    headersTimeout: timeouts.headersMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    connectionsCheckingInterval: Math.min(CHECK_MS, timeouts.headersMs),
    maxHeaderSize: HEADER_BYTES + maxQueryLength * BYTES_PER_CODE_POINT,
  })
  server.setTimeout(timeouts.idleMs)
  limitConnections(server, maxConnections, app)
  server.listen(port, host)
  await once(server, 'listening').catch((cause: unknown) => {
    throw new Error(describeListenError(cause, `${host}:${port}`), { cause })
  })
  return { url: urlOf(server.address(), host), close: (graceMs) => drain(server, graceMs) }
}

function describeListenError(cause: unknown, address: string): string {
  const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
  const reason = taken ? 'which another program holds' : `which does not work: ${cause}`
  return `HOST and PORT: expected an address to listen at, got ${address}, ${reason}`
}

async function drain(server: Server, graceMs: number): Promise<void> {
  const drainMs = Math.min(DRAIN_MS, graceMs / 2)
  await sleep(drainMs)
  const closed = once(server, 'close')
  server.close()
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const grace = setTimeout(() => server.closeAllConnections(), graceMs - drainMs)
  await closed
  clearInterval(idle)
  clearTimeout(grace)
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
