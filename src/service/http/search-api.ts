import type { RequestHandler } from 'express'
import type { ParameterError } from '../../search/request/input.ts'
import type { Parsed } from '../../search/request/parameters.ts'
import { parseSearchRequest } from '../../search/request/request.ts'
import { isKnownToClient } from '../answers/caching.ts'
import { runSearch } from '../answers/run-search.ts'
import type { Context } from '../context.ts'
import { refuseToDebug } from './debug/debug-access.ts'
import { countSearch } from './insights/count-search.ts'
import { readQueryString } from './query-string.ts'
import { refusalOf } from './require-scope.ts'
import { sendError } from './send-error.ts'

/** `GET /api/v1/search`: the answer of a search as JSON, or all errors of its parameters. With `fresh=1`, which needs a key of the scope `read`, the answer is made anew. */
export function searchApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { params, malformed } = readQueryString(req.originalUrl)
    const fresh = takeFresh(params)
    const refusal = fresh ? await refusalOf(req, ctx.apiKeys, 'read') : undefined
    if (refusal !== undefined) {
      sendError(req, res, refusal)
      return
    }
    const parsed = parseSearchRequest(params, ctx.config)
    if (!parsed.ok || malformed.length > 0) {
      sendError(req, res, { status: 400, errors: allErrors(malformed, parsed) })
      return
    }
    const { input } = parsed
    if (input.debug && (await refuseToDebug(ctx, req, res))) return
    if (isKnownToClient(ctx, req, res, { input, form: 'json', lasting: !fresh })) return
    const { json, answer } = await runSearch(ctx, input, res, { fresh })
    res.type('json').send(json)
    countSearch(ctx, { req, params, input, answer })
  }
}

/** Removes `fresh=1` from the parameters. True if it was there. */
function takeFresh(params: URLSearchParams): boolean {
  if (params.getAll('fresh').join() !== '1') return false
  params.delete('fresh')
  return true
}

/** The errors of malformed parameters, then those of the others. */
export function allErrors(malformed: readonly ParameterError[], parsed: Parsed<unknown>): ParameterError[] {
  const names = new Set(malformed.map(({ field }) => field))
  const others = parsed.ok ? [] : parsed.errors.filter(({ field }) => !names.has(field))
  return [...malformed, ...others]
}
