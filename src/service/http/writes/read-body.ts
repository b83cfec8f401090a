import type { Request } from 'express'
import { type HttpError, invalid, tooLarge, unsupportedType } from '../http-error.ts'

/** A body, or why there is none. */
type ReadBody = { ok: true; body: Buffer } | { ok: false; error: HttpError }

/** The body of a request, if it has one of the content types and is not too large. */
export async function readBody(
  req: Request,
  { types, maxBytes }: { types: readonly string[]; maxBytes: number },
): Promise<ReadBody> {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined || !types.includes(type)) {
    return { ok: false, error: unsupportedType(types, type) }
  }
  if (req.headers['content-encoding'] !== undefined) {
    return { ok: false, error: invalid('The body must not be compressed.') }
  }
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return { ok: false, error: tooLarge(maxBytes) }
  const chunks: Buffer[] = []
  let size = 0
  // What is left of a body that is too large is read before the answer is sent.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > maxBytes) return { ok: false, error: tooLarge(maxBytes) }
    chunks.push(chunk)
  }
  return { ok: true, body: Buffer.concat(chunks) }
}

/** The value of a JSON text, or why it is not JSON. */
export function parseJson(body: Buffer): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch (error) {
    const what = error instanceof SyntaxError ? error.message : 'bytes that are no UTF-8'
    return { ok: false, reason: `expected JSON, got ${what}` }
  }
}
