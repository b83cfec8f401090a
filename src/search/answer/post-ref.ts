import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { withoutMark } from '../../content/documents/foreign-mark.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'

/** A post as far as a link to it needs: where no query says what of it matters. */
export const postRef = z.strictObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  /** The first words of its text. */
  excerpt: z.string().nullable(),
})
export type PostRef = z.infer<typeof postRef>

/** The fields of an indexed post that a PostRef is made of. */
export const POST_REF_FIELDS = [
  'id',
  'url',
  'title',
  'date',
  'excerpt',
] as const satisfies (keyof IndexedPost)[]

/** The posts that a search found, as far as their fields were asked for. */
export function postsIn(answer: estypes.MsearchMultiSearchItem | undefined): Partial<IndexedPost>[] {
  const hits = (answer?.hits.hits ?? []) as estypes.SearchHit<Partial<IndexedPost>>[]
  return hits.flatMap(({ _source }) => (_source === undefined ? [] : [_source]))
}

/** The reference to a post of which POST_REF_FIELDS are known. */
export function toPostRef({ id, url, title, date, excerpt }: Partial<IndexedPost>): PostRef {
  return {
    id: id ?? '',
    url: url ?? '',
    title: withoutMark(title ?? ''),
    date: date ?? null,
    excerpt: excerpt || null,
  }
}
