import type { Response } from 'express'

/** A signal that aborts when the client disconnects before it has its answer. */
export function disconnectSignal(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  return gone.signal
}
