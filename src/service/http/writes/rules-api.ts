import type { RequestHandler } from 'express'
import { changeStoredRules, readStoredRules } from '../../../index/curation/stored-rules.ts'
import { parseRule } from '../../../search/curation/read-rules.ts'
import { MAX_RULES } from '../../../search/curation/rule.ts'
import type { Context } from '../../context.ts'
import { invalid, notFound } from '../http-error.ts'
import { sendError } from '../send-error.ts'
import { parseJson, readBody } from './read-body.ts'

const BODY = { types: ['application/json'], maxBytes: 256 * 1024 }

/** `PUT /api/v1/curation/{id}`: writes a rule. */
export function putRule({ client, config }: Pick<Context, 'client' | 'config'>): RequestHandler {
  return async (req, res) => {
    const read = await readBody(req, BODY)
    if (!read.ok) return sendError(req, res, read.error)
    const json = parseJson(read.body)
    if (!json.ok) return sendError(req, res, invalid(`The body: ${json.reason}.`))
    const parsed = parseRule(String(req.params.id), json.value)
    if ('problems' in parsed) {
      const errors = parsed.problems.map((message) => {
        const field = /^[^:.]+\.([^:]+): /.exec(message)?.[1]
        return { code: 'invalid' as const, message, ...(field !== undefined && { field }) }
      })
      return sendError(req, res, { status: 400, errors })
    }
    const { rule } = parsed
    const stored = await readStoredRules(client, config.indexPrefix)
    if (stored.length >= MAX_RULES && !stored.some(({ id }) => id === rule.id))
      return sendError(req, res, invalid(`Expected at most ${MAX_RULES} rules, got one more.`))
    await changeStoredRules(client, config.indexPrefix, (rules) => [
      ...rules.filter(({ id }) => id !== rule.id),
      rule,
    ])
    res.status(204).end()
  }
}

/** `DELETE /api/v1/curation/{id}`: deletes a rule that the API wrote. Those of the file stay. */
export function deleteRule({ client, config }: Pick<Context, 'client' | 'config'>): RequestHandler {
  return async (req, res) => {
    let isThere = false
    await changeStoredRules(client, config.indexPrefix, (rules) => {
      isThere = rules.some(({ id }) => id === req.params.id)
      return rules.filter(({ id }) => id !== req.params.id)
    })
    if (isThere) res.status(204).end()
    else sendError(req, res, notFound())
  }
}
