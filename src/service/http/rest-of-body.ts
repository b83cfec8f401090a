import type { IncomingMessage } from 'node:http'

/** The longest rest that is read: a client that sends more loses its connection. */
const MAX_BYTES = 128 * 1024 * 1024
const MAX_MS = 30_000
/** A client that sends nothing for so long waits for its answer, or is slow. */
const PAUSE_MS = 250

/**
 * Reads the rest of a request's body and drops it. Most clients read no answer before they have sent all, and tell of a broken
 * connection if it ends before. Resolves once all is read or the client pauses, with false if there is too much of it or it
 * takes too long.
 */
export function dropRest(req: IncomingMessage): Promise<boolean> {
  if (!hasBody(req) || req.complete || req.destroyed) return Promise.resolve(true)
  return new Promise((resolve) => {
    let left = MAX_BYTES
    let isDone = false
    const end = (isFine: boolean) => {
      isDone = true
      clearTimeout(patience)
      clearTimeout(pause)
      resolve(isFine)
    }
    const patience = setTimeout(() => end(false), MAX_MS)
    const pause = setTimeout(() => end(true), PAUSE_MS)
    req.on('data', (chunk: Buffer) => {
      pause.refresh()
      left -= chunk.length
      if (left >= 0) return
      if (isDone) req.destroy()
      else end(false)
    })
    req.once('close', () => end(true))
    req.once('end', () => end(true))
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
}
