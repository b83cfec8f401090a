import type { Source, SourceItem } from './source-types.ts'

/** A source whose documents are of a part of the blog, such as `notes`. A post that names its part itself keeps it. Comments have the part of their post. */
export function ofSite(source: Source, site: string | undefined): Source {
  if (site === undefined) return source
  return {
    ...source,
    async *items(signal) {
      for await (const item of source.items(signal)) yield named(item, site)
    },
  }
}

function named(item: SourceItem, site: string): SourceItem {
  if (item.kind !== 'document' || typeof item.value !== 'object' || item.value === null) return item
  const isComment = ['postId', 'postUrl', 'postSlug'].some((name) =>
    Object.hasOwn(item.value as object, name),
  )
  return isComment ? item : { ...item, value: { site, ...item.value } }
}
