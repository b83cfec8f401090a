import type { NextFunction, Request, Response } from 'express'
import { OverloadedError } from '../../core/errors.ts'
import { toHttpError } from './http-error.ts'
import { sendError } from './send-error.ts'

/** Answers every exception of a handler, and gives server errors to the request log. */
export function handleError(error: unknown, req: Request, res: Response, next: NextFunction): void {
  const httpError = toHttpError(error, res.locals.requestId ?? '')
  if (error instanceof OverloadedError) res.locals.shed = 'overload'
  else if (httpError.status >= 500) {
    res.locals.err = error instanceof Error ? error : new Error(String(error))
  }
  if (res.destroyed) return
  if (res.headersSent) {
    next(error)
    return
  }
  sendError(req, res, httpError)
}
