import type { Request, RequestHandler } from 'express'
import type { Context } from '../context.ts'
import { toWriteRequest } from '../webhooks/ghost-event.ts'
import { isSigned, readSignature } from '../webhooks/signature.ts'
import { forbidden, invalid, unauthorized } from './http-error.ts'
import { sendError } from './send-error.ts'
import { carryOutWrites } from './writes/carry-out.ts'
import { parseJson, readBody } from './writes/read-body.ts'
import { readLine } from './writes/read-line.ts'
import { type ParsedWrite, toAnswer, toWrite } from './writes/to-write.ts'

const MAX_BYTES = 8 * 1024 * 1024

/** A kind of webhook: how its calls are checked and read. */
type Webhook = {
  /** The name of the setting with its secret, for messages. */
  setting: string
  secret: string | undefined
  header: string
  /** The text that was signed, and the time of signing in milliseconds since 1970. */
  signed(body: Buffer, time: string): { text: Buffer; ms: number }
  read(body: unknown, now: Date): ParsedWrite
}

/** `POST /api/v1/webhooks/ghost`: Ghost's own webhooks for posts. */
export function ghostWebhook(ctx: Context): RequestHandler {
  return handle(ctx, {
    setting: 'GHOST_WEBHOOK_SECRET',
    secret: ctx.config.webhooks.ghostSecret,
    header: 'x-ghost-signature',
    signed: (body, time) => ({ text: Buffer.concat([body, Buffer.from(time)]), ms: Number(time) }),
    read: (body, now) => {
      const read = toWriteRequest(body, ctx.config.siteUrl)
      return 'error' in read ? { ok: false, errors: [read.error] } : toWrite(read.request, now)
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
    read: readLine,
  })
}

function handle(ctx: Context, webhook: Webhook): RequestHandler {
  return async (req, res) => {
    if (webhook.secret === undefined) {
      sendError(req, res, forbidden(`This is switched off: there is no secret (${webhook.setting}).`))
      return
    }
    const read = await readBody(req, { types: ['application/json'], maxBytes: MAX_BYTES })
    if (!read.ok) {
      sendError(req, res, read.error)
      return
    }
    const now = new Date()
    if (!isAuthentic(req, webhook, { body: read.body, secret: webhook.secret, now })) {
      sendError(req, res, unauthorized())
      return
    }
    const json = parseJson(read.body)
    if (!json.ok) {
      sendError(req, res, invalid(`Body: ${json.reason}.`))
      return
    }
    const asked = webhook.read(json.value, now)
    const [result] = asked.ok ? await carryOutWrites(ctx, [asked.write]) : []
    const { status, ...answer } = toAnswer(asked, result)
    // A post that is already gone, or newer here, is no error for a sender, which would only try again.
    res
      .set('Cache-Control', 'no-store')
      .status(status === 400 ? 400 : 200)
      .json(answer)
  }
}

function isAuthentic(
  req: Request,
  { header, signed }: Webhook,
  { body, secret, now }: { body: Buffer; secret: string; now: Date },
): boolean {
  const given = req.headers[header]
  const signature = readSignature(typeof given === 'string' ? given : undefined)
  if (signature === undefined) return false
  return isSigned({ hash: signature.hash, ...signed(body, signature.time) }, secret, now)
}
