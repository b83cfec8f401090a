import type { z } from 'zod'
import { COMMENT_FIELD_NAMES, Comment, POST_FIELD_NAMES, Post } from './document.ts'

/** The result of a validation. `errors` name field, expected and given value; `unknownFields` were left out. */
export type Validated = Valid | { kind: 'invalid'; errors: string[] }

type Valid =
  | { kind: 'post'; post: Post; unknownFields: string[] }
  | { kind: 'comment'; comment: Comment; unknownFields: string[] }

/** A wrong value: its field, its position if the field is a list, and the error that names field, expected and given value. */
export type WrongField = { field: string; index: number | undefined; error: string }

/** Validates a raw document. If it names a post (`postId`, `postUrl`, `postSlug`), it is a comment, otherwise a post. A field that is null counts as absent. */
export function validateDocument(value: unknown): Validated {
  const checked = checkDocument(value)
  return checked.kind === 'wrong'
    ? { kind: 'invalid', errors: checked.wrong.map(({ error }) => error) }
    : checked
}

/** Validates a raw document, with the fields of its errors. An error of the whole has the field "". */
export function checkDocument(value: unknown): Valid | { kind: 'wrong'; wrong: WrongField[] } {
  if (!isRecord(value)) {
    const error = `expected a post or a comment object, got ${describe(value)}`
    return { kind: 'wrong', wrong: [{ field: '', index: undefined, error }] }
  }
  const given = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
  const isComment = ['postId', 'postUrl', 'postSlug'].some((name) => name in given)
  return isComment ? checkComment(given) : checkPost(given)
}

type Checked = ReturnType<typeof checkDocument>

function checkPost(given: Record<string, unknown>): Checked {
  const parsed = Post.safeParse(given, { reportInput: true })
  if (!parsed.success) return { kind: 'wrong', wrong: parsed.error.issues.map(toWrongField) }
  return { kind: 'post', post: parsed.data, unknownFields: unknownFields(given, POST_FIELD_NAMES) }
}

function checkComment(given: Record<string, unknown>): Checked {
  const parsed = Comment.safeParse(given, { reportInput: true })
  if (!parsed.success) return { kind: 'wrong', wrong: parsed.error.issues.map(toWrongField) }
  return { kind: 'comment', comment: parsed.data, unknownFields: unknownFields(given, COMMENT_FIELD_NAMES) }
}

function unknownFields(given: Record<string, unknown>, known: ReadonlySet<string>): string[] {
  return Object.keys(given).filter((name) => !known.has(name))
}

function toWrongField({ path, message, input }: z.core.$ZodIssue): WrongField {
  const [field = '', index] = path
  const error = `field "${path.join('.')}": ${message}, got ${describe(input)}`
  return { field: String(field), index: typeof index === 'number' ? index : undefined, error }
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

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
