import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { readDate } from '../markdown/front-matter-date.ts'
import { resolveUrl, underSite } from '../site-url.ts'
import type { SourceItem } from '../source-types.ts'
import { type Article, articleOf } from './json-ld.ts'

type Document = ReturnType<typeof parseHTML>['document']

/** A page of a built site; `place` is its path in the folder. */
export type Page = { place: string; html: string }

/** Elements that no reader reads as the post, though they may stand in it. */
const NOT_TEXT =
  'script, style, noscript, template, nav, form, iframe, #comments, #disqus_thread, .comments, .comments-area, .comment-list, .giscus, .utterances'
const NO_POST_PATH =
  /(?:^|\/)(?:404|search|page\/\d+|tags?|categor(?:y|ies)|archives?|authors?)(?:\.html?|\/|$)/i

/** A page as a post, or why it is none. What looks like a list, a redirect or an error page is none, unless pages are wanted. */
export function toItem(
  { place, html }: Page,
  options: { siteUrl: string | undefined; pages: boolean },
): SourceItem {
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'post', reason })
  const { document } = parseHTML(html)
  if (document.documentElement === null) return skipped('no post')
  if (hasNoIndex(document)) return skipped('noindex')
  if (document.querySelector('meta[http-equiv="refresh" i]') !== null) return skipped('redirect')
  const article = articleOf(textsOf(document, 'script[type="application/ld+json"]'))
  if (!options.pages && !looksLikePost(document, article, place)) return skipped('no post')
  return { kind: 'document', place, value: toRawPost(document, article, { place, siteUrl: options.siteUrl }) }
}

function hasNoIndex(document: Document): boolean {
  return ['robots', 'googlebot'].some((name) =>
    /\b(?:noindex|none)\b/i.test(meta(document, 'name', name) ?? ''),
  )
}

/** Whether a page says that it is an article: by structured data, by a time of publication, or by holding just one. */
function looksLikePost(document: Document, article: Article | undefined, place: string): boolean {
  if (NO_POST_PATH.test(place)) return false
  if (article !== undefined || meta(document, 'property', 'og:type') === 'article') return true
  const articles = document.querySelectorAll('article').length
  return articles === 1 || (articles === 0 && publishedOf(document, undefined) !== undefined)
}

function toRawPost(
  document: Document,
  article: Article | undefined,
  { place, siteUrl }: { place: string; siteUrl: string | undefined },
): unknown {
  const author =
    article?.author ?? meta(document, 'name', 'author') ?? meta(document, 'property', 'article:author')
  const language = document.documentElement?.getAttribute('lang')?.trim()
  const updated = toDate(article?.modified ?? meta(document, 'property', 'article:modified_time'))
  const date = publishedOf(document, article)
  const tags = [...metas(document, 'article:tag'), ...(article?.keywords ?? [])]
    .map((tag) => tag.trim())
    .filter(Boolean)
  return {
    url: addressOf(document, place, siteUrl),
    title: titleOf(document, article),
    text: contentOf(document),
    format: 'html',
    tags: [...new Set(tags)],
    ...(date !== undefined && { date }),
    ...(updated !== undefined && { updated }),
    ...(author && !/^https?:/i.test(author) && { author }),
    ...(language && { language }),
  }
}

/** The address that the page gives itself, else that of its place: `a/index.html` is `/a/`. */
function addressOf(document: Document, place: string, siteUrl: string | undefined): string {
  const canonical = document.querySelector('link[rel="canonical" i]')?.getAttribute('href')
  const given = canonical || meta(document, 'property', 'og:url')
  const path = `/${place.split('/').map(encodeURIComponent).join('/')}`.replace(/(?<=\/)index\.html?$/i, '')
  if (given) return siteUrl === undefined ? given : resolveUrl(given, siteUrl)
  return siteUrl === undefined ? path : underSite(path, siteUrl)
}

/** The page's title without the site's name, which many pages end with. */
function titleOf(document: Document, article: Article | undefined): string {
  const given = article?.headline ?? meta(document, 'property', 'og:title')
  if (given?.trim()) return given.trim()
  const headings = textsOf(document, 'article h1, main h1, h1')
  const whole = document.querySelector('title')?.textContent?.trim() ?? ''
  const [heading] = headings.filter((text) => text !== '')
  return heading ?? whole.replace(/\s+[|–—·«-]\s+[^|–—·«]+$/, '')
}

/** When the page was published, as it says in one of the usual ways. */
function publishedOf(document: Document, article: Article | undefined): string | undefined {
  return (
    toDate(article?.published) ??
    toDate(meta(document, 'property', 'article:published_time')) ??
    toDate(attribute(document, '[itemprop="datePublished"]', 'content', 'datetime')) ??
    toDate(attribute(document, 'article time[datetime], time[pubdate], header time[datetime]', 'datetime'))
  )
}

/** The main content as HTML: as a readability library finds it, else the one article, the main element or the body. */
function contentOf(document: Document): string {
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove()
  const whole =
    document.querySelector('article') ?? document.querySelector('main') ?? document.querySelector('body')
  const fallback = whole?.innerHTML ?? ''
  // It takes the document apart. Short posts are posts: it would take them for none.
  const parsed = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
    charThreshold: 0,
    disableJSONLD: true,
  }).parse()
  return parsed?.content || fallback
}

function meta(document: Document, by: 'name' | 'property', value: string): string | undefined {
  return document.querySelector(`meta[${by}="${value}" i]`)?.getAttribute('content')?.trim() || undefined
}

function metas(document: Document, property: string): string[] {
  return [...document.querySelectorAll(`meta[property="${property}" i]`)].map(
    (one) => one.getAttribute('content') ?? '',
  )
}

function attribute(document: Document, selector: string, ...names: string[]): string | undefined {
  const element = document.querySelector(selector)
  return names.map((name) => element?.getAttribute(name)).find(Boolean) ?? undefined
}

function textsOf(document: Document, selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((one) => one.textContent?.trim() ?? '')
}

function toDate(text: string | undefined): string | undefined {
  return text === undefined ? undefined : readDate(text.trim())
}
