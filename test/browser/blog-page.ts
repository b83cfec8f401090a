import type { TestContext } from 'node:test'
import { serve } from '../content/fetching/serve.ts'

/** A blog of another origin than the service's, under a policy that allows the widget what it needs and nothing else. */
export type BlogPage = { origin: string; serve(serviceUrl: string, body: string, head?: string): void }

/** Starts the blog. It serves what it is told to. */
export async function startBlog(t: TestContext): Promise<BlogPage> {
  let page = { html: '', policy: "default-src 'none'" }
  const { url } = await serve(t, (_req, res) => {
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.policy,
    })
    res.end(page.html)
  })
  const show = (serviceUrl: string, body: string, head = '') => {
    const policy = [
      "default-src 'none'",
      `script-src ${serviceUrl}`,
      `connect-src ${serviceUrl}`,
      'img-src data:',
      ...(head.includes('<style') ? ["style-src 'unsafe-inline'"] : []),
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ')
    const icon = '<link rel="icon" href="data:,">'
    const script = `<script type="module" src="${serviceUrl}/widget.js"></script>`
    const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A blog</title>${icon}${head}${script}</head><body><main><h1>A blog</h1>${body}</main></body></html>`
    page = { html, policy }
  }
  return { origin: url, serve: show }
}
