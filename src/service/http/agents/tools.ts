import type { Request, Response } from 'express'
import { z } from 'zod'
import { explainPost } from '../../../search/explain/explain-post.ts'
import { byIdOrAddress, readPost } from '../../../search/related/read-post.ts'
import { related } from '../../../search/related/related.ts'
import { parseRelatedRequest } from '../../../search/related/request.ts'
import type { ParameterError } from '../../../search/request/input.ts'
import { readParameters, textOf, wholeNumber } from '../../../search/request/parameters.ts'
import { parseSearchRequest } from '../../../search/request/request.ts'
import type { SearchContext } from '../../../search/search.ts'
import { disconnectSignal } from '../../answers/disconnect-signal.ts'
import { runSearch } from '../../answers/run-search.ts'
import { type Context, searchContext } from '../../context.ts'
import { postMarkdown } from '../../markdown/post-markdown.ts'
import { postsMarkdown, searchMarkdown } from '../../markdown/search-markdown.ts'
import { whyMarkdown } from '../../markdown/why-markdown.ts'
import { debugRefusal } from '../debug/debug-access.ts'
import { type JsonSchema, toSchema } from '../openapi/schemas.ts'
import { RelatedParameters, SearchParameters } from '../request-schemas.ts'

/** Code points of an id or address of a post, as in `debug-post`. */
const MAX_POST_LENGTH = 2_000
/** More characters than any post has. */
const MAX_FROM = 100_000_000

/** The request in which a tool is called. */
export type Caller = { ctx: Context; req: Request; res: Response }

/** What a tool answers: Markdown, or all that is wrong with the call. */
export type ToolAnswer = { text: string } | { errors: readonly string[] }

/** A tool. Its input is checked as the parameters of the API are. */
type Tool = {
  name: string
  title: string
  description: string
  inputSchema: JsonSchema
  call: (caller: Caller, params: URLSearchParams) => Promise<ToolAnswer>
}

const post = textOf('an id or address', MAX_POST_LENGTH).describe('The id or address of a post.')

/** The parameters of a search that say what is looked for. The others are for pages and for debugging. */
const OfSearch = SearchParameters.omit({
  prefix: true,
  fresh: true,
  'debug-search': true,
  'debug-post': true,
  with: true,
})
const OfWhyNot = OfSearch.omit({ page: true, size: true }).extend({ post })
const OfRelated = RelatedParameters.extend({ post })
const OfGetPost = z.strictObject({
  post,
  from: wholeNumber(MAX_FROM)
    .optional()
    .describe('The first character of the text, from 1: a long text comes in parts.'),
})

/** The tool whose calls count as debugging. */
export const WHY_NOT = 'why_not'

/** What agents can do: read, and nothing else. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'search',
    title: 'Search the blog',
    description:
      'Finds posts of the blog and their comments. Mistyped words are corrected. Operators in q: "a phrase", -word, category:x, keyword:x, site:x, author:x, after:2019, before:2019, in:title.',
    inputSchema: toSchema(OfSearch),
    call: callSearch,
  },
  {
    name: 'get_post',
    title: 'Read a post',
    description: 'The text of a post as Markdown, by the id or address that a search gives.',
    inputSchema: toSchema(OfGetPost),
    call: callGetPost,
  },
  {
    name: 'related',
    title: 'Find similar posts',
    description: 'Posts that are like a post, the most alike first.',
    inputSchema: toSchema(OfRelated),
    call: callRelated,
  },
  {
    name: WHY_NOT,
    title: 'Why a post is not found',
    description:
      'Why a post is where it is among the results of a search, or why it is not among them. Where debugging is not public, it needs a key with the scope debug.',
    inputSchema: toSchema(OfWhyNot),
    call: callWhyNot,
  },
]

async function callSearch({ ctx, res }: Caller, params: URLSearchParams): Promise<ToolAnswer> {
  const { errors } = readParameters(OfSearch, params, 'search')
  const parsed = parseSearchRequest(params, ctx.config)
  if (errors.length > 0 || !parsed.ok) return told(errors, parsed.ok ? [] : parsed.errors)
  const { input } = parsed
  const { answer } = await runSearch(ctx, input, res)
  const next = `There are more. Ask for them with page: ${input.page + 1}.`
  return { text: searchMarkdown(answer, { siteUrl: ctx.config.siteUrl, next }) }
}

async function callGetPost(caller: Caller, params: URLSearchParams): Promise<ToolAnswer> {
  const { values, errors } = readParameters(OfGetPost, params, 'get_post')
  if (errors.length > 0 || values.post === undefined) return told(errors)
  const named = values.post
  const found = await guarded(caller, (ctx, signal) =>
    byIdOrAddress(ctx, named, (id) => readPost(ctx, id, signal), signal),
  )
  if (found === undefined) return noSuchPost(named)
  return { text: postMarkdown(found, caller.ctx.config.siteUrl, values.from) }
}

async function callRelated(caller: Caller, params: URLSearchParams): Promise<ToolAnswer> {
  const { values, errors } = readParameters(OfRelated, params, 'related')
  if (errors.length > 0 || values.post === undefined) return told(errors)
  const named = values.post
  const others = new URLSearchParams([...params].filter(([name]) => name !== 'post'))
  const parsed = parseRelatedRequest(named, others)
  if (!parsed.ok) return told(parsed.errors)
  const { size } = parsed.input
  const found = await guarded(caller, (ctx, signal) =>
    byIdOrAddress(ctx, named, (id) => related(ctx, { id, size }, signal), signal),
  )
  if (found === undefined) return noSuchPost(named)
  return { text: postsMarkdown(found.posts, caller.ctx.config.siteUrl) || 'No post is like it.' }
}

async function callWhyNot(caller: Caller, params: URLSearchParams): Promise<ToolAnswer> {
  const { ctx, req } = caller
  const refusal = await debugRefusal(ctx, req)
  if (refusal !== undefined) return { errors: refusal.errors.map(({ message }) => message) }
  const { values, errors } = readParameters(OfWhyNot, params, WHY_NOT)
  const others = new URLSearchParams([...params].filter(([name]) => name !== 'post'))
  const parsed = parseSearchRequest(others, ctx.config)
  if (errors.length > 0 || !parsed.ok) return told(errors, parsed.ok ? [] : parsed.errors)
  const { input } = parsed
  const named = values.post ?? ''
  const explained = await guarded(caller, (searching, signal) =>
    explainPost(searching, input, named, AbortSignal.any([signal, AbortSignal.timeout(searching.timeoutMs)])),
  )
  return { text: whyMarkdown(explained) }
}

/** Asks Elasticsearch when it is the caller's turn, and stops when the caller goes away. */
function guarded<T>(
  { ctx, req, res }: Caller,
  ask: (searching: SearchContext, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = disconnectSignal(res)
  return ctx.guard.search(() => ask(searchContext(ctx), signal), signal, req.ip)
}

/** Errors of parameters, each told once. */
function told(...errors: readonly (readonly ParameterError[])[]): ToolAnswer {
  return { errors: [...new Set(errors.flat().map(({ message }) => message))] }
}

function noSuchPost(named: string): ToolAnswer {
  return { errors: [`post: expected the id or address of a post, got ${JSON.stringify(named)}`] }
}
