import { idOfAddress } from '../documents/post-id.ts'
import type { Source, SourceItem } from './source-types.ts'

/** Ids that are unique in the world: addresses, tags of feeds, UUIDs, and the 24 digits of Ghost and other databases. */
const UNIQUE = /^(?:[a-z][a-z0-9+.-]*:|[0-9a-f]{24}$|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$)/i

/** A source whose posts have a prefix before their ids, as have its comments before the ids of their posts. `isOwn` says which ids get it. */
export function withIdPrefix(
  source: Source,
  prefix: string,
  isOwn: (id: string) => boolean = () => true,
): Source {
  const { site: _known, ...others } = source
  return {
    ...others,
    async *items(signal) {
      for await (const item of source.items(signal)) yield prefixed(item, prefix, isOwn)
    },
  }
}

/**
 * The sources, with prefixes where ids could collide: if sources number the posts of several sites, such as two exports of WordPress, the
 * site comes before each id that is not unique by itself. So the prefix depends neither on the order of the sources nor on the time.
 */
export function withDistinctIds(sources: readonly Source[]): Source[] {
  const sites = new Set(sources.flatMap(({ site }) => site ?? []))
  if (sites.size < 2) return [...sources]
  return sources.map((source) =>
    source.site === undefined ? source : withIdPrefix(source, `${source.site}:`, (id) => !UNIQUE.test(id)),
  )
}

function prefixed(item: SourceItem, prefix: string, isOwn: (id: string) => boolean): SourceItem {
  if (item.kind !== 'document' || typeof item.value !== 'object' || item.value === null) return item
  const fields = new Map(Object.entries(item.value))
  const isComment = ['postId', 'postUrl', 'postSlug'].some((name) => fields.has(name))
  const name = isComment ? 'postId' : 'id'
  const id: unknown = fields.get(name) ?? (isComment ? undefined : idOfAddress(String(fields.get('url'))))
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '' || !isOwn(String(id))) return item
  return { ...item, value: { ...item.value, [name]: `${prefix}${id}` } }
}

/** The site that an export or a feed says at its beginning that it is of, such as `blog.example/news`; undefined if it says none. */
export function siteInHead(head: string): string | undefined {
  const address =
    /<wp:base_blog_url>\s*(?:<!\[CDATA\[)?\s*(?<url>https?:[^\s<\]]+)/i.exec(head) ??
    /<link>\s*(?:<!\[CDATA\[)?\s*(?<url>https?:[^\s<\]]+)/i.exec(head) ??
    /<link(?![^>]*\srel\s*=\s*["'](?!alternate))[^>]*\shref\s*=\s*["'](?<url>https?:[^"']+)/i.exec(head) ??
    /"home_page_url"\s*:\s*"(?<url>https?:[^"]+)"/.exec(head)
  return siteOf(address?.groups?.url ?? '')
}

/** The site of an address: its host without "www.", and its path. */
export function siteOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { host, pathname } = new URL(address)
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`
}
