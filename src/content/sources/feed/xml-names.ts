/** Prefixes for the namespaces that matter in feeds. RSS has had many namespaces, and its elements get none. */
const PREFIXES: readonly [RegExp, string][] = [
  [/^http:\/\/www\.w3\.org\/2005\/atom$|^http:\/\/purl\.org\/atom\/ns#/, 'atom'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/slash\/$/, 'slash'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.[01]\/$/, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/$/, 'dcterms'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/, 'xhtml'],
  [/^http:\/\/wellformedweb\.org\/commentapi\/$/, 'wfw'],
  [/^http:\/\/purl\.org\/syndication\/thread\/1\.0$/, 'thr'],
  [/^http:\/\/www\.w3\.org\/2007\/app$|^http:\/\/purl\.org\/atom\/app#/, 'app'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/, 'itunes'],
  [/^http:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0$/, 'feedburner'],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/, 'rdf'],
  [/^http:\/\/purl\.org\/(?:net\/rss|rss\/1\.0\/$)|userland\.com\/rss|\/tech\/rss$|netscape\.com\//, ''],
]

/** An honest feed has a dozen, and every element that declares one has a copy of all. */
const MAX_NAMESPACES = 100

/** The namespaces of an element, by the prefixes that are written. */
export type Namespaces = ReadonlyMap<string, string>

/** The namespaces with those that an element's attributes declare. */
export function declareNamespaces(
  outer: Namespaces,
  attributes: Readonly<Record<string, string>>,
): Namespaces {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/.test(name))
  if (declared.length === 0 || outer.size + declared.length > MAX_NAMESPACES) return outer
  return new Map([
    ...outer,
    ...declared.map(([name, uri]) => [name.slice(6), uri.trim().toLowerCase()] as const),
  ])
}

/**
 * The name of an element in the prefixes that are used here, whatever it is written with: `content:encoded`. The
 * elements of RSS, and of an unknown namespace that is written without prefix, have none.
 */
export function elementName(written: string, namespaces: Namespaces): string {
  const colon = written.indexOf(':')
  const prefix = colon === -1 ? '' : written.slice(0, colon)
  const local = written.slice(colon + 1)
  const uri = namespaces.get(prefix)
  const known = uri === undefined ? undefined : PREFIXES.find(([pattern]) => pattern.test(uri))?.[1]
  const name = known ?? prefix
  return name === '' ? local : `${name}:${local}`
}
