import type { Request, RequestHandler } from 'express'
import { readParameters } from '../../search/request/parameters.ts'
import type { Context } from '../context.ts'
import { toWriteRequest } from '../webhooks/ghost-event.ts'
import { readSignature, type Signed, whyNotSigned } from '../webhooks/signature.ts'
import { forbidden, type HttpError, invalid, notSigned } from './http-error.ts'
import { readQueryString } from './query-string.ts'
import { WebhookParameters } from './request-schemas.ts'
import { sendError } from './send-error.ts'
import { carryOutWrites } from './writes/carry-out.ts'
import { parseJson, readBody } from './writes/read-body.ts'
import { readLine } from './writes/read-line.ts'
import { type ParsedWrite, toAnswer, toWrite } from './writes/to-write.ts'

const MAX_BYTES = 8 * 1024 * 1024
const SECOND_MS = 1_000

/** A kind of webhook: how its calls are checked and read. */
type Webhook = {
  /** The name of the setting with its secret, for messages. */
  setting: string
  secret: string | undefined
  header: string
  /** The text that was signed, and the time of signing in milliseconds since 1970. */
  signed(body: Buffer, time: string): { text: Buffer; ms: number }
  /** The write that a body asks for. Its version is the time of the signature, so that a call that is sent again changes nothing. */
  read(body: unknown, now: Date, sent: Date): ParsedWrite
}

/** `POST /api/v1/webhooks/ghost`: Ghost's own webhooks for posts. */
export function ghostWebhook(ctx: Context): RequestHandler {
  return handle(ctx, {
    setting: 'GHOST_WEBHOOK_SECRET',
    secret: ctx.config.webhooks.ghostSecret,
    header: 'x-ghost-signature',
    signed: (body, time) => ({ text: Buffer.concat([body, Buffer.from(time)]), ms: Number(time) }),
    read: (body, now, sent) => {
      const read = toWriteRequest(body, ctx.config.siteUrl)
      return 'error' in read ? { ok: false, errors: [read.error] } : toWrite(read.request, now, sent)
    },
  })
}

/** `POST /api/v1/webhooks/wordpress`: calls of the snippet of docs/webhooks.md, each a line of a batch. */
export function wordpressWebhook(ctx: Context): RequestHandler {
  return handle(ctx, {
    setting: 'WORDPRESS_WEBHOOK_SECRET',
    secret: ctx.config.webhooks.wordpressSecret,
    header: 'x-blog-search-signature',
    signed: (body, time) => ({
      text: Buffer.concat([Buffer.from(`${time}.`), body]),
      ms: Number(time) * 1000,
    }),
    // The signature has whole seconds: within its second, calls count in the order in which they come.
    read: (body, now, sent) => readLine(body, now, new Date(clamp(now.getTime(), sent.getTime(), SECOND_MS))),
  })
}

function handle(ctx: Context, webhook: Webhook): RequestHandler {
  return async (req, res) => {
    const received = await receive(req, webhook)
    if ('error' in received) {
      sendError(req, res, received.error)
      return
    }
    const { asked } = received
    const [result] = asked.ok ? await carryOutWrites(ctx, [asked.write]) : []
    const { status, ...answer } = toAnswer(asked, result)
    if (status === 413 || result === 'no post') {
      sendError(req, res, notWritten(status, answer.errors?.[0]?.message))
      return
    }
    // A post that is already gone, or newer here, is no error for a sender, which would only try again.
    res
      .set('Cache-Control', 'no-store')
      .status(status === 400 ? 400 : 200)
      .json(answer)
  }
}

/** The write that a signed request asks for, or why it is refused. */
async function receive(
  req: Request,
  webhook: Webhook,
): Promise<{ asked: ParsedWrite } | { error: HttpError }> {
  const { secret, setting, header } = webhook
  if (secret === undefined) {
    return { error: forbidden(`This is switched off: there is no secret (${setting}).`) }
  }
  const read = await readBody(req, { types: ['application/json'], maxBytes: MAX_BYTES })
  if (!read.ok) return { error: read.error }
  const now = new Date()
  const signed = signedPart(req, webhook, read.body)
  if (signed === undefined) return { error: notSigned(`Expected a signature in the header ${header}.`) }
  const problem = whyNotSigned(signed, secret, now)
  if (problem !== undefined) return { error: notSigned(problem) }
  const json = parseJson(read.body)
  if (!json.ok) return { error: invalid(`Body: ${json.reason}.`) }
  const { params } = readQueryString(req.originalUrl)
  const { values, errors } = readParameters(WebhookParameters, params, 'a webhook')
  if (errors.length > 0) return { error: { status: 400, errors } }
  return { asked: ofSite(webhook.read(json.value, now, new Date(signed.ms)), values.site) }
}

/** A write whose post is of a part of the blog, unless it says so itself. */
function ofSite(asked: ParsedWrite, site: string | undefined): ParsedWrite {
  if (site === undefined || !asked.ok || !('post' in asked.write)) return asked
  return { ...asked, write: { ...asked.write, post: { site, ...asked.write.post } } }
}

/** The answer to a call that asks for what cannot be written. */
function notWritten(status: number, reason = ''): HttpError {
  const code = status === 413 ? 'too_large' : 'not_found'
  return { status, errors: [{ code, message: `Nothing was written. ${reason}` }] }
}

/** A time within a span that begins at `from`. */
function clamp(time: number, from: number, spanMs: number): number {
  return Math.min(Math.max(time, from), from + spanMs - 1)
}

/** What was signed of a request; undefined if it has no signature. */
function signedPart(req: Request, { header, signed }: Webhook, body: Buffer): Signed | undefined {
  const given = req.headers[header]
  const signature = readSignature(typeof given === 'string' ? given : undefined)
  return signature && { hash: signature.hash, ...signed(body, signature.time) }
}
