import type { RequestHandler } from 'express'
import type { Context } from '../../context.ts'
import { invalid } from '../http-error.ts'
import { readQueryString } from '../query-string.ts'
import { sendError } from '../send-error.ts'
import { carryOutWrites } from './carry-out.ts'
import { parseJson, readBody } from './read-body.ts'
import { readLine } from './read-line.ts'
import { type ParsedWrite, toAnswer } from './to-write.ts'
import { refreshOf } from './write-api.ts'

const TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
const MAX_BATCH_BYTES = 32 * 1024 * 1024
const MAX_LINES = 10_000
/** `POST /api/v1/batch`: one write on each line, done in their order, with an answer for each. A wrong line does not stop the others. */
export function batchApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    const refresh = refreshOf(readQueryString(req.originalUrl).params)
    if (refresh === undefined) {
      sendError(req, res, invalid('Parameter refresh: expected wait_for.', 'refresh'))
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
    const results = await carryOutWrites(ctx, writes, refresh)
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

function askedBy(line: Buffer, now: Date): ParsedWrite {
  const json = parseJson(line)
  return json.ok ? readLine(json.value, now) : { ok: false, errors: [json.reason] }
}
