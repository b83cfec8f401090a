/** Prefixes for the namespaces that matter in feeds. RSS has had many namespaces, so its elements get no prefix. */
const PREFIXES: readonly [RegExp, string][] = [
  [/^http:\/\/www\.w3\.org\/2005\/atom$|^http:\/\/purl\.org\/atom\/ns#/, 'atom'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, 'content'],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/slash\/$/, 'slash'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.[01]\/$/, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/$/, 'dcterms'],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/, 'xhtml'],
  [/^http:\/\/search\.yahoo\.com\/mrss\/?$/, 'media'],
  [/^http:\/\/wellformedweb\.org\/commentapi\/$/, 'wfw'],
  [/^http:\/\/purl\.org\/syndication\/thread\/1\.0$/, 'thr'],
  [/^http:\/\/www\.w3\.org\/2007\/app$|^http:\/\/purl\.org\/atom\/app#/, 'app'],
  [/^http:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/, 'itunes'],
  [/^http:\/\/rssnamespace\.org\/feedburner\/ext\/1\.0$/, 'feedburner'],
  [/^http:\/\/schemas\.google\.com\/blogger\/2018$/, 'blogger'],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/, 'rdf'],
  [/^http:\/\/purl\.org\/(?:net\/rss|rss\/1\.0\/$)|userland\.com\/rss|\/tech\/rss$|netscape\.com\//, ''],
]

/** A real feed has a dozen. Every element that declares a namespace copies all of them. */
const MAX_NAMESPACES = 100

/** The namespaces of an element by their written prefixes. */
export type Namespaces = ReadonlyMap<string, string>

/** The outer namespaces, and those that an element's attributes declare. */
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
 * The name of an element with the prefixes of this program, whatever prefix it is written with: `content:encoded`.
 * Elements of RSS have no prefix, nor have those of an unknown namespace that are written without one.
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
