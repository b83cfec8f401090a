import { decodePath } from '../../content/documents/post-id.ts'
import { readAddress, wordsOf } from './address.ts'

/** What tells the post of an address that was pasted: the ids that it may have, and the words of its last name. */
export type PastedAddress = { ids: string[]; name: string }

/** With a scheme, or a host with a path: "node.js" and "asp.net" are words. */
const WITH_SCHEME = /^https?:\/\/\S+$/i
const WITHOUT_SCHEME = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/\S+$/u
/** Words of addresses that tell nothing of what is there. */
const OF_ADDRESSES = new Set(['www', 'index', 'html', 'htm', 'php', 'aspx', 'asp'])

/** The post that an address stands for, and what to search for in its place: of one with a scheme its words. Undefined for what is no address. */
export function readPasted(q: string): { address: PastedAddress; text: string } | undefined {
  const hasScheme = WITH_SCHEME.test(q)
  const url = hasScheme ? q : `https://${q}`
  if ((!hasScheme && !WITHOUT_SCHEME.test(q)) || !URL.canParse(url)) return undefined
  const { ids = [], words = [] } = readAddress(url) ?? {}
  const text = hasScheme ? tellingWords(new URL(url)).join(' ') : q
  return text === '' ? undefined : { address: { ids, name: words.join(' ') }, text }
}

/** The words of the path; those of the host, without its end, if it has none. */
function tellingWords({ pathname, hostname }: URL): string[] {
  const path = telling(decodePath(pathname))
  return path.length > 0 ? path : telling(hostname.replace(/\.[^.]*$/, ''))
}

function telling(text: string): string[] {
  return wordsOf(text).filter((word) => !OF_ADDRESSES.has(word))
}
