/** What may stand in the head of a page or before it. */
const HEAD_PART =
  /\s+|<!--[\s\S]*?-->|<!doctype[^>]*>|<html\b[^>]*>|<\/?head\b[^>]*>|<(?:meta|link|base)\b[^>]*>|<(title|style|script|noscript|template)\b[^>]*>[\s\S]*?<\/\1\s*>/iy
const AROUND_HEAD = /<!doctype[^>]*>|<html\b[^>]*>|<\/?head\b[^>]*>/gi

/** A page with the tags of its head and body, which its author may leave out. The library that reads pages does not add them as browsers do. */
export function wholePage(html: string): string {
  if (/<head[\s>]/i.test(html) && /<body[\s>]/i.test(html)) return html
  const matcher = new RegExp(HEAD_PART)
  let end = 0
  while (matcher.test(html)) end = matcher.lastIndex
  const head = html.slice(0, end)
  const body = html.slice(end)
  if (body === '' && !/<html\b/i.test(head)) return html
  const [root = '<html>'] = /<html\b[^>]*>/i.exec(head) ?? []
  const start = `<!DOCTYPE html>${root}<head>${head.replace(AROUND_HEAD, '')}</head>`
  return start + (/^<body[\s>]/i.test(body) ? body : `<body>${body}`)
}
