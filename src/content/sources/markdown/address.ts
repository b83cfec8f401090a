/** Names joined to a path that ends with "/", as in the addresses of generators that make a folder for each post. A whole URL and a path to a file stay as they are. */
export function toFolderPath(address: string): string {
  const path = toPath(address)
  return /^https?:/i.test(path) || path.endsWith('/') || /\.html?$/i.test(path) ? path : `${path}/`
}

/** An address as a percent-encoded path that begins with one "/"; a whole URL stays as it is. */
export function toPath(address: string): string {
  const text = address.trim()
  if (/^https?:\/\//i.test(text)) return text
  return encodePath(`/${text.replace(/^[/\s]+/, '').replace(/\/{2,}/g, '/')}`)
}

/** Encodes the characters that an address must not have, and keeps encoded ones. */
function encodePath(path: string): string {
  return encodeURI(path.toWellFormed())
    .replace(/%25([0-9A-F]{2})/gi, '%$1')
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23')
}

/** The path that a site lies under, from a path or an address: `/blog` of `blog/` and of `https://example.org/blog/`, nothing of `/`. */
export function toBasePath(address = ''): string {
  const path =
    /^(?:https?:)?\/\//i.test(address) && URL.canParse(address, 'http://localhost')
      ? new URL(address, 'http://localhost').pathname
      : address
  return toPath(path).replace(/\/+$/, '')
}
