/** Extensions that name the technique behind a page. ".0-Timeline" and ".js" are part of a title. */
const PAGE_EXTENSION = /\.(?:x?html?|shtml|php|aspx?|jsp|cfm|cgi|md|markdown)$/i

/** The path of a URL, or a path itself, percent-decoded, without outer slashes and page extension: `2019/01/a` of `https://example.org/2019/01/a.html`. Empty for the front page, undefined if the text is no URL. */
export function idFromUrl(url: string): string | undefined {
  const base = 'http://localhost'
  if (!URL.canParse(url, base)) return undefined
  const path = decodePath(new URL(url, base).pathname)
  return path.replace(/^\/+|\/+$/g, '').replace(PAGE_EXTENSION, '')
}

/** The part of an address that tells posts apart: its path in lower case, or the query of WordPress's plain addresses (`/?p=12`). */
export function pathOf(url: string): string {
  const path = (idFromUrl(url) ?? url).replace(/(?:^|\/)index$/, '')
  const plain = /[?&]((?:p|page_id)=\d+)/.exec(url)?.[1]
  return path === '' && plain !== undefined ? `?${plain}` : path.toLowerCase()
}

/** A path without percent-encoding; unchanged if the encoding is broken. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
