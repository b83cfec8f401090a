import { toPath } from '../address.ts'
import { ownValue } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace, withoutExtension } from '../place.ts'
import { dayInZone } from '../time-zone.ts'
import { contentOf, type JekyllContent, slugOf } from './jekyll-content.ts'
import type { Settings } from './jekyll-settings.ts'

/** The address of a page: from its front matter, otherwise by the pattern of its collection. */
export function addressOf(post: PostParts, settings: Settings): string {
  const content = contentOf(post.place, settings)
  if (content === undefined) return toPath(withoutExtension(post.place))
  return toPath(fillIn(patternOf(post, content, settings), valuesOf(post, content, settings)))
}

function patternOf(post: PostParts, { type, place }: JekyllContent, settings: Settings): string {
  const own = readText(post.fields.permalink)
  if (own !== undefined && own !== 'false') return own
  if (type === 'posts' || type === 'drafts') return settings.postPattern
  if (type !== 'pages') return ownValue(settings.collections, type) ?? settings.pagePattern
  return splitPlace(place).isIndex ? '/:path/:basename/' : settings.pagePattern
}

function valuesOf(post: PostParts, content: JekyllContent, settings: Settings): Record<string, string> {
  const page = splitPlace(content.place)
  const pathInCollection = withoutExtension(content.inCollection).replace(/\.+$/, '')
  const fileName = pathInCollection.slice(pathInCollection.lastIndexOf('/') + 1)
  const slug = readText(post.fields.slug) ?? slugOf(content)
  return {
    ...dateValues(dayOf(post, settings)),
    categories: unique(post.categories.map((category) => category.toLowerCase())).join('/'),
    slugified_categories: unique(post.categories.map(slugify)).join('/'),
    title: slugifyPretty(slug),
    slug: slugify(slug),
    collection: content.type,
    name: slugify(fileName),
    path: content.type === 'pages' ? page.folders.join('/') : pathInCollection,
    basename: page.stem,
    output_ext: '.html',
  }
}

/** The day in the site's time zone. A date without a time is no moment, so it stays the same in every zone. */
function dayOf({ date = '', fields }: PostParts, { timeZone }: Settings): string {
  const hasTime = readText(fields.date)?.includes(':') === true
  return hasTime ? dayInZone(date, timeZone) : date
}

/** Jekyll's `slugify`, in its modes "pretty" and "default". */
function slugifyPretty(text: string): string {
  return text.replace(/[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu, '-').replace(/^-|-$/g, '')
}

function slugify(text: string): string {
  return text
    .replace(/[^\p{M}\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
