/** What a Markdown file's place and name say: `posts/2019-01-04-cats.md` or `posts/cats/index.md`. */
export type FileName = {
  /** The folders that are part of the address, without `content` and `_posts`. */
  section: string[]
  /** The name without date and extension; of a page bundle, the folder's. */
  slug: string
  /** `2019-01-04`, where the name begins with it. */
  date?: string
  /** Whether it lies among Jekyll's drafts. */
  inDrafts: boolean
}

const NOT_IN_ADDRESS = new Set(['_posts', '_drafts'])

/** The parts of a Markdown file's place in its folder. */
export function readFileName(place: string): FileName {
  const folders = place.replace(/\.[^./]+$/, '').split('/')
  const last = folders.pop() ?? ''
  const stem = last === 'index' ? (folders.pop() ?? '') : last
  const [, date, rest] = /^(\d{4}-\d{2}-\d{2})(?:[-_ ](.+))?$/.exec(stem) ?? []
  const section = folders[0] === 'content' ? folders.slice(1) : folders
  return {
    section: section.filter((name) => !NOT_IN_ADDRESS.has(name)),
    slug: rest ?? stem,
    ...(date !== undefined && { date }),
    inDrafts: folders.includes('_drafts'),
  }
}

/** What a post's address is made of. `date` is ISO 8601. */
export type AddressParts = {
  file: FileName
  language: 'yaml' | 'toml'
  fields: Record<string, unknown>
  date?: string
  categories: readonly string[]
}

/**
 * A post's address, percent-encoded: a path with outer slashes, or a whole URL where the front matter has one.
 * `url`, `permalink` and Zola's `path` say it; else a file with a date in its name lies under that date, as in
 * Jekyll (in TOML under its folders, as in Zola), and any other under its folders.
 */
export function postAddress(parts: AddressParts): string {
  const given = [parts.fields.url, readPermalink(parts), parts.fields.path].find(isText)
  if (given !== undefined) return toPath(given)
  const slug = isText(parts.fields.slug) ? parts.fields.slug : parts.file.slug
  const folders = dateFolders(parts) ?? parts.file.section
  return toPath([...folders, slug].map((name) => name.trim().replace(/\s+/g, '-')).join('/'))
}

/** The date counts that the post has, not the one in its file's name: so do Jekyll and Eleventy. */
function dateFolders({ file, language, date }: AddressParts): string[] | undefined {
  return file.date !== undefined && language === 'yaml' ? dayOf(date, file).split('-') : undefined
}

/** `2019-01-04`, the day of the post in its own time zone; empty if there is none. */
function dayOf(date: string | undefined, file: FileName): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? file.date ?? ''
}

/** Jekyll's permalink with its placeholders filled in; one that is a style ("pretty") or computed is none. */
function readPermalink({ fields, file, date, categories }: AddressParts): string | undefined {
  const permalink = fields.permalink
  if (!isText(permalink) || !permalink.includes('/') || permalink.includes('{')) return undefined
  const [year = '', month = '', day = ''] = dayOf(date, file).split('-')
  const slug = isText(fields.slug) ? fields.slug : file.slug
  const values: Record<string, string> = {
    categories: categories.join('/'),
    year,
    month,
    day,
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    title: slug,
    slug,
    output_ext: '.html',
  }
  return permalink.replace(/(?<!:\/*):([a-z_]+)/g, (placeholder, name: string) => values[name] ?? placeholder)
}

function toPath(address: string): string {
  const text = address.trim()
  if (/^https?:\/\//i.test(text)) return text
  const path = text.replace(/^[/\s]+/, '').replace(/\/{2,}/g, '/')
  const isPage = path === '' || path.endsWith('/') || /\.html?$/i.test(path)
  return encodePath(`/${path}${isPage ? '' : '/'}`)
}

/** Encodes what an address must not have, and leaves what is encoded. */
function encodePath(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%25([0-9A-F]{2})/gi, '%$1')
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
