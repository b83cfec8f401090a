import { z } from 'zod'
import { type ParsedWrite, toWrite } from './to-write.ts'

const EXPECTED =
  'expected {"action":"put","post":{...}}, {"action":"put","comment":{...}}, {"action":"delete","post":"id"} or {"action":"delete","comment":{"postId":"...","id":"..."}}'

const Updated = z.string().optional()
/** A line of a batch. */
export const Line = z.union([
  z.strictObject({ action: z.literal('put'), post: z.looseObject({}) }),
  z.strictObject({ action: z.literal('put'), comment: z.looseObject({}) }),
  z.strictObject({ action: z.literal('delete'), post: z.string(), updated: Updated }),
  z.strictObject({
    action: z.literal('delete'),
    comment: z.strictObject({ postId: z.string(), id: z.string() }),
    updated: Updated,
  }),
])
const MAX_SHOWN = 80

/** The write that a line of a batch asks for. */
export function readLine(value: unknown, now: Date, sent?: Date): ParsedWrite {
  const parsed = Line.safeParse(value)
  if (!parsed.success)
    return { ok: false, errors: [`${EXPECTED}, got ${JSON.stringify(value)?.slice(0, MAX_SHOWN)}`] }
  const { data } = parsed
  if (data.action === 'put') return putBy(data, now, sent)
  const target = 'post' in data ? { id: data.post } : data.comment
  return toWrite({ action: 'delete', ...target, updated: data.updated }, now, sent)
}

function putBy(data: { post?: object; comment?: object }, now: Date, sent: Date | undefined): ParsedWrite {
  const isComment = (document: object) => ['postId', 'postUrl', 'postSlug'].some((name) => name in document)
  const { post, comment } = data
  if (post !== undefined && isComment(post))
    return { ok: false, errors: ['field "post": expected a post, got a comment'] }
  if (comment !== undefined && !isComment(comment)) {
    return { ok: false, errors: ['field "comment": expected a comment with a postId, got none'] }
  }
  return toWrite({ action: 'put', document: post ?? comment }, now, sent)
}
