import type { ParameterError } from '../../search/request/input.ts'

/** The parameters of an address, and those whose percent-encoding is broken. */
export type QueryString = { params: URLSearchParams; malformed: ParameterError[] }

/** The query of an address such as `/search?q=a`; a broken `%` stays as it is in `params`. */
export function readQueryString(url: string): QueryString {
  const start = url.indexOf('?')
  const raw = start < 0 ? '' : url.slice(start + 1)
  const broken = raw.split('&').filter((pair) => !isDecodable(pair))
  const names = broken.flatMap((pair) => [...new URLSearchParams(pair).keys()])
  return {
    params: new URLSearchParams(raw),
    malformed: [...new Set(names)].map((field) => ({
      field,
      code: 'invalid',
      message: `${field.slice(0, 60)}: expected proper percent-encoding, such as %25 for %`,
    })),
  }
}

/** Whether the percent-encoding of a text is valid UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
