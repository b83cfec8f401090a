import { type Fields, lowerCaseNames, tableOf } from './fields.ts'
import { readText, readYesNo } from './front-matter-values.ts'

/** Fields by which themes and search plugins leave a page out of their search, without the signs between words. */
const HIDING = new Map([
  ['excludefromsearch', 'excludeFromSearch'],
  ['excludesearch', 'excludeSearch'],
  ['searchexclude', 'search_exclude'],
  ['searchexcluded', 'search_excluded'],
  ['searchhidden', 'searchHidden'],
  ['hidefromsearch', 'hideFromSearch'],
  ['hiddenfromsearch', 'hiddenFromSearch'],
  ['booksearchexclude', 'bookSearchExclude'],
  ['nosearch', 'noSearch'],
  ['noindex', 'noindex'],
  ['robotsnoindex', 'robotsNoIndex'],
])

/** The fields that leave a post out of the search if they are false. */
const SHOWING = ['search', 'pagefind', 'in_search_index']

/** The reason why a post is not to be found, in words that can be counted; undefined if it may be. After its `expiry`, an ISO date, it is gone. */
export function whyNotForSearch(fields: Fields, expiry: string | undefined): string | undefined {
  const isYes = (name: string) => readYesNo(fields[name]) === true
  if (expiry !== undefined && Date.parse(expiry) <= Date.now()) return 'expired'
  if (isYes('headless')) return 'headless'
  // Zola's and Hugo's `render`, and Eleventy's `permalink`.
  if ([fields.render, fields.permalink].some((value) => readYesNo(value) === false)) return 'not rendered'
  if (isYes('unlisted')) return 'unlisted'
  if (isYes('encrypted')) return 'encrypted'
  if (isYes('eleventyexcludefromcollections')) return 'eleventyExcludeFromCollections'
  return [fields, tableOf(fields.params), tableOf(fields.extra)].map(hidingField).find(Boolean)
}

/** The field of a table that leaves the post out, with its value if that says so. */
function hidingField(table: Fields): string | undefined {
  const fields = lowerCaseNames(table)
  const showing = SHOWING.find((name) => readYesNo(fields[name]) === false)
  if (showing !== undefined) return `${showing}: false`
  if (readYesNo(lowerCaseNames(tableOf(fields.search)).exclude) === true) return 'search.exclude'
  if (/\bnoindex\b/i.test(readText(fields.robots) ?? '')) return 'robots: noindex'
  const names = Object.keys(fields).filter(
    (name) => name === name.toLowerCase() && readYesNo(fields[name]) === true,
  )
  return names.map((name) => HIDING.get(name.replace(/[-_]/g, ''))).find(Boolean)
}
