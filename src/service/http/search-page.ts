import type { Request, RequestHandler, Response } from 'express'
import { BackendError } from '../../core/errors.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import { recentPosts } from '../../search/answer/recent.ts'
import type { SearchContext } from '../../search/find.ts'
import { asksForNothing, parseSearchRequest } from '../../search/request/request.ts'
import { SEARCH_PARAMETERS } from '../../search/request/search-parameters.ts'
import { splitWords } from '../../search/request/words.ts'
import { nearestWords } from '../../search/spelling/nearest-words.ts'
import { isKnownToClient } from '../answers/caching.ts'
import { disconnectSignal } from '../answers/disconnect-signal.ts'
import { runSearch } from '../answers/run-search.ts'
import { type Context, searchContext } from '../context.ts'
import { readView } from '../pages/links.ts'
import { nearWords } from '../pages/near-words.ts'
import { renderPage } from '../pages/render.ts'
import { SearchPage, type SearchPageProps } from '../pages/search-page.tsx'
import type { Texts } from '../pages/texts/texts.ts'
import { countSearch } from './insights/count-search.ts'
import { type QueryString, readQueryString } from './query-string.ts'
import { readerTexts } from './reader-texts.ts'
import { allErrors } from './search-api.ts'
import { originOf, siteOf } from './site.ts'

/** Number of recent posts, shown where there is nothing else to show. */
const RECENT_POSTS = 6
const NEAREST_WORDS = 8

/** `GET /search`: the search page. Parameters that a search does not know are ignored. */
export function searchPage(ctx: Context): RequestHandler {
  return async (req, res) => {
    const site = siteOf(req.app)
    const { params, malformed } = knownOnly(readQueryString(req.originalUrl))
    const view = readView(params)
    const texts = readerTexts(req, res)
    if (asksForNothing(params)) {
      res.set('Cache-Control', 'no-cache')
      sendPage(res, texts, { site, view, ...canonicalOf(ctx, req), help: await helpFor(ctx, res, '') })
      return
    }
    const parsed = parseSearchRequest(params, ctx.config)
    if (!parsed.ok || malformed.length > 0) {
      res.set('Cache-Control', 'no-store').status(400)
      sendPage(res, texts, { site, view, outcome: { errors: allErrors(malformed, parsed) } })
      return
    }
    const { input } = parsed
    if (isKnownToClient(ctx, req, res, { input, form: `html ${site.look} ${texts.lang}`, lasting: true }))
      return
    const { answer } = await runSearch(ctx, input, res)
    countSearch(ctx, { req, params, input, answer })
    const { redirect } = answer.query
    if (redirect !== undefined && !params.has('prefix')) {
      res.redirect(302, redirect)
      return
    }
    const help = isNothing(answer) ? { help: await helpFor(ctx, res, input.query.text) } : {}
    sendPage(res, texts, { site, view, outcome: { answer }, ...help })
  }
}

/** The parameters that a search knows. */
export function knownOnly({ params, malformed }: QueryString): QueryString {
  const known: readonly string[] = SEARCH_PARAMETERS
  return {
    params: new URLSearchParams([...params].filter(([name]) => known.includes(name))),
    malformed: malformed.filter(({ field }) => known.includes(field)),
  }
}

function isNothing({ total }: SearchAnswer): boolean {
  return total.value === 0
}

/** Help for a reader who has found nothing yet. The page is useful without it, so it may fail, or be left out during overload. */
async function helpFor(
  ctx: Context,
  res: Response,
  q: string,
): Promise<NonNullable<SearchPageProps['help']>> {
  const searching: SearchContext = searchContext(ctx)
  const signal = disconnectSignal(res)
  const guarded = <Item>(ask: () => Promise<Item[]>) => orNothing(ctx.guard.search(ask, signal))
  const [recent, nearest] = await Promise.all([
    guarded(() => recentPosts(searching, RECENT_POSTS, signal)),
    guarded(() => nearestWords(searching, q, NEAREST_WORDS, signal)),
  ])
  return {
    recent,
    nearest: nearWords(
      nearest,
      splitWords(q).map(({ text }) => text),
    ),
  }
}

async function orNothing<Item>(items: Promise<Item[]>): Promise<Item[]> {
  try {
    return await items
  } catch (error) {
    if (error instanceof BackendError) return []
    throw error
  }
}

function canonicalOf({ config }: Context, req: Request): { canonical?: string } {
  const origin = originOf(req, config)
  return origin === undefined ? {} : { canonical: `${origin}/search` }
}

function sendPage(res: Response, texts: Texts, props: SearchPageProps): void {
  res.type('html').send(renderPage(SearchPage, props, texts))
}
