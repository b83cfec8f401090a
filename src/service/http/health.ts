import type { RequestHandler } from 'express'
import { VERSION } from '../../core/package.ts'
import type { Context } from '../context.ts'
import { checkReadiness, type Readiness } from './readiness.ts'

const STOPPING: Readiness = {
  ready: false,
  reason: 'The service is shutting down.',
  whatToDo: 'Ask another instance, or wait until it runs again.',
}

/** `GET /healthz`: the process is alive. */
export const health: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'no-store').json({ status: 'ok', version: VERSION })
}

/** `GET /readyz`: whether the next search can be answered; 503 with reason and remedy if not. */
export function readiness(ctx: Context, stopping: AbortSignal): RequestHandler {
  return async (_req, res) => {
    const state = stopping.aborted ? STOPPING : await readinessOf(ctx)
    res.set('Cache-Control', 'no-store').status(state.ready ? 200 : 503)
    const { ready, ...rest } = state
    const generation = ctx.generation.current
    res.json({
      status: ready ? 'ready' : 'not ready',
      ...rest,
      ...(generation !== undefined && { generation }),
    })
  }
}

/** The readiness of a context's Elasticsearch; `signal` ends the wait for it. */
export function readinessOf(
  { client, config, meaning }: Pick<Context, 'client' | 'config' | 'meaning'>,
  signal?: AbortSignal,
): Promise<Readiness> {
  const { indexPrefix, elasticsearch, language } = config
  const state = meaning && { problem: meaning.problem, model: meaning.model, language }
  return checkReadiness(client, { indexPrefix, timeoutMs: elasticsearch.timeoutMs, meaning: state }, signal)
}
