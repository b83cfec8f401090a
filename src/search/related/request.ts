import { z } from 'zod'
import { checkText, type Parsed, readParameters, wholeNumber } from '../request/parameters.ts'

/** The post that the related posts are to be like, and how many of them. */
export type RelatedInput = { id: string; size: number }
/** The address that no longer leads anywhere. */
export type ResolveInput = { path: string }

/** Related posts by default, and at most. */
const DEFAULT_RELATED = 5
const MAX_RELATED = 20
/** Characters of an address: browsers send no longer ones. */
const MAX_PATH_LENGTH = 2000
const PATH = 'the path of an address, such as /2019/old-slug'

/** The parameters of related posts. */
export const RelatedParameters = z.strictObject({
  size: wholeNumber(MAX_RELATED).optional().describe('Posts at most, 5 if nobody says.'),
})

/** The parameters of resolving an address. */
export const ResolveParameters = z.strictObject({
  path: z
    .string(`expected ${PATH}`)
    .trim()
    .meta({ minLength: 1, maxLength: MAX_PATH_LENGTH })
    .superRefine(checkText(PATH, MAX_PATH_LENGTH, 'missing'))
    .describe('The path of an address that is not there any more.'),
})

/** Parses a request for related posts, or returns all its errors. */
export function parseRelatedRequest(id: string, params: URLSearchParams): Parsed<RelatedInput> {
  const { values, errors } = readParameters(RelatedParameters, params, 'related posts')
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, input: { id, size: values.size ?? DEFAULT_RELATED } }
}

/** Parses a request to resolve an address, or returns all its errors. */
export function parseResolveRequest(params: URLSearchParams): Parsed<ResolveInput> {
  const { values, errors } = readParameters(ResolveParameters, params, 'resolving an address')
  if (errors.length > 0 || values.path === undefined) return { ok: false, errors }
  return { ok: true, input: { path: values.path } }
}
