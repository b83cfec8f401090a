import type { CommentHit, Piece, PostHit, SearchAnswer } from '../../search/answer/answer.ts'
import type { PostRef } from '../../search/answer/post-ref.ts'
import { code, joined, link, plain } from './markdown.ts'

/** Where paths of posts lead, and how the next page is asked for. */
type Around = { siteUrl: string | undefined; next?: string | undefined }

/** The answer to a search as Markdown. */
export function searchMarkdown(answer: SearchAnswer, { siteUrl, next }: Around): string {
  const { query, total, page, size, results, partial, stale } = answer
  const first = (page - 1) * size + 1
  return blocks([
    `# ${headline(answer)}`,
    query.message === undefined ? undefined : plain(query.message),
    ...(query.notes ?? []).map(plain),
    query.redirect === undefined
      ? undefined
      : `The owner of the blog leads readers of this query to ${link(query.redirect, query.redirect, siteUrl)}.`,
    query.offered === undefined ? undefined : `Did you mean ${query.offered.map(quoted).join(', ')}?`,
    partial && 'Parts of the index did not answer. There may be more to find.',
    stale && 'The search is not available right now. These are the results of its last answer.',
    ...results.map((post, i) => resultMarkdown(post, first + i, siteUrl)),
    next !== undefined && page * size < total.value && results.length > 0 ? next : undefined,
  ])
}

function headline({ query, total }: SearchAnswer): string {
  const count = total.value === 1 ? '1 post' : `${total.value} posts`
  const found = total.value === 0 ? 'Nothing found' : `${total.relation === 'gte' ? 'At least ' : ''}${count}`
  return query.q === '' ? found : `${found} for ${quoted(query.q)}`
}

function quoted(text: string): string {
  return `“${plain(text)}”`
}

function resultMarkdown(post: PostHit, place: number, siteUrl: string | undefined): string {
  const { id, title, url, date, author, site, categories, highlights, comments, similar } = post
  const facts = [
    date?.slice(0, 10),
    author && plain(author),
    site && plain(site),
    plain(categories.join(', ')),
  ]
  return blocks([
    `## ${place}. ${link(title, url, siteUrl)}`,
    joined([...facts, similar && 'similar in meaning', `id: ${code(id)}`]),
    ...highlights.text.map(piecesMarkdown),
    ...comments.slice(0, 1).map((comment) => commentMarkdown(comment, siteUrl)),
  ])
}

function commentMarkdown({ author, url, highlights }: CommentHit, siteUrl: string | undefined): string {
  const by = link(author === null ? 'Comment' : `Comment by ${author}`, url, siteUrl)
  return `> ${by}: ${highlights.map(piecesMarkdown).join(' … ')}`
}

function piecesMarkdown(pieces: readonly Piece[]): string {
  return plain(pieces.map(({ text }) => text).join(''))
}

/** Posts as a list of links. */
export function postsMarkdown(posts: readonly PostRef[], siteUrl: string | undefined): string {
  return posts
    .map(({ id, title, url, date, excerpt }) => {
      const facts = joined([date?.slice(0, 10), `id: ${code(id)}`])
      return `- ${link(title, url, siteUrl)} (${facts})${excerpt === null ? '' : `: ${plain(excerpt)}`}`
    })
    .join('\n')
}

/** Blocks of Markdown with empty lines between. */
export function blocks(parts: readonly (string | false | undefined)[]): string {
  return joined(parts, '\n\n')
}
