import { idFromUrl } from '../../content/documents/post-id.ts'
import { withoutAccents } from '../../content/words/without-accents.ts'
import { normaliseText } from './normalise.ts'

/** The parts of an address that tell which post it is of. */
export type Address = {
  /** Its decoded path in lower case, without ending and without what follows a post's own address. */
  path: string
  /** The names of its folders. */
  folders: string[]
  /** The words of its name (the last part of the path), in lower case, without a date before them. */
  words: string[]
  /** The date in the address; month and day may be missing. */
  date: { year: number; month?: number; day?: number } | undefined
  /** Possible ids of the post: its address, its name, or the value of `?p=12`. */
  ids: string[]
}

/** Suffixes of a post's own address: its feed, its pages, pages of its comments. */
const AFTER = /\/(?:feed|amp|embed|trackback|index|default|comment-page-\d+|page\/?\d+)$/i
/** Files that are no posts, whatever their names: pictures, scripts, feeds. */
const FILE =
  /\.(?:avif|bmp|css|gif|ico|jpe?g|js|json|map|mjs|mp[34]|pdf|png|rss|svg|txt|webp|woff2?|xml|zip)$/i
/** Folders of lists of posts. */
const LISTS = new Set([
  'tag',
  'tags',
  'category',
  'categories',
  'author',
  'authors',
  'topic',
  'topics',
  'search',
])
/** A date in a path: `2019/01/04`, `2019-01-04-`, `2019/01`, `2019`. */
const DATE = /(?:^|\/)((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/-]|$)/
const DATE_BEFORE = /^(?:19|20)\d\d-\d{1,2}-\d{1,2}-/
const PLAIN = /[?&](?:p|page_id|post|id)=([\w-]+)/

/** Reads an address. Undefined if it can mean no post: the front page, a file, or a list of posts. */
export function readAddress(url: string): Address | undefined {
  const [plain] = (PLAIN.exec(url) ?? []).slice(1)
  const id = idFromUrl(url)
  if (id === undefined || FILE.test(id)) return undefined
  const own = trimmed(id)
  const folders = own.split('/')
  const name = folders.pop() ?? ''
  if (folders.some((folder) => LISTS.has(folder.toLowerCase()))) return undefined
  const words = wordsOf(name.replace(DATE_BEFORE, ''))
  if (words.length === 0 && plain === undefined) return undefined
  return {
    path: own.toLowerCase(),
    folders: folders.map((folder) => folder.toLowerCase()),
    words,
    date: dateOf(own),
    ids: [...new Set([id, own, name, ...(plain === undefined ? [] : [plain])])].filter((text) => text !== ''),
  }
}

function trimmed(path: string): string {
  const shorter = path.replace(AFTER, '').replace(/^index$/i, '')
  return shorter === path ? path : trimmed(shorter)
}

/** The words of a name or a title, split at signs and at capitals ("ReadyToFire"). */
export function wordsOf(text: string): string[] {
  const parted = normaliseText(text)
    .replace(/['’]/g, '')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
  return (
    withoutAccents(parted)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

function dateOf(path: string): Address['date'] {
  const [, year, month, day] = DATE.exec(path) ?? []
  if (year === undefined) return undefined
  return {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  }
}
