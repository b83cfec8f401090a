import { safeLink } from '../pages/links.ts'

/** Signs that begin something else than text in Markdown. */
const SIGNS = /[\\`*_[\]<>]/g
/** Signs that do so at the beginning of a line. */
const AT_START = /^(?:#{1,6}|[-+=]+|\d+[.)])(?=\s|$)/

/** A text as one line that Markdown shows as it is. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(SIGNS, '\\$&').replace(AT_START, '\\$&')
}

/** A link, or only its text if the address is none that a reader may follow. */
export function link(text: string, url: string, siteUrl: string | undefined): string {
  const href = safeLink(url, siteUrl)
  return href === undefined ? plain(text) : `[${plain(text)}](${href.replace(/[()<>\s\\]/g, percent)})`
}

/** A text of one line within backticks, such as an id. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return `${fence}${space}${text.replace(/\s+/g, ' ')}${space}${fence}`
}

/** The parts that are there, with a sign between. */
export function joined(parts: readonly (string | null | false | undefined)[], sign = ' · '): string {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== false && part !== '')
    .join(sign)
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
