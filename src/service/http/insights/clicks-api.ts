import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { BackendError } from '../../../core/errors.ts'
import type { SearchInput } from '../../../search/request/input.ts'
import { parseSearchRequest } from '../../../search/request/request.ts'
import { runSearch } from '../../answers/run-search.ts'
import type { Context } from '../../context.ts'
import { invalid } from '../http-error.ts'
import { allErrors } from '../search-api.ts'
import { sendError } from '../send-error.ts'
import { parseJson, readBody } from '../writes/read-body.ts'
import { eventOf } from './count-search.ts'
import { isCounted } from './is-counted.ts'

/** `navigator.sendBeacon` sends text without asking beforehand whether it may. */
const BODY = { types: ['text/plain', 'application/json'], maxBytes: 64 * 1024 }
const MAX_POSITION = 1_000

/** What a page tells of a search that was not submitted, or of a click. */
export const ClickBody = z.strictObject({
  search: z.string().describe('The parameters of the search, such as q=tea&category=kitchen.'),
  searched: z
    .literal(true)
    .optional()
    .describe('The search itself is to be counted: it stood still while it was typed, or led to this click.'),
  position: z
    .int()
    .min(1)
    .max(MAX_POSITION)
    .optional()
    .describe('The position of the result that was clicked on, from 1 on the first page.'),
})
type ClickBody = z.infer<typeof ClickBody>

/**
 * `POST /api/v1/clicks`: counts a search that was not submitted, or a click. Both are checked against the answer of the search, which is
 * mostly a remembered one. What is well formed is always answered with 204, so that nobody learns what is counted.
 */
export function clicksApi(ctx: Context): RequestHandler {
  return async (req, res) => {
    // Without the second, browsers block the answer to a page of another origin.
    res.set({ 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'cross-origin' })
    const read = await readBody(req, BODY)
    const told = read.ok ? parseBody(read.body) : undefined
    if (!read.ok || told === undefined) {
      sendError(req, res, read.ok ? invalid(EXPECTED) : read.error)
      return
    }
    const parsed = parseSearchRequest(new URLSearchParams(told.search), ctx.config)
    if (!parsed.ok) {
      sendError(req, res, { status: 400, errors: allErrors([], parsed) })
      return
    }
    await countIfAllowed(ctx, req, res, told, parsed.input)
    res.status(204).end()
  }
}

/** Counts what a page told, if its reader may be counted. While the search is away or busy, it is lost. */
async function countIfAllowed(
  ctx: Context,
  req: Request,
  res: Response,
  told: ClickBody,
  input: SearchInput,
): Promise<void> {
  if (input.debug || !isCounted(req) || !isFromHere(ctx, req)) return
  try {
    const { answer } = await runSearch(ctx, input, res)
    countTold(ctx, told, { req, input, answer })
  } catch (error) {
    if (!(error instanceof BackendError)) throw error
  }
}

const EXPECTED =
  'The body: expected {"search": "q=tea", "searched": true, "position": 3}, the last two optional, got something else.'

function parseBody(body: Buffer): ClickBody | undefined {
  const json = parseJson(body)
  return json.ok ? ClickBody.safeParse(json.value).data : undefined
}

/** Counts what a page told, if the search has a result at that position. */
function countTold(
  { insights }: Pick<Context, 'insights'>,
  { searched, position }: ClickBody,
  search: Parameters<typeof eventOf>[0],
): void {
  const { page, size, results } = search.answer
  const onPage = (position ?? 0) - (page - 1) * size
  if (position !== undefined && (onPage < 1 || onPage > results.length)) return
  if (searched === true) insights.count(eventOf(search))
  if (position !== undefined) insights.count(eventOf(search, position))
}

/** Whether a page of this service or of an origin of CORS_ORIGINS sent it, or no page at all. */
function isFromHere({ config: { corsOrigins, page } }: Context, req: Request): boolean {
  const { origin } = req.headers
  if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return true
  const host = URL.canParse(origin) ? new URL(origin).host : undefined
  const own = page.publicUrl === undefined ? [] : [new URL(page.publicUrl).host]
  return host !== undefined && [req.host, req.headers.host, ...own].includes(host)
}
