import { z } from 'zod'
import type { ParameterError } from './input.ts'
import { countCodePoints, hasControlCharacters, normaliseText } from './normalise.ts'

/** Code points of a parameter's name or value that an error message quotes. */
const MAX_QUOTED = 60
/** Unknown parameters that are named, each by itself. */
const MAX_UNKNOWN = 10

/** A parsed request, or all its errors. */
export type Parsed<T> = { ok: true; input: T } | { ok: false; errors: ParameterError[] }

/** The values of parameters. An invalid one is missing here and named in `errors`. */
export type ReadParameters<Schema extends z.ZodObject> = {
  values: Partial<z.output<Schema>>
  errors: ParameterError[]
}

/**
 * Reads parameters by the schema that describes them. Each field of the schema takes the text of its parameter, or a list of texts if it
 * may repeat. The errors come in the order of the schema. `of` names the request in the errors of unknown parameters.
 */
export function readParameters<Schema extends z.ZodObject>(
  schema: Schema,
  params: URLSearchParams,
  of: string,
): ReadParameters<Schema> {
  const values: Record<string, unknown> = {}
  const errors = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const given = params.getAll(name)
    if (!mayRepeat(field) && given.length > 1) return [tooOften(name, 1, given.length)]
    const { success, data, error } = field.safeParse(textIn(field, given))
    if (success) values[name] = data
    return (error?.issues ?? []).map((issue) => toError(name, issue, given))
  })
  const known = Object.keys(schema.shape)
  return {
    values: values as ReadParameters<Schema>['values'],
    errors: [...errors, ...unknownParameters(params, known, of)],
  }
}

function textIn(field: z.ZodType, given: readonly string[]): string | readonly string[] | undefined {
  if (given.length === 0) return undefined
  return mayRepeat(field) ? given : given[0]
}

/** Whether a parameter takes a list of texts, by its schema. */
function mayRepeat(field: z.ZodType): boolean {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field
  const first = inner instanceof z.ZodPipe ? inner.in : inner
  return first instanceof z.ZodArray || (first instanceof z.ZodPipe && first.in instanceof z.ZodArray)
}

/** The error code of a schema's check. With a code, the message is complete. */
type Told = { code?: ParameterError['code'] | undefined }

function toError(field: string, issue: z.core.$ZodIssue, given: readonly string[]): ParameterError {
  const { code } = (issue.code === 'custom' ? (issue.params as Told | undefined) : undefined) ?? {}
  if (code !== undefined) return { field, code, message: `${field}: ${issue.message}` }
  const place = Number(issue.path[0] ?? 0)
  return given.length === 0
    ? missing(field, expectedIn(issue))
    : invalid(field, expectedIn(issue), given[place])
}

function expectedIn({ message }: z.core.$ZodIssue): string {
  return message.replace(/^expected /, '')
}

/** A text on one line, of at most `maxLength` code points. */
export function textOf(expected: string, maxLength: number, { mayBeEmpty = false } = {}) {
  return z
    .string({ error: `expected ${expected}` })
    .transform(normaliseText)
    .pipe(
      z
        .string()
        .meta({ maxLength })
        .superRefine(checkText(mayBeEmpty ? undefined : expected, maxLength)),
    )
}

/** Checks a text: that it is there if something is `expected`, its characters, and its length in code points. `code` is that of the error for an empty text. */
export function checkText(expected: string | undefined, maxLength: number, code?: 'missing') {
  return (text: string, context: z.RefinementCtx) => {
    const length = countCodePoints(text)
    if (text === '' && expected !== undefined) {
      context.addIssue({ code: 'custom', message: `expected ${expected}`, params: { code } satisfies Told })
    }
    if (hasControlCharacters(text)) {
      context.addIssue({ code: 'custom', message: 'expected text without control characters' })
    }
    if (length > maxLength) context.addIssue(tooLong(maxLength, length))
  }
}

function tooLong(maxLength: number, length: number) {
  const message = `expected at most ${maxLength} characters, got ${length}`
  return { code: 'custom' as const, message, params: { code: 'too_long' } satisfies Told }
}

/** A list of such texts, without duplicates. */
export function textsOf(maxLength: number, maxTimes: number) {
  return z
    .array(textOf('a text', maxLength))
    .superRefine(notMoreThan(maxTimes))
    .transform((texts) => [...new Set(texts)])
    .pipe(z.array(z.string().meta({ maxLength })).max(maxTimes))
}

function notMoreThan(most: number) {
  return (given: readonly unknown[], context: z.RefinementCtx) => {
    if (given.length <= most) return
    const message = `expected at most ${most} times, got ${given.length} times`
    context.addIssue({ code: 'custom', message, params: { code: 'repeated' } satisfies Told })
  }
}

/** One of the given words, in upper or lower case. */
export function oneOf<const Word extends string>(...words: readonly Word[]) {
  const expected = `expected ${words.join(' or ')}`
  return z
    .string()
    .transform((given) => normaliseText(given).toLowerCase())
    .pipe(z.enum(words, expected))
}

/** A whole number from 1. More than `most` is refused here, unless `checkedLater`. */
export function wholeNumber(most: number, { checkedLater = false } = {}) {
  const expected = `expected a whole number from 1 to ${most}`
  const number = z.number().meta({ type: 'integer', minimum: 1, maximum: most })
  return z
    .string()
    .regex(/^[1-9][0-9]*$/, expected)
    .transform((given) => Math.min(Number(given), Number.MAX_SAFE_INTEGER))
    .pipe(checkedLater ? number : number.refine((given) => given <= most, expected))
}

/** A text that passes `isRight`. */
export function textThat(isRight: (text: string) => boolean, expected: string, pattern?: string) {
  return z
    .string()
    .transform(normaliseText)
    .pipe(
      z
        .string()
        .meta(pattern === undefined ? {} : { pattern })
        .refine(isRight, `expected ${expected}`),
    )
}

/** The errors of a normalised text: control characters, too many characters. */
export function badText(name: string, normalised: string, maxLength: number): ParameterError[] {
  const length = countCodePoints(normalised)
  return [
    hasControlCharacters(normalised) && invalid(name, 'text without control characters', normalised),
    length > maxLength && {
      field: name,
      code: 'too_long' as const,
      message: `${name}: expected at most ${maxLength} characters, got ${length}`,
    },
  ].filter((error) => error !== false)
}

function tooOften(field: string, most: number, times: number): ParameterError {
  const expected = most === 1 ? 'once' : `at most ${most} times`
  return { field, code: 'repeated', message: `${field}: expected ${expected}, got ${times} times` }
}

/** An error for each unknown parameter, by name. */
function unknownParameters(params: URLSearchParams, known: readonly string[], of: string): ParameterError[] {
  const names = [...new Set(params.keys())].filter((name) => !known.includes(name)).sort()
  const errors = names.slice(0, MAX_UNKNOWN).map((name) => ({
    field: name,
    code: 'unknown' as const,
    message: `${quote(name)} is no parameter of ${of}; expected ${known.join(', ')}`,
  }))
  const rest = names.length - errors.length
  if (rest === 0) return errors
  const message = `${rest} more are no parameters of ${of}`
  return [...errors, { field: names[MAX_UNKNOWN] ?? '', code: 'unknown', message }]
}

/** The error for a value that is not what was expected. */
export function invalid(field: string, expected: string, given: string | undefined): ParameterError {
  return {
    field,
    code: 'invalid',
    message: `${field}: expected ${expected}, got ${quote(given ?? '')}`,
  }
}

function quote(given: string): string {
  const points = [...given]
  return JSON.stringify(points.length > MAX_QUOTED ? `${points.slice(0, MAX_QUOTED).join('')}…` : given)
}

/** The error for a parameter that must be there. */
export function missing(field: string, expected: string): ParameterError {
  return { field, code: 'missing', message: `${field}: expected ${expected}` }
}
