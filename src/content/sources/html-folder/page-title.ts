import type { parseHTML } from 'linkedom'
import { htmlToText } from '../../documents/html-text.ts'
import { tidyLine } from '../../documents/tidy-text.ts'

type Document = ReturnType<typeof parseHTML>['document']

/** Titles that a page gives beside its text. */
type GivenTitles = { headline: string | undefined; ogTitle: string | undefined; siteName: string | undefined }

const SEPARATED = /\s+[|–—·•«»:-]\s+/

/**
 * The title of the article on a page, as HTML: its heading, otherwise what the page gives as its title, without the site's
 * name. Of several headings it is the one that the page gives as its title too.
 */
export function titleOf(document: Document, titles: GivenTitles): string {
  const headline = titles.headline?.trim() ?? ''
  const ogTitle = tidyLine(titles.ogTitle ?? '')
  const whole = tidyLine(document.querySelector('title')?.textContent ?? '')
  const headings = (selector: string) =>
    [...document.querySelectorAll(selector)]
      .map((one) => tidyLine(htmlToText(one.innerHTML)))
      .filter((text) => text !== '' && !isNameOfSite(text, whole, titles.siteName))
  const isGiven = (text: string) => [headline, ogTitle, whole].some((title) => title.includes(text))
  const own = [...headings('article h1'), ...headings('main h1')]
  const others = headings('h1')
  const site = tidyLine(titles.siteName ?? whole.split(SEPARATED).at(-1) ?? '')
  const candidates = [
    own.find(isGiven) ?? own[0],
    headline,
    ogTitle === whole ? ogTitle : withoutSite(ogTitle, site),
    others.find(isGiven),
    withoutSite(whole, site),
    others[0],
  ]
  const title = candidates.find(Boolean) ?? ''
  // Structured data has HTML, all others were read as text.
  return title === headline ? title : toHtml(title)
}

/** Whether a heading is the site's name, which stands at the end or the beginning of the titles of all pages. */
function isNameOfSite(text: string, whole: string, siteName: string | undefined): boolean {
  if (siteName !== undefined) return text === tidyLine(siteName)
  const parts = whole.split(SEPARATED)
  return parts.length > 1 && parts.at(-1) === text
}

/** A title without the site's name at its end or beginning. */
function withoutSite(title: string, site: string): string {
  const parts = title.split(SEPARATED)
  if (parts.length < 2 || site === '') return title
  if (parts.at(-1) === site) return title.slice(0, -site.length).replace(/\s+\S\s+$/, '')
  return parts[0] === site ? title.slice(site.length).replace(/^\s+\S\s+/, '') : title
}

/** Text as HTML. Only signs that would be taken for markup are escaped. */
function toHtml(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;')
}
