import { connect, createServer } from 'node:net'
import { z } from 'zod'

const CONNECT_TIMEOUT_MS = 2_000
const ANSWER_TIMEOUT_MS = 5_000
const PORTS_TRIED = 200

/** The program that listens on a port of 127.0.0.1; `what` completes the sentence "the port is held by …". */
type PortHolder =
  | { kind: 'nobody' }
  | { kind: 'elasticsearch'; version: string }
  | { kind: 'other'; what: string }

const Banner = z.object({
  tagline: z.literal('You Know, for Search'),
  version: z.object({ number: z.string() }),
})

/** Finds out who listens on a port of 127.0.0.1, by connecting and sending `GET /`. */
export async function whoHolds(port: number): Promise<PortHolder> {
  if (!(await accepts(port))) return { kind: 'nobody' }
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    return holderFrom(response.status, await response.text())
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return {
      kind: 'other',
      what: late ? 'a program that does not answer' : 'a program that does not speak HTTP',
    }
  }
}

/** The kind of server that gives this answer to `GET /`. */
export function holderFrom(status: number, body: string): PortHolder {
  const banner = Banner.safeParse(parseJson(body))
  if (banner.success) return { kind: 'elasticsearch', version: banner.data.version.number }
  if (status === 401) return { kind: 'other', what: 'a server that asks for a password' }
  return { kind: 'other', what: 'an HTTP server that is not Elasticsearch' }
}

/** The first free port of 127.0.0.1 from `first` on that is not in `taken`. */
export async function freePortFrom(first: number, taken: ReadonlySet<number>): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED && port <= 65_535; port++) {
    if (!taken.has(port) && (await canListen(port)) !== undefined) return port
  }
  return anyFreePort()
}

/** A free port of 127.0.0.1, chosen by the operating system. */
export async function anyFreePort(): Promise<number> {
  const port = await canListen(0)
  if (port === undefined) throw new Error('No free port on 127.0.0.1')
  return port
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: CONNECT_TIMEOUT_MS })
    const finish = (accepted: boolean) => {
      socket.destroy()
      resolve(accepted)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(true))
    socket.once('error', () => finish(false))
  })
}

function canListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
