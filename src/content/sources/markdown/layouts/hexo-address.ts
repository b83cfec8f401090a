import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { toPath } from '../address.ts'
import { ownValue } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues } from '../permalink.ts'
import { withoutExtension } from '../place.ts'
import { withTimeZone } from '../time-zone.ts'
import { nameOf, slugize } from './hexo-name.ts'
import type { Settings } from './hexo-settings.ts'

/** The address of a post by `permalink`, or of a page by its place. */
export function addressOf(post: PostParts, settings: Settings): string {
  const inSource = post.place.slice(settings.source.length)
  const [, name] = /^_(?:posts|drafts)\/(.+)$/.exec(inSource) ?? []
  const own = readText(post.fields.permalink)
  if (name === undefined) return toPath(pageOf(own ?? inSource, settings))
  const path = own ?? fill(settings.permalink, valuesOf(post, name, settings))
  const isFolder = settings.hasAssetFolders && !/(?:\/|\.html)$/.test(path)
  return toPath(pretty(isFolder ? `${path}/` : path, settings))
}

function pageOf(path: string, settings: Settings): string {
  if (path.endsWith('/')) return path
  return pretty(`${withoutExtension(path)}.html`, settings).replace(/(^|\/)index\.html$/, '$1')
}

function pretty(path: string, { keepsHtml }: Settings): string {
  return keepsHtml || /(?:^|\/)index\.html$/.test(path) ? path : path.replace(/\.html$/, '')
}

type Values = Record<string, string | undefined>

/** A pattern with its placeholders filled in. A placeholder without a value stays. */
function fill(pattern: string, values: Values): string {
  return pattern.replace(
    /:(\w*[^_\W])/g,
    (placeholder, name: string) => ownValue(values, name) ?? placeholder,
  )
}

/** The values of placeholders: those of Hexo, then those of the file's name and of front matter, then the defaults of the configuration. */
function valuesOf(post: PostParts, name: string, settings: Settings): Values {
  const { title, values } = nameOf(name, settings.newPostName)
  const texts = (table: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(table).map(([key, value]) => [key, readText(value)]))
  return {
    ...texts(settings.permalinkDefaults),
    slug: basename(title),
    ...texts(post.fields),
    ...values,
    ...dateValues(wallClock(post.date)),
    title,
    name: basename(title),
    post_title: slugize(readText(post.fields.title) ?? '', '1'),
    hash: hashOf(title, post.date, settings),
    category: categoryOf(post, settings),
  }
}

/** Hexo takes a date to UTC, and what the clock shows there for the local time. */
function wallClock(date: string | undefined): string {
  return date === undefined || Number.isNaN(Date.parse(date)) ? (date ?? '') : new Date(date).toISOString()
}

function hashOf(title: string, date: string | undefined, { timeZone }: Settings): string | undefined {
  if (date === undefined) return undefined
  const moment = Date.parse(withTimeZone(wallClock(date).replace(/(?:\.\d+)?Z$/, ''), timeZone))
  return createHash('sha1')
    .update(title + String(Math.floor(moment / 1000)))
    .digest('hex')
    .slice(0, 12)
}

/** The category with those above it. A list is one line of categories, each below the one before; a list of lists has several, of which the last counts. */
function categoryOf({ fields }: PostParts, settings: Settings): string {
  const value = fields.categories ?? fields.category
  const items = Array.isArray(value) ? value : [value]
  const last = items.some(Array.isArray) ? items.at(-1) : items
  const names = (Array.isArray(last) ? last : [last]).flatMap((item) => readText(item) ?? [])
  if (names.length === 0) return settings.defaultCategory
  return names
    .map((name) => slugize(readText(ownValue(settings.categoryMap, name)) ?? name, settings.filenameCase))
    .join('/')
}
