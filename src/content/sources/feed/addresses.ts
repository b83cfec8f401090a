/** A text as a web address, resolved against a base; undefined if it is none. Without a base, a relative address stays as it is. */
export function resolveAddress(text: string | undefined, base: string | undefined): string | undefined {
  // Browsers ignore line breaks in addresses as well.
  const written = (text ?? '').replace(/\p{Cc}/gu, '').trim()
  if (written === '') return undefined
  if (base !== undefined && URL.canParse(written, base)) return isWeb(new URL(written, base))
  if (URL.canParse(written)) return isWeb(new URL(written))
  return URL.canParse(written, 'http://localhost') ? written : undefined
}

/** A text as an absolute web address; undefined if it is none. */
export function wholeAddress(text: string | undefined): string | undefined {
  return /^\s*https?:\/\//i.test(text ?? '') ? resolveAddress(text, undefined) : undefined
}

function isWeb(url: URL): string | undefined {
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined
}
