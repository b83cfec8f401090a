import { posix } from 'node:path'
import { toFolderPath, toPath } from '../address.ts'
import { ownValue } from '../fields.ts'
import { readText, readTexts } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues } from '../permalink.ts'
import { withoutExtension } from '../place.ts'
import { formatDate } from './go-date.ts'
import { type Content, contentOf, sectionNames, type Tree } from './hugo-content.ts'
import { isUgly, type Language, type Settings } from './hugo-settings.ts'

/** The name under which front matter carries the date for addresses. It counts before a field of that name in the file. */
export const ADDRESS_DATE = 'addressDate'

/** A site: its settings, its folders, and whether any page is in a section; if none is, the top level is the blog. */
export type HugoSite = { settings: Settings; tree: Tree; hasSections: boolean }
type Parts = { post: PostParts; content: Content; site: HugoSite }

/** The address of a page: from its front matter, otherwise from the pattern of its section, otherwise from its place. */
export function addressOf(post: PostParts, site: HugoSite): string {
  const content = contentOf(post, site.settings, site.tree)
  if (content === undefined) return toFolderPath(withoutExtension(post.place))
  return (content.language.baseUrl ?? '') + pathOf({ post, content, site })
}

/** The addresses that lead to a page by its `aliases`. One without "/" in front is relative to the folder of the page's address. */
export function aliasesOf(post: PostParts, site: HugoSite): string[] {
  const content = contentOf(post, site.settings, site.tree)
  if (content === undefined) return []
  const { language } = content
  const own = pathOf({ post, content, site }).replace(/\/$/, '')
  const ending = isUgly(language, content.folders[0] ?? '') ? '.html' : '/'
  return textsOf(post.fields.aliases).map((alias) => {
    const path = alias.startsWith('/')
      ? posix.join('/', language.prefix, alias)
      : posix.join('/', posix.dirname(own), toPath(alias).slice(1))
    const isWhole = path.endsWith('/') || /\.html?$/.test(path)
    return (language.baseUrl ?? '') + toPath(isWhole ? path : path + ending)
  })
}

/** The texts of a list. A single text is a list with spaces, as Hugo reads it. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? readTexts(value) : (readText(value) ?? '').split(/\s+/).filter(Boolean)
}

function pathOf(parts: Parts): string {
  const { post, content, site } = parts
  const { language } = content
  const given = readText(post.fields.url)
  if (given !== undefined) return givenPath(fill(given, parts), language)
  const pattern = patternOf(content, site)
  const path =
    pattern === undefined
      ? placePath(parts)
      : urlize(fill(pattern, parts).replace(/\/+$/, '').replaceAll('+', ' '), language)
  const ending = isUgly(language, content.folders[0] ?? '') ? '.html' : '/'
  return toPath(`${language.prefix}/${path}${ending}`)
}

/** The path of a `url`. Without "/" in front it lies under the language's prefix; with a dot it is that of a file. */
function givenPath(given: string, { prefix }: Language): string {
  const address = /^(?:\/|https?:)/i.test(given) ? given : `${prefix}/${given}`
  const isFile = given.includes('.') && !given.endsWith('/')
  const path = isFile ? toPath(address) : toFolderPath(address)
  return path.replace(/\/index\.html$/, '/')
}

function placePath({ post, content, site }: Parts): string {
  const { folders, stem, language } = content
  const sections = sectionNames(folders, { language, slugs: site.tree.slugs }, (folder) => folder)
  const names = [...sections, stem].map((name) => name.replaceAll(' ', '-'))
  const slug = slugOf(post)
  const path = slug === undefined ? names : [...names.slice(0, -1), slug]
  return path.map((name) => urlize(name, language)).join('/')
}

function slugOf({ fields }: PostParts): string | undefined {
  return readText(fields.slug)?.replace(/^-+|-+$/g, '') || undefined
}

/** The pattern of addresses for a page. The pattern of the project file is for posts, not for pages beside them. */
function patternOf(content: Content, { settings, hasSections }: HugoSite): string | undefined {
  const { language, path, folders } = content
  const own = language.permalinks.find(({ isFor }) => isFor({ path, code: language.code }))?.pattern
  return hasSections && folders.length === 0 ? own : (settings.permalink ?? own)
}

function valuesOf({ post, content }: Parts): Record<string, string | undefined> {
  const { language, stem, folders } = content
  const url = (text: string | undefined) => urlize(text ?? '', language)
  const date = dateValues(addressDate(post))
  const slug = slugOf(post)
  const title = readText(post.fields.title)?.replaceAll('/', '-')
  return {
    year: String(Number(date.year)),
    month: date.month,
    monthname: url(date.long_month),
    day: date.day,
    weekday: String(Number(date.w_day) % 7),
    weekdayname: url(date.long_day),
    yearday: String(Number(date.y_day)),
    section: url(folders[0]),
    title: url(title),
    slug: url(slug ?? title),
    filename: url(stem),
    slugorfilename: url(slug ?? stem),
    contentbasename: url(stem),
    slugorcontentbasename: url(slug ?? stem),
  }
}

/** The date in addresses. A page without a date has the first day of Go's calendar. */
function addressDate({ fields }: PostParts): string {
  return readText(fields[ADDRESS_DATE]) ?? '0001-01-01'
}

/** A pattern with its placeholders filled in. */
function fill(pattern: string, parts: Parts): string {
  const values = valuesOf(parts)
  return pattern.replace(
    /\\:|:(\w+)(?:\[([^\]]+)\])?/g,
    (placeholder, name: string | undefined, range?: string) =>
      name === undefined ? ':' : (fillOne(name, range, { parts, values }) ?? placeholder),
  )
}

/** The value of a placeholder. `:sections` may have a range (`:sections[1:]`), and a date may be a format of Go (`:2006`). */
function fillOne(
  name: string,
  range: string | undefined,
  { parts, values }: { parts: Parts; values: Record<string, string | undefined> },
): string | undefined {
  const sections = sectionsFor(name, parts)
  if (sections !== undefined) return slice(sections, range).join('/')
  return ownValue(values, name) ?? formatDate(name, addressDate(parts.post))
}

/** The parts of the address that the sections of a page make: by their folders (`:sections`), or by their slugs and titles (`:sectionslugs`). */
function sectionsFor(name: string, { content, site: { tree } }: Parts): string[] | undefined {
  const { language } = content
  const folders = sectionsOf(content, tree)
  const slugs = sectionNames(folders, { language, slugs: tree.slugs }, (folder, title) => title ?? folder)
  const names = ownValue({ sections: folders, sectionslugs: slugs, sectionslug: slugs.slice(0, 1) }, name)
  return names?.map((section) => urlize(section, language))
}

/** The names of the folders down to the section of a page: the deepest folder around it with an `_index.md`, otherwise the top folder. */
function sectionsOf({ folders }: Content, { kinds }: Tree): readonly string[] {
  const depths = folders.map((_, depth) => depth + 1)
  const deepest = depths.findLast((depth) => kinds.get(folders.slice(0, depth).join('/')) === 'section')
  return folders.slice(0, deepest ?? 1)
}

/** A part of a list, as Hugo writes it: `1:`, `:2`, `0`, `last`. */
function slice(names: readonly string[], range = ':'): string[] {
  const at = (text: string, otherwise: number) =>
    text === 'last' ? names.length - 1 : text === '' ? otherwise : Number(text)
  const [from = '', to] = range.split(':')
  if (to === undefined) return names.slice(at(from, 0)).slice(0, 1)
  return names.slice(at(from, 0), at(to, names.length))
}

const NOT_ALLOWED = /(?!%[\da-f]{2})[^\p{L}\p{Nd}\p{M}\s./\\_#+~-]/giu

/** A text in the form of Hugo's addresses: lower case, spaces as hyphens, without most other signs. */
function urlize(text: string, { keepsCase, removesAccents }: Language): string {
  const plain = removesAccents ? text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') : text
  const result = plain
    .replace(NOT_ALLOWED, '')
    .trim()
    .replace(/\s+(?=-)|(?<=-)\s+/g, '')
    .replace(/\s+/g, '-')
  // Letter by letter, since Go knows no form of a letter for the end of a word.
  return keepsCase ? result : [...result].map((sign) => sign.toLowerCase()).join('')
}
