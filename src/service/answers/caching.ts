import type { Request, Response } from 'express'
import { textHash } from '../../core/hash.ts'
import { VERSION } from '../../core/package.ts'
import { type SearchInput, searchKey } from '../../search/request/input.ts'
import type { Context } from '../context.ts'

/** Seconds for which a client may show what it has while it asks anew, for each second that it need not ask. */
const STALE_SECONDS_A_SECOND = 5
/** Seconds for which it may show what it has when the service fails, for each of those. */
const ERROR_SECONDS_A_SECOND = 30

/**
 * Sets what clients need to keep an answer: its tag, made of all that it depends on, and for how long they need not
 * ask again. True if the client has the answer already, which is then all that it is told. What nobody may keep is said so.
 */
export function isKnownToClient(
  ctx: Context,
  req: Request,
  res: Response,
  { input, form, lasting }: { input: SearchInput; form: string; lasting: boolean },
): boolean {
  return isTagKnown(ctx, req, res, {
    parts: [form, searchKey(input)],
    times: lasting && !input.debug ? 1 : undefined,
  })
}

/** The same for any answer, which depends on the parts too, and may be kept so many times as long as a search; never, without a number. */
export function isTagKnown(
  ctx: Context,
  req: Request,
  res: Response,
  { parts, times }: { parts: readonly unknown[]; times: number | undefined },
): boolean {
  const generation = ctx.generation?.current
  if (times === undefined || generation === undefined || ctx.memory === undefined) {
    res.set('Cache-Control', 'no-store')
    return false
  }
  const all = [VERSION, ctx.memory.settings, generation, ...parts]
  res.set('ETag', `W/"${textHash(JSON.stringify(all))}"`)
  res.set('Cache-Control', cacheControl(ctx.config, times * ctx.config.cache.maxAgeSeconds))
  if (!req.fresh) return false
  res.status(304).end()
  return true
}

/** How long browsers and proxies may keep an answer, browsers alone where a key is needed to read; without a time they must ask whether it is still right. */
function cacheControl({ access }: Context['config'], seconds: number): string {
  if (seconds === 0) return 'no-cache'
  const stale = `stale-while-revalidate=${STALE_SECONDS_A_SECOND * seconds}`
  return `${access.read === 'key' ? 'private' : 'public'}, max-age=${seconds}, ${stale}, stale-if-error=${ERROR_SECONDS_A_SECOND * seconds}`
}
