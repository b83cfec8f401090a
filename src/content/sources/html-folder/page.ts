import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { readDate } from '../../documents/read-date.ts'
import { type Picture, pictureAt } from '../picture.ts'
import { resolveUrl, underSite } from '../site-url.ts'
import type { SourceItem } from '../source-types.ts'
import { type Article, articleOf, publishedIn } from './json-ld.ts'
import { titleOf } from './page-title.ts'
import { wholePage } from './whole-page.ts'

type Document = ReturnType<typeof parseHTML>['document']

/** A page of a built site; `place` is its path in the folder. */
export type Page = { place: string; html: string }

/** Elements that are not the text of the post, though they may stand in it. */
const NOT_TEXT =
  'script, style, noscript, template, nav, form, iframe, #comments, #disqus_thread, .comments, .comments-area, .comment-list, .giscus, .utterances'
/** Names by which pages give their time of publication, the most exact first. */
const PUBLISHED =
  `article:published_time og:article:published_time og:published_time datePublished parsely-pub-date
  citation_publication_date dcterms.issued dcterms.created dc.date.issued dc.date.created dcterms.date dc.date
  pubdate publishdate publish-date date`.split(/\s+/)
const MODIFIED = 'article:modified_time og:article:modified_time og:updated_time dcterms.modified'.split(' ')
const JSON_LD = 'script[type*="ld+json" i]'
const NO_POST_PATH =
  /(?:^|\/)(?:404|search|page\/\d+|tags?|categor(?:y|ies)|archives?|authors?)(?:\.html?|\/|$)/i

/** A page as a post, or the reason why it is none. A page that looks like a list, a redirect or an error page is none, unless pages are wanted. */
export function toItem(
  { place, html }: Page,
  options: { siteUrl: string | undefined; pages: boolean },
): SourceItem {
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'post', reason })
  const { document } = parseHTML(wholePage(html))
  if (document.documentElement === null) return skipped('no post')
  if (hasNoIndex(document)) return skipped('noindex')
  if (document.querySelector('meta[http-equiv="refresh" i]') !== null) return skipped('redirect')
  if (isCopyForAmp(document, place)) return skipped('AMP copy of a page')
  const article = articleOf(textsOf(document, JSON_LD))
  if (!options.pages && !looksLikePost(document, article, place)) return skipped('no post')
  return { kind: 'document', place, value: toRawPost(document, article, { place, siteUrl: options.siteUrl }) }
}

function hasNoIndex(document: Document): boolean {
  return ['robots', 'googlebot'].some((name) => /\b(?:noindex|none)\b/i.test(meta(document, name) ?? ''))
}

/** Whether a page is only an AMP copy of another page, which it names as the canonical one. */
function isCopyForAmp(document: Document, place: string): boolean {
  const root = document.documentElement
  const canonical = canonicalOf(document)
  const isAmp = root?.hasAttribute('amp') === true || root?.hasAttribute('\u26a1') === true
  if (!isAmp || canonical === undefined || !URL.canParse(canonical, 'http://localhost')) return false
  return !new URL(canonical, 'http://localhost').pathname.endsWith(pathOf(place))
}

/** Whether a page says that it is an article: by structured data, by a time of publication, or by a single `article` element. */
function looksLikePost(document: Document, article: Article | undefined, place: string): boolean {
  if (NO_POST_PATH.test(place)) return false
  if (article !== undefined || meta(document, 'og:type') === 'article') return true
  const articles = document.querySelectorAll('article').length
  return articles === 1 || (articles === 0 && publishedOf(document, undefined) !== undefined)
}

function toRawPost(
  document: Document,
  article: Article | undefined,
  { place, siteUrl }: { place: string; siteUrl: string | undefined },
): unknown {
  const author = article?.author ?? meta(document, 'author') ?? meta(document, 'article:author')
  const language = document.documentElement?.getAttribute('lang')?.trim()
  const updated = toDate(article?.modified) ?? metaDate(document, MODIFIED)
  const date = publishedOf(document, article) ?? toDate(publishedIn(textsOf(document, JSON_LD)))
  const tags = [...metas(document, 'article:tag'), ...(article?.keywords ?? [])]
    .map((tag) => tag.trim())
    .filter(Boolean)
  return {
    url: addressOf(document, place, siteUrl),
    title: titleOf(document, {
      headline: article?.headline,
      ogTitle: meta(document, 'og:title'),
      siteName: meta(document, 'og:site_name'),
    }),
    text: contentOf(document),
    format: 'html',
    ...pictureOf(document, place, siteUrl),
    tags: [...new Set(tags)],
    ...(date !== undefined && { date }),
    ...(updated !== undefined && { updated }),
    ...(author && !/^https?:/i.test(author) && { author }),
    ...(language && { language }),
  }
}

/** The picture that the page gives for previews of it. */
function pictureOf(document: Document, place: string, siteUrl: string | undefined): Picture {
  const address =
    meta(document, 'og:image') ?? meta(document, 'og:image:url') ?? meta(document, 'twitter:image')
  const base = siteUrl === undefined ? undefined : addressOf(document, place, siteUrl)
  return pictureAt(address, meta(document, 'og:image:alt') ?? meta(document, 'twitter:image:alt'), base)
}

/** The address that the page gives for itself, otherwise that of its place: `a/index.html` is `/a/`. */
function addressOf(document: Document, place: string, siteUrl: string | undefined): string {
  const given = canonicalOf(document) ?? meta(document, 'og:url')
  const path = pathOf(place)
  if (given) return siteUrl === undefined ? given : resolveUrl(given, siteUrl)
  return siteUrl === undefined ? path : underSite(path, siteUrl)
}

function canonicalOf(document: Document): string | undefined {
  return document.querySelector('link[rel="canonical" i]')?.getAttribute('href')?.trim() || undefined
}

function pathOf(place: string): string {
  return `/${place.split('/').map(encodeURIComponent).join('/')}`.replace(/(?<=\/)index\.html?$/i, '')
}

/** The page's date of publication, if it gives it in one of the usual ways. */
function publishedOf(document: Document, article: Article | undefined): string | undefined {
  return (
    toDate(article?.published) ??
    metaDate(document, PUBLISHED) ??
    toDate(attribute(document, '[itemprop="datePublished"]', 'content', 'datetime')) ??
    toDate(attribute(document, 'article time[datetime], time[pubdate], header time[datetime]', 'datetime'))
  )
}

/** The main content as HTML. A readability library finds it; otherwise it is the only article, the main element or the body. */
function contentOf(document: Document): string {
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove()
  const whole =
    document.querySelector('article') ?? document.querySelector('main') ?? document.querySelector('body')
  const fallback = whole?.innerHTML ?? ''
  // Readability takes the document apart. Without this threshold it would find no content in short posts.
  const parsed = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
    charThreshold: 0,
    disableJSONLD: true,
  }).parse()
  return parsed?.content || fallback
}

/** The first date that the page gives by any of these names. */
function metaDate(document: Document, names: readonly string[]): string | undefined {
  return names.map((name) => toDate(meta(document, name))).find(Boolean)
}

/** The value that a page gives for a name. Authors of pages write the name in either of two attributes. */
function meta(document: Document, name: string): string | undefined {
  const element = document.querySelector(`meta[name="${name}" i], meta[property="${name}" i]`)
  return element?.getAttribute('content')?.trim() || undefined
}

function metas(document: Document, property: string): string[] {
  return [...document.querySelectorAll(`meta[property="${property}" i], meta[name="${property}" i]`)].map(
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
