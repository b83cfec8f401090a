import type { ParameterError } from './input.ts'
import { countCodePoints, hasControlCharacters, normaliseText } from './normalise.ts'

/** Code points of a parameter's name or value that an error repeats. */
const MAX_QUOTED = 60

/** A parameter's value; with errors, a value that lets the checks of other parameters go on. */
export type Read<T> = { value: T; errors: ParameterError[] }

/** What a request asks for, or everything that is wrong with it. */
export type Parsed<T> = { ok: true; input: T } | { ok: false; errors: ParameterError[] }

/** The normalised values of a text parameter that may stand `most` times. */
export function readTexts(
  params: URLSearchParams,
  name: string,
  limits: { most: number; maxLength: number },
): Read<string[]> {
  const given = params.getAll(name)
  const values = given.map(normaliseText)
  const errors = [
    given.length > limits.most ? [tooOften(name, limits.most, given.length)] : [],
    ...values.map((value, i) =>
      value === '' ? [invalid(name, 'a text', given[i])] : badText(name, value, limits.maxLength),
    ),
  ].flat()
  return { value: errors.length > 0 ? [] : [...new Set(values)], errors }
}

/** The value of a text parameter that stands once at most, read by `read`; what it returns `undefined` for is not `expected`. */
export function readOne<T>(
  params: URLSearchParams,
  name: string,
  read: (text: string) => T | undefined,
  expected: string,
): Read<T | undefined> {
  const given = params.get(name)
  if (given === null) return { value: undefined, errors: [] }
  const value = read(normaliseText(given))
  const wrong = value === undefined ? [invalid(name, expected, given)] : []
  return { value, errors: [...repeated(params, name), ...wrong] }
}

/** A whole number from 1, or another where there is none. */
export function readWhole(
  params: URLSearchParams,
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
): Read<number> {
  const given = params.get(name)
  const errors = repeated(params, name)
  if (given === null) return { value: otherwise, errors }
  if (/^[1-9][0-9]*$/.test(given)) return { value: Number(given), errors }
  return { value: 1, errors: [...errors, invalid(name, `a whole number from 1 to ${most}`, given)] }
}

/** What is wrong with a normalised text: control characters, too many characters. */
export function badText(name: string, normalised: string, maxLength: number): ParameterError[] {
  const length = countCodePoints(normalised)
  return [
    hasControlCharacters(normalised) && invalid(name, 'text without control characters', normalised),
    length > maxLength && {
      parameter: name,
      code: 'too_long' as const,
      message: `${name}: expected at most ${maxLength} characters, got ${length}`,
    },
  ].filter((error) => error !== false)
}

/** An error if the parameter stands more than once. */
export function repeated(params: URLSearchParams, name: string): ParameterError[] {
  const times = params.getAll(name).length
  return times < 2 ? [] : [tooOften(name, 1, times)]
}

function tooOften(parameter: string, most: number, times: number): ParameterError {
  const expected = most === 1 ? 'once' : `at most ${most} times`
  return { parameter, code: 'repeated', message: `${parameter}: expected ${expected}, got ${times} times` }
}

/** An error for each parameter that is none of the known ones, by name. */
export function unknownParameters(
  params: URLSearchParams,
  known: readonly string[],
  of = 'a search',
): ParameterError[] {
  const names = [...new Set(params.keys())].filter((name) => !known.includes(name)).sort()
  return names.map((name) => ({
    parameter: name,
    code: 'unknown',
    message: `${quote(name)} is no parameter of ${of}; expected ${known.join(', ')}`,
  }))
}

/** The error for a value that is not what was expected. */
export function invalid(parameter: string, expected: string, given: string | undefined): ParameterError {
  return {
    parameter,
    code: 'invalid',
    message: `${parameter}: expected ${expected}, got ${quote(given ?? '')}`,
  }
}

function quote(given: string): string {
  const points = [...given]
  return JSON.stringify(points.length > MAX_QUOTED ? `${points.slice(0, MAX_QUOTED).join('')}…` : given)
}

/** The parameter `size`, from 1 to `most`. */
export function readSize(params: URLSearchParams, otherwise: number, most: number) {
  const { value, errors } = readWhole(params, 'size', { otherwise, most })
  if (value <= most) return { value, errors }
  return {
    value: otherwise,
    errors: [invalid('size', `a whole number from 1 to ${most}`, params.get('size') ?? '')],
  }
}

/** The error for a parameter that must be there. */
export function missing(parameter: string, expected: string): ParameterError {
  return { parameter, code: 'missing', message: `${parameter}: expected ${expected}` }
}
