import { gunzipSync } from 'node:zlib'
import { Parser } from 'htmlparser2'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { decodeText } from '../decode-text.ts'
import { readXmlRoot } from '../feed/xml-root.ts'

/** A sitemap: the addresses of pages, or, if it is an index, those of further sitemaps. */
type Sitemap = { isIndex: boolean; addresses: string[] }

/** The protocol allows 50 MB. */
const MAX_BYTES = 64 * 1024 * 1024
/** The protocol allows 50,000 addresses. */
const MAX_ADDRESSES = 100_000
const GZIP = Buffer.from([0x1f, 0x8b])
/** Names of the elements around the addresses. Pictures and videos have addresses too, in other elements. */
const AROUND = /(?:^|:)(?:url|sitemap)$/

/** Reads a sitemap: XML, or a text with one address a line, packed with gzip or not. Throws an InputError without a place if it is none. */
export function parseSitemap(body: Buffer, charset: string | undefined): Sitemap {
  const { text } = decodeText(unpacked(body), charset)
  const root = readXmlRoot(text)
  if (root === undefined) return fromLines(text)
  if (root.name !== 'urlset' && root.name !== 'sitemapindex') {
    throw new InputError(`expected a sitemap, which is <urlset> or <sitemapindex>, got <${root.name}>`)
  }
  return { isIndex: root.name === 'sitemapindex', addresses: addressesIn(text) }
}

function unpacked(body: Buffer): Buffer {
  if (!body.subarray(0, GZIP.length).equals(GZIP)) return body
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    throw new InputError(
      `expected a sitemap of at most ${MAX_BYTES} bytes that can be unpacked, got ${messageOf(error)}`,
    )
  }
}

function fromLines(text: string): Sitemap {
  const addresses = text.split(/\s+/).filter((line) => /^https?:\/\//i.test(line))
  if (addresses.length === 0) throw new InputError('expected a sitemap, got a text without addresses')
  return { isIndex: false, addresses: addresses.slice(0, MAX_ADDRESSES) }
}

function addressesIn(xml: string): string[] {
  const addresses: string[] = []
  const open: string[] = []
  let text: string | undefined
  const parser = new Parser(
    {
      onopentag(name) {
        const isAddress =
          name.replace(/^.*:/, '') === 'loc' &&
          AROUND.test(open.at(-1) ?? '') &&
          prefixOf(name) === prefixOf(open.at(-1) ?? '')
        if (isAddress) text = ''
        open.push(name)
      },
      ontext(data) {
        if (text !== undefined) text += data
      },
      onclosetag() {
        open.pop()
        const address = text?.trim()
        text = undefined
        if (address && addresses.length < MAX_ADDRESSES) addresses.push(address)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return addresses
}

function prefixOf(name: string): string {
  return name.includes(':') ? name.slice(0, name.indexOf(':')) : ''
}
