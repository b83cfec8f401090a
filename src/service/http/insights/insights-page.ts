import type { Request, RequestHandler, Response } from 'express'
import { InputError } from '../../../core/errors.ts'
import { DEFAULT_SINCE } from '../../../index/insights/period.ts'
import { readInsights } from '../../../index/insights/read-insights.ts'
import { NO_CURATION } from '../../../search/curation/curation.ts'
import { disconnectSignal } from '../../answers/disconnect-signal.ts'
import type { StoredKey } from '../../auth/key-file.ts'
import { type Context, searchContext } from '../../context.ts'
import { effectsOf, queriesToAsk } from '../../curation/check-rules.ts'
import { KeyPage } from '../../pages/debug/key-page.tsx'
import { InsightsPage } from '../../pages/insights/insights-page.tsx'
import type { RulesProps } from '../../pages/insights/rules.tsx'
import { renderPage } from '../../pages/render.ts'
import { keepPrivate } from '../debug/debug-access.ts'
import { closeSession, INSIGHTS, openSession } from '../debug/debug-session.ts'
import { readQueryString } from '../query-string.ts'
import { sendError } from '../send-error.ts'
import { readBody } from '../writes/read-body.ts'
import { insightsRefusal, isOpen } from './insights-access.ts'

const FORM = { types: ['application/x-www-form-urlencoded'], maxBytes: 64 * 1024 }
/** Queries for which the rules are checked, and how long no further one is asked. */
const CHECKED = 50
const PATIENCE_MS = 20_000
const KEY_MISSING = 'This is not a key that is valid now.'
const SCOPE_MISSING = 'This key does not have the scope insights.'

/** `GET /insights`: the page of what readers look for. */
export function insightsPage(ctx: Context): RequestHandler {
  return async (req, res) => {
    keepPrivate(res)
    const refusal = await insightsRefusal(ctx, req)
    if (refusal?.status === 401) askForKey(res)
    else if (refusal !== undefined) sendError(req, res, refusal)
    else await sendPage(ctx, res, readQueryString(req.originalUrl).params, isOpen(ctx, req))
  }
}

/** What the rules of the owner change, if there are any; they are checked once that is asked for (`rules`), since it takes many searches. */
async function rulesOf(ctx: Context, res: Response, params: URLSearchParams): Promise<RulesProps> {
  const after = ctx.curation?.current ?? NO_CURATION
  if (after.rules.length === 0 || !params.has('rules')) return { rules: after.rules.length }
  const signal = disconnectSignal(res)
  const guarded: typeof ctx.search = (searching, input) =>
    ctx.guard.search(() => ctx.search(searching, input, signal), signal, res.req.ip)
  const queries = (await queriesToAsk(ctx, after.rules)).slice(0, CHECKED)
  const checked = await effectsOf(
    { ...ctx, search: guarded },
    { before: NO_CURATION, after },
    queries,
    PATIENCE_MS,
  )
  return { rules: after.rules.length, checked }
}

async function sendPage(ctx: Context, res: Response, params: URLSearchParams, open: boolean): Promise<void> {
  const since = params.get('since') ?? DEFAULT_SINCE
  const props = { since, open, counting: ctx.config.insights }
  try {
    const insights = await readInsights(searchContext(ctx), since)
    const rules = await rulesOf(ctx, res, params)
    res.type('html').send(renderPage(InsightsPage, { ...props, insights, rules }))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const page = renderPage(InsightsPage, { ...props, since: DEFAULT_SINCE, problem: error.message })
    res.status(400).type('html').send(page)
  }
}

/** `POST /insights/key`: opens a session with the key of a form, or ends it. The key is in no address and no cookie. */
export function insightsKey({ apiKeys }: Context): RequestHandler {
  return async (req, res) => {
    keepPrivate(res)
    const read = await readBody(req, FORM)
    if (!read.ok) {
      sendError(req, res, read.error)
      return
    }
    const form = new URLSearchParams(read.body.toString('utf8'))
    if (form.has('forget')) {
      closeSession(req, res, INSIGHTS)
      res.redirect(303, '/insights')
    } else enter(req, res, await apiKeys?.find((form.get('key') ?? '').trim()))
  }
}

function enter(req: Request, res: Response, key: StoredKey | undefined): void {
  if (key === undefined) askForKey(res, KEY_MISSING)
  else if (!key.scopes.includes('insights')) askForKey(res, SCOPE_MISSING)
  else {
    openSession(req, res, key, { kind: INSIGHTS })
    res.redirect(303, '/insights')
  }
}

function askForKey(res: Response, problem?: string): void {
  const props = { purpose: 'insights', search: '', ...(problem !== undefined && { problem }) } as const
  res.status(401).type('html').send(renderPage(KeyPage, props))
}
