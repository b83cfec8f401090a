import { resolveAddress, wholeAddress } from './addresses.ts'
import { childrenOf, firstText, textOf, type XmlElement } from './xml-element.ts'

/** A link of a feed or an entry: that of Atom, which RSS feeds use as well, or that of RSS. */
type Link = { rel: string; type: string; url: string; count?: number }

/** The links of a feed or an entry, resolved against `xml:base`, which is resolved against `base`. Links that are no web address are left out. */
export function linksOf(element: XmlElement, base: string | undefined): Link[] {
  return ['link', 'atom:link']
    .flatMap((name) => childrenOf(element, name))
    .flatMap((link) => {
      const { href, rel = 'alternate', type = '' } = link.attributes
      const url = resolveAddress(href ?? textOf(link), baseOf(link, base))
      const count = Number.parseInt(link.attributes['thr:count'] ?? '', 10)
      return url === undefined
        ? []
        : [{ rel: rel.trim().toLowerCase(), type, url, ...(!Number.isNaN(count) && { count }) }]
    })
}

/** The first link to a page for readers. */
export function alternateOf(links: readonly Link[]): string | undefined {
  const alternate = links.filter(({ rel }) => rel === 'alternate' || rel === '')
  return (alternate.find(({ type }) => type === '' || /html/i.test(type)) ?? alternate[0])?.url
}

/** The address of an entry for readers. Without a link, it is the id if that is a web address, unless a guid says that it is not. */
export function addressOf(entry: XmlElement, base: string | undefined): string | undefined {
  return (
    wholeAddress(firstText(entry, ['feedburner:origlink'])) ??
    alternateOf(linksOf(entry, base)) ??
    permalinkOf(entry) ??
    contentAddress(entry, base) ??
    wholeAddress(firstText(entry, ['id', 'atom:id'])) ??
    wholeAddress(entry.attributes['rdf:about'])
  )
}

/** The base of relative addresses in an element. */
function baseOf(element: XmlElement, base: string | undefined): string | undefined {
  return element.base === undefined ? base : (resolveAddress(element.base, base) ?? base)
}

function permalinkOf(entry: XmlElement): string | undefined {
  const [guid] = childrenOf(entry, 'guid')
  const isPermalink = guid?.attributes.ispermalink?.trim().toLowerCase() !== 'false'
  return guid !== undefined && isPermalink ? wholeAddress(textOf(guid)) : undefined
}

/** The address of the content, which Atom may have outside of the entry. */
function contentAddress(entry: XmlElement, base: string | undefined): string | undefined {
  const content = childrenOf(entry, 'content').find(({ attributes }) => attributes.src !== undefined)
  const isPage = /^$|html|^text\//i.test(content?.attributes.type ?? '')
  return content !== undefined && isPage
    ? resolveAddress(content.attributes.src, baseOf(content, base))
    : undefined
}
