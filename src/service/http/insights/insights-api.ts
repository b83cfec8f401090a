import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { InputError } from '../../../core/errors.ts'
import { DEFAULT_SINCE } from '../../../index/insights/period.ts'
import { readInsights } from '../../../index/insights/read-insights.ts'
import { type Context, searchContext } from '../../context.ts'
import { keepPrivate } from '../debug/debug-access.ts'
import type { HttpError } from '../http-error.ts'
import { readQueryString } from '../query-string.ts'
import { sendError } from '../send-error.ts'
import { insightsRefusal } from './insights-access.ts'

/** The parameters of `GET /api/v1/insights`. */
export const InsightsParameters = z.strictObject({
  since: z
    .string()
    .optional()
    .describe('From when on: days such as 30d, which is the default, or a day such as 2026-11-01.'),
})

/** `GET /api/v1/insights`: what readers looked for. */
export function insightsApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    keepPrivate(res)
    const refusal = await insightsRefusal(ctx, req)
    if (refusal === undefined) await sendInsights(ctx, req, res)
    else sendError(req, res, refusal)
  }
}

async function sendInsights(ctx: Context, req: Request, res: Response): Promise<void> {
  const { params } = readQueryString(req.originalUrl)
  const unknown = [...params.keys()].find((name) => name !== 'since' || params.getAll(name).length > 1)
  if (unknown !== undefined) {
    sendError(req, res, wrong(unknown, 'Expected since at most once.'))
    return
  }
  try {
    res.json(await readInsights(searchContext(ctx), params.get('since') ?? DEFAULT_SINCE))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    sendError(req, res, wrong('since', error.message))
  }
}

function wrong(field: string, message: string): HttpError {
  return {
    status: 400,
    errors: [{ field, code: field === 'since' ? 'invalid' : 'unknown', message }],
  }
}
