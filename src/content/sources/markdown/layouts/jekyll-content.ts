import { ownValue } from '../fields.ts'
import { withoutExtension } from '../place.ts'
import { isRead } from './jekyll-entries.ts'
import type { Settings } from './jekyll-settings.ts'

/** A page of a site by its place. */
export type JekyllContent = {
  /** `posts`, `drafts`, `pages`, or the name of a collection. */
  type: string
  /** Its place in the site's source, without the folder of collections. */
  place: string
  /** Its place in its collection. */
  inCollection: string
  /** The folders above `_posts` or `_drafts`. */
  foldersAbove: string[]
  /** The day in the name of a post. */
  date?: string
}

const COLLECTION = /^_(?<label>[^/]+)\/(?<rest>.+)$/
const POST_NAME = /^(?<date>\d{2,4}-\d{1,2}-\d{1,2})-[^/]*$/

/** The page that a file makes; undefined if it makes none: it is excluded, or in a folder that Jekyll does not read. */
export function contentOf(place: string, settings: Settings): JekyllContent | undefined {
  if (!place.startsWith(settings.source)) return undefined
  const inSource = place.slice(settings.source.length)
  return specialOf(inSource, settings) ?? collectionOf(inSource, settings) ?? pageOf(inSource, settings)
}

function specialOf(place: string, settings: Settings): JekyllContent | undefined {
  const { above = '', type = '', rest = '' } = firstSpecial(place) ?? {}
  const inCollections =
    `${above}/`.startsWith(settings.collectionsFolder) || settings.collectionsFolder === ''
  const base = above === '' ? `_${type}` : `${above}/_${type}`
  const isFound = type !== '' && inCollections && (above === '' || isRead(settings.isRead, `${above}/x`))
  if (!isFound || !settings.isRead(rest, base, false)) return undefined
  const date = POST_NAME.exec(rest.slice(rest.lastIndexOf('/') + 1))?.groups?.date
  if (type === 'posts' && date === undefined) return undefined
  const stripped = `${above}/`.slice(settings.collectionsFolder.length).replace(/\/$/, '')
  return {
    type,
    place: [stripped, `_${type}`, rest].filter(Boolean).join('/'),
    inCollection: rest,
    foldersAbove: stripped.split('/').filter(Boolean),
    ...(date !== undefined && { date: withCentury(date) }),
  }
}

/** The parts of a place at its first `_posts` or `_drafts`. */
function firstSpecial(place: string): Record<string, string> | undefined {
  const at = /(?:^|\/)_(?:posts|drafts)\//.exec(place)
  if (at === null) return undefined
  const above = place.slice(0, at.index)
  const rest = place.slice(at.index + at[0].length)
  return { above, type: at[0].replace(/[/_]/g, ''), rest }
}

/** The name of a file without its day and its extension. */
export function slugOf({ inCollection }: JekyllContent): string {
  const name = inCollection.slice(inCollection.lastIndexOf('/') + 1)
  return withoutExtension(name)
    .replace(/\.+$/, '')
    .replace(/^\d{2,4}-\d{1,2}-\d{1,2}-/, '')
}

function withCentury(date: string): string {
  return /^\d{2}-/.test(date) ? `20${date}` : date
}

function collectionOf(place: string, settings: Settings): JekyllContent | undefined {
  if (!place.startsWith(settings.collectionsFolder)) return undefined
  const stripped = place.slice(settings.collectionsFolder.length)
  const { label = '', rest = '' } = COLLECTION.exec(stripped)?.groups ?? {}
  if (ownValue(settings.collections, label) === undefined) return undefined
  if (!settings.isRead(rest, `${settings.collectionsFolder}_${label}`, false)) return undefined
  return { type: label, place: stripped, inCollection: rest, foldersAbove: [] }
}

function pageOf(place: string, settings: Settings): JekyllContent | undefined {
  if (/(?:^|\/)_(?:posts|drafts)\//.test(place) || !isRead(settings.isRead, place)) return undefined
  return { type: 'pages', place, inCollection: place, foldersAbove: [] }
}
