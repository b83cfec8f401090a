import type { z } from 'zod'
import { COMMENT_FIELD_NAMES, Comment, POST_FIELD_NAMES, Post } from './document.ts'

/** The result of a validation. `errors` name field, expected and given value; `unknownFields` were left out. */
type Validated =
  | { kind: 'post'; post: Post; unknownFields: string[] }
  | { kind: 'comment'; comment: Comment; unknownFields: string[] }
  | { kind: 'invalid'; errors: string[] }

/** Validates a raw document. If it names a post (`postId`, `postUrl`, `postSlug`), it is a comment, otherwise a post. A field that is null counts as absent. */
export function validateDocument(value: unknown): Validated {
  if (!isRecord(value)) {
    return { kind: 'invalid', errors: [`expected a post or a comment object, got ${describe(value)}`] }
  }
  const given = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
  const isComment = ['postId', 'postUrl', 'postSlug'].some((name) => name in given)
  return isComment ? validateComment(given) : validatePost(given)
}

function validatePost(given: Record<string, unknown>): Validated {
  const parsed = Post.safeParse(given, { reportInput: true })
  if (!parsed.success) return { kind: 'invalid', errors: parsed.error.issues.map(describeIssue) }
  return { kind: 'post', post: parsed.data, unknownFields: unknownFields(given, POST_FIELD_NAMES) }
}

function validateComment(given: Record<string, unknown>): Validated {
  const parsed = Comment.safeParse(given, { reportInput: true })
  if (!parsed.success) return { kind: 'invalid', errors: parsed.error.issues.map(describeIssue) }
  return { kind: 'comment', comment: parsed.data, unknownFields: unknownFields(given, COMMENT_FIELD_NAMES) }
}

function unknownFields(given: Record<string, unknown>, known: ReadonlySet<string>): string[] {
  return Object.keys(given).filter((name) => !known.has(name))
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `field "${issue.path.join('.')}": ${issue.message}, got ${describe(issue.input)}`
}

const MAX_SHOWN = 80

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const shown = toJson(typeof value === 'string' ? value.slice(0, MAX_SHOWN + 1) : value)
  return shown.length <= MAX_SHOWN ? shown : `${shown.slice(0, MAX_SHOWN)}...`
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'nothing'
  } catch (error) {
    if (error instanceof RangeError) return 'what is nested without end'
    throw error
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
