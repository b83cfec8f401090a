/** The address of a link on the site, as a browser resolves it. A text that is no address stays as it is, and validation reports it. */
export function resolveUrl(url: string, siteUrl: string): string {
  const base = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`
  return URL.canParse(url, base) ? new URL(url, base).href : url
}

/** The address of a path within the site. The site may itself lie under a path: `/a/` of `https://example.org/blog` is `https://example.org/blog/a/`. */
export function underSite(path: string, siteUrl: string): string {
  return siteUrl.replace(/\/+$/, '') + path
}
