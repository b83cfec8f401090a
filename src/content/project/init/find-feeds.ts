import { Parser } from 'htmlparser2'

const FEED_TYPES = /^application\/(?:rss\+xml|atom\+xml|feed\+json|json)\b/i
/** The usual addresses of feeds, for blogs that name none. */
const USUAL = ['/feed/', '/feed.xml', '/index.xml', '/rss.xml', '/atom.xml', '/rss/']

/** The addresses where a page's feed may be, best first: those that the page names, without feeds of comments, then the usual ones. */
export function findFeeds(html: string, pageUrl: string): string[] {
  const named: string[] = []
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href = '', title = '' }) {
      const isFeed = name === 'link' && /(?:^|\s)alternate(?:\s|$)/i.test(rel) && FEED_TYPES.test(type)
      if (isFeed && !/comment/i.test(`${href} ${title}`)) named.push(href)
    },
  })
  parser.end(html)
  const addresses = [...named, ...USUAL].filter((href) => URL.canParse(href, pageUrl))
  return [...new Set(addresses.map((href) => new URL(href, pageUrl).href))]
}
