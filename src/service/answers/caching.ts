import type { Request, Response } from 'express'
import { textHash } from '../../core/hash.ts'
import { VERSION } from '../../core/package.ts'
import { type SearchInput, searchKey } from '../../search/request/input.ts'
import type { Context } from '../context.ts'

/** Seconds for which a client may show a stale answer while it asks again, for each second that the answer is fresh. */
const STALE_SECONDS_A_SECOND = 5
/** Seconds for which it may show a stale answer when the service fails, for each second that the answer is fresh. */
const ERROR_SECONDS_A_SECOND = 30

/**
 * Sets the caching headers of a search answer: an ETag, made of all that the answer depends on, and how long the answer
 * is fresh. True if the client has the answer already: then a 304 has been sent. An answer that nobody may keep gets `no-store`.
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

/** The same for any answer. The answer depends on `parts` too, and is fresh `times` as long as a search. If `times` is undefined, nobody may keep it. */
export function isTagKnown(
  ctx: Context,
  req: Request,
  res: Response,
  { parts, times }: { parts: readonly unknown[]; times: number | undefined },
): boolean {
  const generation = ctx.generation.current
  if (times === undefined || generation === undefined) {
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

/** Takes back what isKnownToClient promised: nobody may keep an answer that lacks something. */
export function forbidCaching(res: Response): void {
  res.removeHeader('ETag')
  res.set('Cache-Control', 'no-store')
}

/** How long browsers and proxies may keep an answer; browsers alone where reading needs a key. With 0 seconds they must ask each time whether it is still right. */
function cacheControl({ access }: Context['config'], seconds: number): string {
  if (seconds === 0) return 'no-cache'
  const stale = `stale-while-revalidate=${STALE_SECONDS_A_SECOND * seconds}`
  return `${access.read === 'key' ? 'private' : 'public'}, max-age=${seconds}, ${stale}, stale-if-error=${ERROR_SECONDS_A_SECOND * seconds}`
}
