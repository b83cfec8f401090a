import type { Request } from 'express'

/** Whether a client asks for Markdown rather than a page. */
export function wantsMarkdown(req: Request): boolean {
  return req.accepts(['text/html', 'text/markdown']) === 'text/markdown'
}
