/** What a search page was asked for, as typed: what its own links repeat. */
export type SearchView = {
  q: string
  category?: string
  keyword?: string
  size?: string
  debug: boolean
}

/** The address of a search page; the first page needs no number. */
export function searchUrl({ q, category, keyword, size, debug }: SearchView, page = 1): string {
  const params = new URLSearchParams({
    q,
    ...(category !== undefined && { category }),
    ...(keyword !== undefined && { keyword }),
    ...(size !== undefined && { size }),
    ...(page > 1 && { page: String(page) }),
    ...(debug && { 'debug-search': '' }),
  })
  return `/search?${params}`
}

/** Where a post's or comment's url leads: itself if it is http(s), a path on the blog's site; `undefined` for anything else, such as `javascript:`. */
export function safeLink(url: string, siteUrl?: string): string | undefined {
  if (/^https?:\/\//i.test(url)) return URL.canParse(url) ? url : undefined
  if (!/^\/(?![/\\])/.test(url)) return undefined
  if (siteUrl === undefined) return url
  return URL.canParse(url, siteUrl) ? new URL(url, siteUrl).href : undefined
}
