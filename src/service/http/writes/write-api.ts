import type { Request, RequestHandler, Response } from 'express'
import type { Refresh } from '../../../index/write/change.ts'
import type { WriteRequest } from '../../../index/write/write-request.ts'
import type { Context } from '../../context.ts'
import type { WriteAnswer } from '../answer-schemas.ts'
import { type HttpError, invalid } from '../http-error.ts'
import { readQueryString } from '../query-string.ts'
import { sendError } from '../send-error.ts'
import { carryOutWrites } from './carry-out.ts'
import { parseJson, readBody } from './read-body.ts'
import { type ParsedWrite, toAnswer, toWrite } from './to-write.ts'

/** A post of a million words has some 6 MB. */
const MAX_POST_BYTES = 8 * 1024 * 1024
const PARAMETERS = ['refresh', 'updated']

/** `PUT` and `DELETE /api/v1/posts/{id}`. */
export function writePost(ctx: Context): RequestHandler {
  return (req, res) =>
    handle(ctx, req, res, (body, updated) => {
      const id = String(req.params.id)
      return body === undefined
        ? { action: 'delete', id, updated }
        : { action: 'put', document: withIds(body, { id }, updated) }
    })
}

/** `PUT` and `DELETE /api/v1/posts/{id}/comments/{commentId}`. */
export function writeComment(ctx: Context): RequestHandler {
  return (req, res) =>
    handle(ctx, req, res, (body, updated) => {
      const postId = String(req.params.id)
      const id = String(req.params.commentId)
      return body === undefined
        ? { action: 'delete', id, postId, updated }
        : { action: 'put', document: withIds(body, { id, postId }, updated) }
    })
}

/** The document with the ids of the address, which win over its own. */
function withIds(body: unknown, ids: Record<string, string>, updated: string | undefined): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return { ...(updated !== undefined && { updated }), ...body, ...ids }
}

async function handle(
  ctx: Context,
  req: Request,
  res: Response,
  toRequest: (body: unknown, updated: string | undefined) => WriteRequest,
): Promise<void> {
  const { params, malformed } = readQueryString(req.originalUrl)
  const refresh = refreshOf(params)
  const unknown = [...params.keys()].find((name) => !PARAMETERS.includes(name))
  if (malformed.length > 0 || unknown !== undefined || refresh === undefined) {
    const expected = `expected refresh=wait_for and updated at most, got ${JSON.stringify(params.toString())}`
    sendError(
      req,
      res,
      invalid(`Parameters: ${expected}.`, unknown ?? (refresh === undefined ? 'refresh' : undefined)),
    )
    return
  }
  const updated = params.get('updated') ?? undefined
  let body: unknown
  if (req.method === 'PUT') {
    const read = await readDocument(req)
    if ('error' in read) {
      sendError(req, res, read.error)
      return
    }
    body = read.value
  }
  const asked = toWrite(toRequest(body, updated), new Date())
  const answer = await carryOut(ctx, asked, refresh)
  res.set('Cache-Control', 'no-store').status(answer.status).json(answer)
}

async function readDocument(req: Request): Promise<{ value: unknown } | { error: HttpError }> {
  const read = await readBody(req, { types: ['application/json'], maxBytes: MAX_POST_BYTES })
  if (!read.ok) return { error: read.error }
  const parsed = parseJson(read.body)
  return parsed.ok ? { value: parsed.value } : { error: invalid(`Body: ${parsed.reason}.`) }
}

async function carryOut(ctx: Context, asked: ParsedWrite, refresh: Refresh): Promise<WriteAnswer> {
  if (!asked.ok) return toAnswer(asked, undefined)
  const [result] = await carryOutWrites(ctx, [asked.write], refresh)
  return toAnswer(asked, result)
}

/** The value of `refresh`; undefined if it is invalid. */
export function refreshOf(params: URLSearchParams): Refresh | undefined {
  const given = params.get('refresh')
  if (given === null || given === 'false') return false
  return given === 'wait_for' ? 'wait_for' : undefined
}
