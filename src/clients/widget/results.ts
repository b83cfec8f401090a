import type { CommentHit, PostHit, SearchAnswer } from '../js/client.ts'
import { make, marked, safeUrl } from './dom.ts'
import { fill, type WidgetTexts } from './texts.ts'

/** The posts found, as items of a list. */
export function resultItems(posts: readonly PostHit[], lang: string, texts: WidgetTexts): HTMLElement[] {
  return posts.map((post) => {
    const { highlights, comments, language } = post
    const title = highlights.title.length > 0 ? marked(highlights.title) : [post.title]
    const [text] = highlights.text
    const [comment] = comments
    return make(
      'li',
      { class: 'result', part: 'result', dir: 'auto', lang: language ?? undefined },
      make('a', { class: 'title', href: safeUrl(post.url) }, ...title),
      ...whole(metaOf(post, lang), (meta) => make('p', { class: 'meta' }, meta)),
      ...whole(text, (pieces) => make('p', { class: 'text' }, ...marked(pieces))),
      ...whole(comment, (hit) => commentNode(hit, texts)),
    )
  })
}

/** The number of posts found, and the query unless a message names it or its text is empty. */
export function summaryOf({ query, total }: SearchAnswer, texts: WidgetTexts, lang: string): string {
  const values = { q: query.q, n: total.value.toLocaleString(lang) }
  if (query.q === '') return fill(listedText(total, texts), values)
  if (total.value === 0) return fill(texts.nothing, values)
  return fill(countText(total, texts, query.message !== undefined), values)
}

function countText({ value, relation }: SearchAnswer['total'], texts: WidgetTexts, told: boolean): string {
  if (relation === 'gte') return told ? texts.atLeastPosts : texts.atLeast
  if (value === 1) return told ? texts.onePost : texts.oneOf
  return told ? texts.manyPosts : texts.manyOf
}

/** The summary of posts listed by date, without a text to search for. */
function listedText({ value, relation }: SearchAnswer['total'], texts: WidgetTexts): string {
  if (relation === 'gte') return texts.atLeastNewest
  if (value === 0) return texts.noPosts
  return value === 1 ? texts.onePost : texts.manyNewest
}

function commentNode({ url, author, highlights }: CommentHit, texts: WidgetTexts): HTMLElement {
  const name = author === null ? texts.comment : fill(texts.commentBy, { name: author })
  const [text = []] = highlights
  return make(
    'p',
    { class: 'comment', dir: 'auto' },
    make('a', { href: safeUrl(url) }, name),
    ': ',
    ...marked(text),
  )
}

/** Date, categories and author in a line. */
function metaOf({ date, categories, author }: PostHit, lang: string): string {
  return [date === null ? '' : dayOf(date, lang), categories.join(', '), author ?? '']
    .filter((part) => part !== '')
    .join(' · ')
}

/** The day as the text of the date has it, whatever the reader's time zone. */
function dayOf(date: string, lang: string): string {
  const day = date.slice(0, 'yyyy-mm-dd'.length)
  const time = Date.parse(day)
  if (Number.isNaN(time)) return day
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(time)
}

function whole<T>(value: T | undefined, toNode: (value: T) => HTMLElement): HTMLElement[] {
  return value === undefined || value === '' ? [] : [toNode(value)]
}
