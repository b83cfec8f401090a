import type { Shown } from '../../service/pages/browser/choices.ts'
import { placeOf } from '../../service/pages/text-fragment.ts'
import { fill } from '../../service/pages/texts/fill.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'
import type { CommentHit, PostHit, SearchAnswer } from '../js/client.ts'
import { make, marked, safeUrl } from './dom.ts'
import { nearHit } from './near-hit.ts'

/** The choices for posts: each post, and below it the comment that matched best. */
export function resultChoices(
  posts: readonly PostHit[],
  { lang, texts, pictures }: { lang: string; texts: WidgetTexts; pictures: boolean },
): Shown[] {
  return posts.flatMap((post, i) => [
    { ...postChoice(post, lang, pictures), position: i + 1 },
    ...post.comments.slice(0, 1).map((comment) => ({ ...commentChoice(comment, texts), position: i + 1 })),
  ])
}

/** The choice that leads to all results, on the search page. */
export function allChoice(url: string, { total }: SearchAnswer, texts: WidgetTexts, lang: string): Shown {
  const text = fill(texts.all, { n: total.value.toLocaleString(lang) })
  return { kind: 'all', url, nodes: [make('span', {}, text)] }
}

function postChoice(post: PostHit, lang: string, pictures: boolean): Shown {
  const { highlights, title, language } = post
  const [text] = highlights.text
  const url = safeUrl(post.url)
  // A post that is found by its title is read from its beginning.
  const byTitle = highlights.title.some(({ hit }) => hit)
  const place = byTitle || text === undefined ? undefined : placeOf(url, text)
  return {
    ...{ kind: 'result', url: place ?? url },
    ...(language !== null && { lang: language }),
    nodes: [
      ...shown(pictures ? ownPicture(post) : undefined, picture),
      part('title', ...(highlights.title.length > 0 ? marked(highlights.title) : [title])),
      ...shown(metaOf(post, lang), (meta) => part('meta', meta)),
      ...shown(text, (pieces) => part('text', ...marked(nearHit(pieces)))),
    ],
  }
}

/** The address of a post's picture, if it comes from the blog itself. */
function ownPicture({ image }: PostHit): string | undefined {
  if (image === null || !URL.canParse(image, document.baseURI)) return undefined
  const { origin, href } = new URL(image, document.baseURI)
  return origin === location.origin ? href : undefined
}

function picture(src: string): HTMLElement {
  return make('img', { class: 'picture', src, alt: '', width: '64', height: '48', loading: 'lazy' })
}

function commentChoice({ url, author, highlights }: CommentHit, texts: WidgetTexts): Shown {
  const by = author === null ? texts.comment : fill(texts.commentBy, { name: author })
  const [text = []] = highlights
  return {
    kind: 'comment',
    url: safeUrl(url),
    nodes: [part('text', make('b', {}, `${by}:`), ' ', make('bdi', {}, ...marked(nearHit(text))))],
  }
}

function part(name: string, ...children: readonly (Node | string)[]): HTMLElement {
  return make('span', { class: name, dir: 'auto' }, ...children)
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

/** Date, categories and author in a line. */
function metaOf({ date, categories, author }: PostHit, lang: string): string {
  return [date === null ? '' : dayOf(date, lang), categories.join(', '), author ?? '']
    .filter((fact) => fact !== '')
    .join(' · ')
}

/** The day as the text of the date has it, whatever the reader's time zone. */
function dayOf(date: string, lang: string): string {
  const day = date.slice(0, 'yyyy-mm-dd'.length)
  const time = Date.parse(day)
  if (Number.isNaN(time)) return day
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(time)
}

function shown<T>(value: T | undefined, toNode: (value: T) => HTMLElement): HTMLElement[] {
  return value === undefined || value === '' ? [] : [toNode(value)]
}
