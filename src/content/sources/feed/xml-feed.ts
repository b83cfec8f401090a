import { InputError } from '../../../core/errors.ts'
import { wholeAddress } from './addresses.ts'
import { addressOf, alternateOf, linksOf } from './entry-address.ts'
import { defined, readDate } from './entry-fields.ts'
import { authorsOf, labelsOf } from './entry-names.ts'
import { pictureOf } from './entry-picture.ts'
import { descriptionHtml, textHtml, titleHtml } from './entry-text.ts'
import type { Feed, FeedEntry, FeedPlace } from './feed.ts'
import { readXml, type XmlEntry, type XmlHead } from './read-xml.ts'
import { childrenOf, firstText, textsOf, type XmlElement } from './xml-element.ts'
import { readXmlRoot, WORDPRESS_EXPORT } from './xml-root.ts'

const DATES = [
  'pubdate',
  'published',
  'issued',
  'dc:date',
  'dcterms:issued',
  'created',
  'dcterms:created',
  'atom:published',
]
const UPDATES = ['updated', 'modified', 'dcterms:modified', 'atom:updated']

/** Values that entries inherit from the feed. */
type Inherited = {
  isAtom: boolean
  base: string | undefined
  author: string | undefined
  language: string | undefined
}

/** Reads an XML feed: RSS of any version or Atom. Throws an InputError without a place if the text is none. */
export function readXmlFeed(text: string, place: FeedPlace): Feed {
  checkRoot(text)
  const head = readHead(text)
  const feed = childrenOf(head.root, 'channel')[0] ?? head.root
  const isAtom = head.root.name === 'feed'
  const base = findBase(feed, isAtom, place)
  const inherited: Inherited = {
    isAtom,
    base,
    author: authorsOf(feed),
    language: feed.language ?? firstText(feed, ['language', 'dc:language']),
  }
  return {
    next: linksOf(feed, place.feedUrl ?? base).flatMap(({ rel, url }) =>
      /^(?:next|prev-archive)$/.test(rel) ? url : [],
    ),
    isCut: head.isCut,
    *entries() {
      for (const entry of readXml(text)) yield toEntry(entry, inherited)
    },
  }
}

function checkRoot(text: string): void {
  const root = readXmlRoot(text)
  const isFeed = root !== undefined && ['rss', 'feed', 'rdf'].includes(root.name)
  if (!isFeed) {
    const given = root === undefined ? JSON.stringify(text.slice(0, 40)) : `<${root.name}>`
    throw new InputError(`expected RSS, Atom or JSON Feed, got ${given}`)
  }
  if (WORDPRESS_EXPORT.test(root.attributes)) {
    throw new InputError('expected RSS, Atom or JSON Feed, got an export of WordPress')
  }
  if (root.definesEntities) {
    throw new InputError('expected XML without entities of its own, got a DOCTYPE that defines some')
  }
}

function readHead(text: string): XmlHead {
  const reading = readXml(text)
  for (;;) {
    const { done, value } = reading.next()
    if (done !== true) continue
    if (value === undefined) throw new InputError('expected RSS, Atom or JSON Feed, got no element')
    return value
  }
}

/** The base of relative addresses: in RSS the site, in Atom the feed. The address of a feed in a file is unknown, so there the configured site counts. */
function findBase(feed: XmlElement, isAtom: boolean, { feedUrl, siteUrl }: FeedPlace): string | undefined {
  const links = linksOf(feed, feedUrl)
  const site = wholeAddress(alternateOf(links))
  const self = wholeAddress(links.find(({ rel }) => rel === 'self')?.url)
  if (siteUrl !== undefined && feedUrl === undefined) return siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`
  return isAtom ? (feedUrl ?? self ?? site) : (site ?? feedUrl ?? self)
}

/** An entry as read from XML, with what it inherits from its feed. */
export function toEntry({ element, isCut, hadControls }: XmlEntry, feed: Inherited): FeedEntry {
  const repaired = hadControls ? ['control character removed'] : []
  const [source] = ['source', 'atom:source'].flatMap((name) => childrenOf(element, name))
  const [control] = childrenOf(element, 'app:control')
  const dates = textsOf(element, DATES)
  const updates = textsOf(element, UPDATES)
  return {
    ...defined({
      id: firstText(element, ['guid', 'id', 'atom:id']),
      url: addressOf(element, feed.base),
      title: titleHtml(element, feed.isAtom),
      text: textHtml(element, feed.isAtom),
      description: descriptionHtml(element, feed.isAtom),
      date: readDate(dates.length > 0 ? dates : updates, repaired),
      updated: readDate(updates, repaired),
      author: authorsOf(element) ?? (source && authorsOf(source)) ?? feed.author,
      language: element.language ?? firstText(element, ['dc:language']) ?? feed.language,
      inReplyTo: inReplyTo(element),
      comments: commentsOf(element, feed.base),
      ...pictureOf(element, feed.base),
    }),
    ...labelsOf(element),
    isDraft: control !== undefined && firstText(control, ['app:draft'])?.toLowerCase() === 'yes',
    isCut,
    repaired,
  }
}

function inReplyTo(entry: XmlElement): FeedEntry['inReplyTo'] {
  const [reply] = childrenOf(entry, 'thr:in-reply-to')
  return reply && defined({ id: reply.attributes.ref, url: wholeAddress(reply.attributes.href) })
}

function commentsOf(entry: XmlElement, base: string | undefined): FeedEntry['comments'] {
  const link = linksOf(entry, base).find(({ rel, type }) => rel === 'replies' && /atom|rss/.test(type))
  const url = wholeAddress(firstText(entry, ['wfw:commentrss'])) ?? link?.url
  const said = Number.parseInt(firstText(entry, ['slash:comments', 'thr:total']) ?? '', 10)
  const count = Number.isNaN(said) ? link?.count : said
  return url === undefined ? undefined : { url, ...(count !== undefined && { count }) }
}
