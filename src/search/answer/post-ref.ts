import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'

/** The fields of a post that a link to it needs, where there is no query to highlight. */
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

/** The posts that a search found, with the fields that were asked for. */
export function postsIn(answer: estypes.MsearchMultiSearchItem | undefined): Partial<IndexedPost>[] {
  const hits = (answer?.hits.hits ?? []) as estypes.SearchHit<Partial<IndexedPost>>[]
  return hits.flatMap(({ _source }) => (_source === undefined ? [] : [_source]))
}

/** The reference to a post, made from POST_REF_FIELDS. */
export function toPostRef({ id, url, title, date, excerpt }: Partial<IndexedPost>): PostRef {
  return {
    id: id ?? '',
    url: url ?? '',
    title: withoutIndexMarks(title ?? ''),
    date: date ?? null,
    excerpt: excerpt || null,
  }
}
