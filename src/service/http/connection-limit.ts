import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Connections beyond the limit that are open at a time, and how long each may say nothing. */
const SPARE = 32
const SILENT_MS = 500
const PROBES = /^\/(?:healthz|readyz)(?:\?|$)/
const FULL = JSON.stringify({
  errors: [{ code: 'overloaded', message: 'Too many connections are open. Please try again in a second.' }],
})

type Handled = ServerResponse<IncomingMessage> & { req: IncomingMessage }

/**
 * Serves requests on at most `max` connections at a time. On a few connections beyond, it answers `/healthz` and `/readyz` once,
 * so that a service whose places are all taken does not look dead, and refuses all else with 503. If even these are taken, the
 * oldest of them is closed for the next, so that clients that say nothing keep nobody away.
 */
export function limitConnections(server: Server, max: number, serve: RequestListener): void {
  const within = new Set<Socket>()
  const spare = new Map<Socket, NodeJS.Timeout>()
  server.on('connection', (socket: Socket) => {
    if (within.size < max) {
      within.add(socket)
      socket.once('close', () => within.delete(socket))
      return
    }
    const [oldest] = spare.keys()
    if (spare.size >= SPARE) oldest?.destroy()
    const silence = setTimeout(() => socket.destroy(), SILENT_MS)
    spare.set(socket, silence)
    socket.once('close', () => {
      clearTimeout(silence)
      spare.delete(socket)
    })
  })
  server.on('request', (req, res) => {
    clearTimeout(spare.get(req.socket))
    if (spare.has(req.socket)) serveOnce(req, res, serve)
    else serve(req, res)
  })
}

function serveOnce(req: IncomingMessage, res: Handled, serve: RequestListener): void {
  res.shouldKeepAlive = false
  if (PROBES.test(req.url ?? '')) serve(req, res)
  else res.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '1' }).end(FULL)
}
