/** The address of a link on the site, as a browser resolves it. What is no address stays as it is, for validation to name it. */
export function resolveUrl(url: string, siteUrl: string): string {
  const base = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`
  return URL.canParse(url, base) ? new URL(url, base).href : url
}

/** The address of a path within the site, which may itself live under a path: `/a/` of `https://example.org/blog` is `https://example.org/blog/a/`. */
export function underSite(path: string, siteUrl: string): string {
  return siteUrl.replace(/\/+$/, '') + path
}
