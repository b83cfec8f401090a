import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { wholeAddress } from '../feed/addresses.ts'
import { alternateOf, linksOf } from '../feed/entry-address.ts'
import { authorsOf } from '../feed/entry-names.ts'
import { firstText } from '../feed/xml-element.ts'
import { toEntry } from '../feed/xml-feed.ts'
import { readXmlRoot } from '../feed/xml-root.ts'
import type { FileFormat, SourceItem, SourceOptions } from '../source-types.ts'
import { type ExportEntry, readEntries } from './entries.ts'
import { kindOf } from './kind.ts'
import { addressOf, type KnownPosts, toComment, toPost } from './to-item.ts'

/** Signs of an export: the namespace of Takeout, the id of the older export, and the kinds of its entries. */
const SIGNS = /schemas\.google\.com\/blogger\/2018|:blog-\d+\.archive<|\/blogger\/2008\/kind#/
/** The mark of a page of a live feed, which has only published posts and not all of them. */
const LIVE_FEED = /<opensearch:totalresults/i

/** The export of a Blogger blog: an Atom file with all that the blog has, either the `feed.atom` of Google Takeout or the older XML. */
export const bloggerFormat: FileFormat = {
  name: 'blogger',
  title: 'Blogger export',
  recognises: (head) => readXmlRoot(head)?.name === 'feed' && SIGNS.test(head) && !LIVE_FEED.test(head),
  open: (path, options) => ({
    name: path,
    format: 'blogger',
    complete: true,
    items: (signal) => readExport(path, options, signal),
  }),
}

/** The export is read twice, since comments may come before their posts, or belong to drafts. */
async function* readExport(
  path: string,
  options: SourceOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const name = basename(path)
  const failed = (reason: string): SourceItem => ({ kind: 'failed', place: name, reason })
  try {
    const known = await findPosts(path, options, signal)
    const entries = readEntries(path, signal)
    for (;;) {
      const next = await entries.next()
      if (next.done !== true) yield readEntry(next.value, `${name}:${next.value.line}`, { ...options, known })
      else if (next.value === 'whole') return
      else return yield failed('expected a whole export, got one without its end')
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    yield failed(error.message)
  }
}

async function findPosts(
  path: string,
  { siteUrl, pages }: SourceOptions,
  signal: AbortSignal | undefined,
): Promise<KnownPosts> {
  const addresses = new Map<string, string>()
  const hidden = new Set<string>()
  for await (const found of readEntries(path, signal)) {
    const { element } = found.entry
    const what = kindOf(element)
    if (what.kind !== 'post' && what.kind !== 'page') continue
    const id = firstText(element, ['id']) ?? ''
    const url = addressOf(element, { siteUrl, base: baseOf(found.head) })
    const isHidden = what.hidden !== undefined || (what.kind === 'page' && pages !== true)
    if (isHidden) hidden.add(id)
    else if (url !== undefined) addresses.set(id, url)
  }
  return { addresses, hidden }
}

function readEntry(
  found: ExportEntry,
  place: string,
  { known, siteUrl, pages }: SourceOptions & { known: KnownPosts },
): SourceItem {
  const { element, isCut } = found.entry
  if (isCut) {
    return { kind: 'failed', place, reason: 'expected a whole entry, got one inside of which the file ends' }
  }
  const { kind, hidden } = kindOf(element)
  const what = kind === 'comment' ? 'comment' : 'post'
  if (hidden !== undefined) return { kind: 'skipped', place, what, reason: hidden }
  if (kind === 'page' && pages !== true) return { kind: 'skipped', place, what, reason: 'page' }
  const { head } = found
  const base = baseOf(head)
  const author = head && authorsOf(head.root)
  const entry = toEntry(found.entry, { isAtom: true, base, author, language: head?.root.language })
  if (kind === 'comment') return toComment(element, entry, { place, known })
  return toPost(entry, addressOf(element, { siteUrl, base }), place)
}

/** The address of the blog, which the export of Takeout lacks. */
function baseOf(head: ExportEntry['head']): string | undefined {
  return head && wholeAddress(alternateOf(linksOf(head.root, undefined)))
}
