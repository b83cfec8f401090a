import { commentKey } from '../../../content/documents/comment-key.ts'
import type { Comment, Post } from '../../../content/documents/document.ts'
import { whyCommentNotPublished, whyNotPublished } from '../../../content/documents/publishable.ts'
import { validateDocument } from '../../../content/documents/validate.ts'
import { readReason } from '../../../core/reason-parts.ts'
import type { Write, WriteResult } from '../../../index/write/write.ts'
import type { WriteRequest } from '../../../index/write/write-request.ts'
import type { ErrorItem, WriteAnswer } from '../answer-schemas.ts'

/** A clock that runs ahead by more is wrong. Its writes would win over all later ones. */
const MAX_AHEAD_MS = 5 * 60 * 1000
/** Elasticsearch refuses a longer `_id`. */
const MAX_KEY_BYTES = 512

/** A write that was asked for, or all its errors. */
export type ParsedWrite =
  | { ok: true; write: Write; ignored: string[]; unpublished?: string }
  | { ok: false; errors: string[] }

/**
 * The write that a request asks for. A document that is not for readers (a draft, a post of the future, a comment that is
 * not approved) is deleted. The version is `updated`, else when it was `sent`. Without either the write is newer than all that came before it.
 */
export function toWrite(request: WriteRequest, now: Date, sent?: Date): ParsedWrite {
  const times = { now, sent }
  return request.action === 'put' ? toPut(request.document, times) : toDelete(request, times)
}

function toPut(document: unknown, times: Times): ParsedWrite {
  const { now } = times
  const validated = validateDocument(document)
  if (validated.kind === 'invalid') return { ok: false, errors: validated.errors }
  const { unknownFields: ignored } = validated
  const version = versionOf(validated.kind === 'post' ? validated.post : validated.comment, times)
  if (version === undefined) return { ok: false, errors: [tooFarAhead(now)] }
  return validated.kind === 'post'
    ? { ok: true, ignored, ...putPost(validated.post, version, now) }
    : putComment(validated.comment, { version, now, ignored })
}

function putPost(post: Post, version: Version, now: Date): { write: Write; unpublished?: string } {
  const hidden = whyNotPublished(post, now)
  const base = { kind: 'posts', id: post.id, ...version, origin: 'api' } as const
  return hidden === undefined
    ? { write: { action: 'put', post, ...base } }
    : { write: { action: 'delete', ...base }, unpublished: hidden.reason }
}

function putComment(
  comment: Comment,
  { version, now, ignored }: { version: Version; now: Date; ignored: string[] },
): ParsedWrite {
  const { id, postId } = comment
  if (postId === undefined)
    return { ok: false, errors: ['field "postId": expected the id of its post, got nothing'] }
  if (Buffer.byteLength(commentKey({ postId, id })) > MAX_KEY_BYTES)
    return { ok: false, errors: [KEY_TOO_LONG] }
  const hidden = whyCommentNotPublished(comment, now)
  const base = { kind: 'comments', id, postId, ...version, origin: 'api' } as const
  return hidden === undefined
    ? { ok: true, ignored, write: { action: 'put', comment, ...base } }
    : { ok: true, ignored, write: { action: 'delete', ...base }, unpublished: hidden.reason }
}

const KEY_TOO_LONG = `fields "postId" and "id": expected at most ${MAX_KEY_BYTES - 1} bytes together, got more`

function toDelete({ id, postId, updated }: WriteRequest & { action: 'delete' }, times: Times): ParsedWrite {
  const { now } = times
  const given = postId === undefined ? { id, url: '/', text: '', updated } : { id, postId, text: '', updated }
  const validated = validateDocument(given)
  if (validated.kind === 'invalid') return { ok: false, errors: validated.errors }
  const version = versionOf(validated.kind === 'post' ? validated.post : validated.comment, times)
  if (version === undefined) return { ok: false, errors: [tooFarAhead(now)] }
  const base = { action: 'delete', id, ...version, origin: 'api' } as const
  const write: Write =
    postId === undefined ? { ...base, kind: 'posts' } : { ...base, kind: 'comments', postId }
  return { ok: true, write, ignored: [] }
}

type Version = Pick<Write, 'version' | 'newest'>
/** The current time, and the time at which the sender says that it sent the write. */
type Times = { now: Date; sent: Date | undefined }

function versionOf({ updated }: { updated?: string | undefined }, { now, sent }: Times): Version | undefined {
  if (updated === undefined) {
    return sent === undefined ? { version: now.getTime(), newest: true } : { version: sent.getTime() }
  }
  const version = Date.parse(updated)
  return version - now.getTime() > MAX_AHEAD_MS ? undefined : { version }
}

function tooFarAhead(now: Date): string {
  return `field "updated": expected a time until now (${now.toISOString()}), got one to come`
}

/** The answer to a write. */
export function toAnswer(asked: ParsedWrite, result: WriteResult | undefined): WriteAnswer {
  if (!asked.ok) return { status: 400, result: 'invalid', errors: asked.errors.map(toErrorItem) }
  if (result === undefined) throw new Error('expected a result for each write')
  const ignored = asked.ignored.length > 0 && { ignored: asked.ignored }
  if (asked.unpublished !== undefined && result !== 'older') {
    return { status: 200, result: 'unpublished', reason: asked.unpublished, ...ignored }
  }
  if (typeof result === 'object') {
    const { kind, id } = asked.write
    const what = kind === 'posts' ? 'Post' : 'Comment'
    const message = `${what} ${JSON.stringify(id)}: ${result.tooLarge}`
    return { status: 413, result: 'too large', errors: [{ code: 'too_large', message }], ...ignored }
  }
  const error = ERRORS[result]
  return { status: STATUSES[result], result, ...(error !== undefined && { errors: [error] }), ...ignored }
}

/** An error of a document. Its message begins with the field that is wrong, where one is. */
function toErrorItem(message: string): ErrorItem {
  const { field } = readReason(message)
  return { code: 'invalid', message, ...(field !== undefined && { field }) }
}

type Outcome = Exclude<WriteResult, object>

const STATUSES: Record<Outcome, number> = {
  created: 201,
  updated: 200,
  deleted: 200,
  'not found': 404,
  older: 409,
  'no post': 404,
}

const ERRORS: Partial<Record<Outcome, ErrorItem>> = {
  'not found': { code: 'not_found', message: 'There is no such document.' },
  older: { code: 'older', message: 'A newer write came before this one.' },
  'no post': { code: 'no_post', message: 'The post of this comment is not there.' },
}
