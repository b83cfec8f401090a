import type { Request, RequestHandler } from 'express'
import { BackendError } from '../../../core/errors.ts'
import { recentPosts } from '../../../search/answer/recent.ts'
import { disconnectSignal } from '../../answers/disconnect-signal.ts'
import { type Context, searchContext } from '../../context.ts'
import { plain } from '../../markdown/markdown.ts'
import { blocks, postsMarkdown } from '../../markdown/search-markdown.ts'
import { originOf, siteOf } from '../site.ts'
import { TOOLS } from './tools.ts'

/** Newest posts that are listed. */
const NEWEST = 10

/** `GET /llms.txt`: how programs that read for people search the blog. */
export function llmsTxt(ctx: Context): RequestHandler {
  return async (req, res) => {
    res.set('Cache-Control', 'no-cache').type('text/plain')
    res.send(await aboutSearch(ctx, req))
  }
}

/** How the blog is searched, and its newest posts, as Markdown. */
export async function aboutSearch(ctx: Context, req: Request): Promise<string> {
  const { config } = ctx
  const { name } = siteOf(req.app)
  const origin = originOf(req, config) ?? ''
  const of = config.siteUrl === undefined ? 'a blog' : `the blog ${config.siteUrl}`
  const newest = await newestPosts(ctx, req)
  return `${blocks([
    `# ${plain(name)}`,
    `> The search of ${of}: its posts and their comments. Mistyped words are corrected.`,
    '## Search',
    [
      `- [Search](${origin}/search?q=example): with the header \`Accept: text/markdown\` the answer is Markdown. Operators: \`"a phrase"\`, \`-word\`, \`category:x\`, \`author:x\`, \`after:2019\`, \`in:title\``,
      `- [JSON API](${origin}/api/v1/search?q=example), described in [OpenAPI](${origin}/api/v1/openapi.json)`,
      `- [Model Context Protocol](${origin}/mcp), streamable HTTP, with the tools ${TOOLS.map((tool) => tool.name).join(', ')}`,
    ].join('\n'),
    newest !== '' && `## Newest posts\n\n${newest}`,
  ])}\n`
}

/** The newest posts. The text is useful without them, so they may be missing. */
async function newestPosts(ctx: Context, req: Request): Promise<string> {
  const { res } = req
  if (res === undefined) return ''
  const signal = disconnectSignal(res)
  const ask = () => recentPosts(searchContext(ctx), NEWEST, signal)
  try {
    return postsMarkdown(await ctx.guard.search(ask, signal, req.ip), ctx.config.siteUrl)
  } catch (error) {
    if (error instanceof BackendError) return ''
    throw error
  }
}
