import { z } from 'zod'
import { toItem } from '../../content/sources/ghost/ghost-post.ts'
import type { WriteRequest } from '../../index/write/write-request.ts'

const Id = z.union([z.string(), z.number()]).transform(String)
const Some = z.looseObject({ id: Id.optional() })
const Event = z.looseObject({
  post: z.looseObject({ current: Some.default({}), previous: Some.default({}) }),
})
const Labels = z.looseObject({
  tags: z.array(z.looseObject({ name: z.string() })).nullish(),
  authors: z.array(z.looseObject({ name: z.string() })).nullish(),
})

/** The write that a call of Ghost's webhooks asks for, or why it asks for none. */
type GhostRequest = { request: WriteRequest } | { error: string }

/**
 * The write for a post that was published, edited, unpublished or deleted in Ghost. Ghost does not say which of these it was,
 * so the post is written as it is now, or deleted. A post that is not published is not for readers.
 */
export function toWriteRequest(body: unknown, siteUrl: string | undefined): GhostRequest {
  const parsed = Event.safeParse(body)
  if (!parsed.success) return { error: 'expected {"post": {"current": {...}, "previous": {...}}}' }
  const { current, previous } = parsed.data.post
  const id = current.id ?? previous.id
  if (id === undefined) return { error: 'field "post.current.id": expected an id, got none' }
  if (current.id === undefined) return { request: { action: 'delete', id } }
  const labels = Labels.safeParse(current).data
  const labelsOf = () => ({
    tags: labels?.tags?.map(({ name }) => name) ?? [],
    authors: labels?.authors?.map(({ name }) => name) ?? [],
  })
  const item = toItem(current, 'post.current', labelsOf, { siteUrl, pages: false })
  if (item.kind === 'failed') return { error: item.reason }
  return {
    request: item.kind === 'document' ? { action: 'put', document: item.value } : { action: 'delete', id },
  }
}
