import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { applyWrites } from '../../writing/apply-writes.ts'
import { invalid } from '../http-error.ts'
import { readQueryString } from '../query-string.ts'
import { sendError } from '../send-error.ts'
import { parseJson, readBody } from './read-body.ts'
import { type Asked, toAnswer, toWrite } from './to-write.ts'
import { refreshOf } from './write-api.ts'

const TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
const MAX_BATCH_BYTES = 32 * 1024 * 1024
const MAX_LINES = 10_000
const EXPECTED =
  'expected {"action":"put","post":{...}}, {"action":"put","comment":{...}}, {"action":"delete","post":"id"} or {"action":"delete","comment":{"postId":"...","id":"..."}}'

const Updated = z.string().optional()
const Line = z.union([
  z.strictObject({ action: z.literal('put'), post: z.looseObject({}) }),
  z.strictObject({ action: z.literal('put'), comment: z.looseObject({}) }),
  z.strictObject({ action: z.literal('delete'), post: z.string(), updated: Updated }),
  z.strictObject({
    action: z.literal('delete'),
    comment: z.strictObject({ postId: z.string(), id: z.string() }),
    updated: Updated,
  }),
])

/** `POST /api/v1/batch`: a write a line, done in their order, with an answer for each. One that is wrong does not keep the others from being done. */
export function batchApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    const refresh = refreshOf(readQueryString(req.originalUrl).params)
    if (refresh === undefined) {
      sendError(req, res, invalid('Parameter refresh: expected wait_for.'))
      return
    }
    const read = await readBody(req, { types: TYPES, maxBytes: MAX_BATCH_BYTES })
    if (!read.ok) {
      sendError(req, res, read.error)
      return
    }
    const lines = linesOf(read.body)
    if (lines.length === 0 || lines.length > MAX_LINES) {
      sendError(req, res, invalid(`Body: expected 1 to ${MAX_LINES} lines, got ${lines.length}.`))
      return
    }
    const asked = lines.map((line) => askedBy(line, new Date()))
    const writes = asked.flatMap((one) => (one.ok ? [one.write] : []))
    const results = writes.length === 0 ? [] : await applyWrites(ctx, writes, refresh)
    void ctx.generation?.refresh()
    let next = 0
    const items = asked.map((one) => toAnswer(one, one.ok ? results[next++] : undefined))
    const failed = items.filter(({ status }) => status >= 400).length
    res.set('Cache-Control', 'no-store').json({ items, failed })
  }
}

function linesOf(body: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let start = 0; start < body.length; ) {
    const end = body.indexOf(10, start)
    const line = body.subarray(start, end === -1 ? body.length : end)
    if (line.toString('latin1').trim() !== '') lines.push(line)
    start = end === -1 ? body.length : end + 1
  }
  return lines
}

function askedBy(line: Buffer, now: Date): Asked {
  const json = parseJson(line)
  if (!json.ok) return { ok: false, errors: [json.reason] }
  const parsed = Line.safeParse(json.value)
  if (!parsed.success) return { ok: false, errors: [`${EXPECTED}, got ${line.toString().slice(0, 80)}`] }
  const { data } = parsed
  if (data.action === 'put') return putBy(data, now)
  const target = 'post' in data ? { id: data.post } : data.comment
  return toWrite({ action: 'delete', ...target, updated: data.updated }, now)
}

function putBy(data: { post?: object; comment?: object }, now: Date): Asked {
  const isComment = (document: object) => ['postId', 'postUrl', 'postSlug'].some((name) => name in document)
  const { post, comment } = data
  if (post !== undefined && isComment(post))
    return { ok: false, errors: ['field "post": expected a post, got a comment'] }
  if (comment !== undefined && !isComment(comment)) {
    return { ok: false, errors: ['field "comment": expected a comment with a postId, got none'] }
  }
  return toWrite({ action: 'put', document: post ?? comment }, now)
}
