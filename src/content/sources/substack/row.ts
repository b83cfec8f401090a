import { readDate } from '../../documents/read-date.ts'
import { escapeHtml } from '../feed/xml-element.ts'
import { toPath } from '../markdown/address.ts'
import { underSite } from '../site-url.ts'

/** A row of `posts.csv` by its columns. */
export type Row = Readonly<Record<string, string | undefined>>

/** The id of a post, which is also the name of its file: `101.first-letter`. */
const ID = /^\d+\.(?<slug>[^/\\]+)$/
/** The audience of posts that anybody may read. */
const EVERYONE = 'everyone'

/** The reason why a post is not for readers; undefined if it is. */
export function whyLeftOut({ is_published, type }: Row, takesPages: boolean): string | undefined {
  if (is_published?.trim().toLowerCase() !== 'true') return 'draft'
  return type?.trim() === 'page' && !takesPages ? 'page' : undefined
}

/** Whether anybody may read all of a post. Posts for paying or free subscribers show only a part. */
export function isPublic({ audience }: Row): boolean {
  return audience === undefined || audience.trim() === EVERYONE
}

/** The address of a post: `/p/` and its slug. Undefined if its id has no slug, or is the path of another file. */
export function addressOf({ post_id = '', slug }: Row, siteUrl: string | undefined): string | undefined {
  const inId = ID.exec(post_id.trim())?.groups?.slug
  if (inId === undefined) return undefined
  const path = toPath(`/p/${slug?.trim() || inId}`)
  return siteUrl === undefined ? path : underSite(path, siteUrl)
}

/** The raw post of a row. Readers see the subtitle above the text, or instead of a text that is not public. */
export function toRawPost(row: Row, url: string, html: string | undefined): unknown {
  const subtitle = row.subtitle?.trim() || row.description?.trim()
  const date = [row.post_date, row.email_sent_at].map((text) => text?.trim()).find(Boolean)
  return {
    url,
    title: row.title?.trim() ?? '',
    text: [subtitle && `<p>${escapeHtml(subtitle)}</p>`, html].filter(Boolean).join('\n'),
    format: 'html',
    // A date that cannot be read stays as it is, so that validation reports it.
    ...(date !== undefined && { date: readDate(date) ?? date }),
  }
}
