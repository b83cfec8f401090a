import { decodePath, pathOf } from '../../content/documents/post-id.ts'
import { readAddress, wordsOf } from './address.ts'

/** A pasted address: its path, possible ids of its post, and the words of its name. */
export type PastedAddress = { path: string; ids: string[]; name: string }

/** An address has a scheme, or a host with a path: "node.js" and "asp.net" are words. */
const WITH_SCHEME = /^https?:\/\/\S+$/i
const WITHOUT_SCHEME = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/\S+$/u
/** Words of addresses that say nothing about the post. */
const OF_ADDRESSES = new Set(['www', 'index', 'html', 'htm', 'php', 'aspx', 'asp'])

/** Reads a query that is an address: its post, and the text to search for. An address with a scheme is replaced by its words. Undefined if the query is no address. */
export function readPasted(q: string): { address: PastedAddress; text: string } | undefined {
  const hasScheme = WITH_SCHEME.test(q)
  const url = hasScheme ? q : `https://${q}`
  if ((!hasScheme && !WITHOUT_SCHEME.test(q)) || !URL.canParse(url)) return undefined
  const { ids = [], words = [] } = readAddress(url) ?? {}
  const text = hasScheme ? wordsOfUrl(new URL(url)).join(' ') : q
  return text === '' ? undefined : { address: { path: pathOf(url), ids, name: words.join(' ') }, text }
}

/** The words of the path or, if it has none, of the host without its top-level domain. */
function wordsOfUrl({ pathname, hostname }: URL): string[] {
  const path = contentWordsOf(decodePath(pathname))
  return path.length > 0 ? path : contentWordsOf(hostname.replace(/\.[^.]*$/, ''))
}

function contentWordsOf(text: string): string[] {
  return wordsOf(text).filter((word) => !OF_ADDRESSES.has(word))
}
