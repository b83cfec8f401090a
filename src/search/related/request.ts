import { countCodePoints, hasControlCharacters } from '../request/normalise.ts'
import {
  invalid,
  missing,
  type Parsed,
  readSize,
  repeated,
  unknownParameters,
} from '../request/parameters.ts'

/** Which post the posts are to be like, and how many. */
export type RelatedInput = { id: string; size: number }
/** The address that leads nowhere. */
export type ResolveInput = { path: string }

/** Related posts if nobody says, and at most. */
const DEFAULT_RELATED = 5
const MAX_RELATED = 20
/** Characters of an address: browsers send no longer ones. */
const MAX_PATH_LENGTH = 2000

/** What related posts were asked for, or everything that is wrong with the request. */
export function parseRelatedRequest(id: string, params: URLSearchParams): Parsed<RelatedInput> {
  const size = readSize(params, DEFAULT_RELATED, MAX_RELATED)
  const errors = [...size.errors, ...unknownParameters(params, ['size'], 'related posts')]
  return errors.length > 0 ? { ok: false, errors } : { ok: true, input: { id, size: size.value } }
}

/** Which address is to be resolved, or everything that is wrong with the request. */
export function parseResolveRequest(params: URLSearchParams): Parsed<ResolveInput> {
  const path = params.get('path')?.trim() ?? ''
  const length = countCodePoints(path)
  const errors = [
    repeated(params, 'path'),
    path === '' ? [missing('path', 'the path of an address, such as /2019/old-slug')] : [],
    hasControlCharacters(path) ? [invalid('path', 'text without control characters', path)] : [],
    length > MAX_PATH_LENGTH ? [tooLong(length)] : [],
    unknownParameters(params, ['path'], 'resolving an address'),
  ].flat()
  return errors.length > 0 ? { ok: false, errors } : { ok: true, input: { path } }
}

function tooLong(length: number) {
  const message = `path: expected at most ${MAX_PATH_LENGTH} characters, got ${length}`
  return { parameter: 'path', code: 'too_long' as const, message }
}
