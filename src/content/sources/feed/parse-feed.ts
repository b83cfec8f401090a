import type { Feed, FeedPlace } from './feed.ts'
import { looksLikeJsonFeed, readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'
import { readXmlRoot, WORDPRESS_EXPORT } from './xml-root.ts'

/** RDF is a feed only if it has the elements of RSS. */
const RSS_IN_RDF = /purl\.org\/(?:net\/)?rss|netscape\.com\//i

/** Whether a text begins like a feed. In UTF-16 it reads the same but for zeros. */
export function looksLikeFeed(head: string): boolean {
  const text = head.replaceAll('\0', '')
  const root = readXmlRoot(text)
  if (root === undefined) return looksLikeJsonFeed(text)
  if (root.name === 'rss') return !WORDPRESS_EXPORT.test(root.attributes)
  return root.name === 'feed' || (root.name === 'rdf' && RSS_IN_RDF.test(root.attributes))
}

/** The feed that a text is. Throws an InputError without a place if it is none. */
export function parseFeed(text: string, place: FeedPlace): Feed {
  return /^\s*\{/.test(text) ? readJsonFeed(text, place) : readXmlFeed(text, place)
}
