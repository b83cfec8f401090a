import type { RequestHandler } from 'express'
import type { Context } from '../context.ts'
import type { ParameterError } from '../search/input.ts'
import { type ParsedRequest, parseSearchRequest } from '../search/request.ts'
import { readQueryString } from './query-string.ts'
import { runSearch } from './run-search.ts'
import { sendError } from './send-error.ts'

/** `GET /api/v1/search`: the answer of a search as JSON, or everything that is wrong with its parameters. */
export function searchApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    const { params, malformed } = readQueryString(req.originalUrl)
    const parsed = parseSearchRequest(params, ctx.config)
    if (!parsed.ok || malformed.length > 0) {
      sendError(req, res, { status: 400, errors: allErrors(malformed, parsed) })
      return
    }
    const answer = await runSearch(ctx, parsed.input, res)
    res.set('Cache-Control', 'no-store').json(answer)
  }
}

/** Malformed parameters, then what is wrong with the others. */
export function allErrors(malformed: readonly ParameterError[], parsed: ParsedRequest): ParameterError[] {
  const names = new Set(malformed.map(({ parameter }) => parameter))
  const others = parsed.ok ? [] : parsed.errors.filter(({ parameter }) => !names.has(parameter))
  return [...malformed, ...others]
}
