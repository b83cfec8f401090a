import type { Feed, FeedPlace } from './feed.ts'
import { looksLikeJsonFeed, readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'
import { readXmlRoot, WORDPRESS_EXPORT } from './xml-root.ts'

/** RDF is a feed only if it has the elements of RSS. */
const RSS_IN_RDF = /purl\.org\/(?:net\/)?rss|netscape\.com\//i

/** Whether a text begins like a feed. Text in UTF-16 reads the same except for zeros. */
export function looksLikeFeed(head: string): boolean {
  const text = head.replaceAll('\0', '')
  const root = readXmlRoot(text)
  if (root === undefined) return looksLikeJsonFeed(text)
  if (root.name === 'rss') return !WORDPRESS_EXPORT.test(root.attributes)
  return root.name === 'feed' || (root.name === 'rdf' && RSS_IN_RDF.test(root.attributes))
}

/** Reads a feed. Throws an InputError without a place if the text is none. */
export function parseFeed(text: string, place: FeedPlace): Feed {
  return /^\s*\{/.test(text) ? readJsonFeed(text, place) : readXmlFeed(text, place)
}
