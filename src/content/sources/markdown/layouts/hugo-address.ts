import { toFolderPath, toPath } from '../address.ts'
import { isTable, ownValue } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues } from '../permalink.ts'
import { splitDate, withoutExtension } from '../place.ts'
import { type Content, contentOf, isPage } from './hugo-content.ts'
import type { Settings } from './hugo-settings.ts'

/** The address of a page: from its front matter, otherwise from the pattern of its section, otherwise from its place. */
export function addressOf(post: PostParts, settings: Settings): string {
  const content = contentOf(post, settings)
  if (content === undefined) return toFolderPath(withoutExtension(post.place))
  const { prefix } = content.language
  const parts = { post, content, settings }
  const given = readText(post.fields.url)
  if (given !== undefined) {
    return toFolderPath(fill(/^(?:\/|https?:)/i.test(given) ? given : `${prefix}/${given}`, parts))
  }
  const pattern = patternOf(content, settings)
  const path = pattern === undefined ? placePath(parts) : fill(pattern, parts)
  return toPath(`${prefix}/${path.replace(/\/+$/, '')}${isUgly(content, settings) ? '.html' : '/'}`)
}

type Parts = { post: PostParts; content: Content; settings: Settings }

function placePath({ post, content, settings }: Parts): string {
  const names = content.folders.map(({ name }) => name)
  const slug = readText(post.fields.slug) ?? nameOf(content, settings)
  return [...names, slug].map((name) => urlize(name, settings)).join('/')
}

function isUgly({ folders }: Content, { uglyUrls }: Settings): boolean {
  const section = folders[0]?.name ?? ''
  return readYesNo(isTable(uglyUrls) ? ownValue(uglyUrls, section) : uglyUrls) === true
}

/** The pattern of the section that the content lies in. */
function patternOf(content: Content, settings: Settings): string | undefined {
  const own = ownValue(content.language.permalinks, content.folders[0]?.name ?? '/')
  return isPage(content, settings) ? own : (settings.permalink ?? own)
}

function nameOf({ stem }: Content, { datesInNames }: Settings): string {
  return datesInNames ? splitDate(stem).rest : stem
}

function valuesOf({ post, content, settings }: Parts): Record<string, string> {
  const url = (text: string | undefined) => urlize((text ?? '').replaceAll('+', ' '), settings)
  // A page without a date has the first day of Go's calendar.
  const date = dateValues(post.date ?? '0001-01-01')
  const name = nameOf(content, settings)
  const slug = readText(post.fields.slug) ?? (name === content.stem ? undefined : name)
  const title = readText(post.fields.title)
  return {
    year: String(Number(date.year)),
    month: date.month ?? '',
    monthname: url(date.long_month),
    day: date.day ?? '',
    weekday: String(Number(date.w_day) % 7),
    weekdayname: url(date.long_day),
    yearday: String(Number(date.y_day)),
    section: url(content.folders[0]?.name),
    title: url(title),
    slug: url(slug ?? title),
    filename: url(content.stem),
    slugorfilename: url(slug ?? name),
    contentbasename: url(content.stem),
    slugorcontentbasename: url(slug ?? name),
  }
}

/** A pattern with its placeholders filled in. `:sections` may name a range: `:sections[1:]`. */
function fill(pattern: string, parts: Parts): string {
  const values = valuesOf(parts)
  const sections = sectionsOf(parts.content).map((name) => urlize(name, parts.settings))
  return pattern.replace(/:([a-z]+)(?:\[([^\]]*)\])?/g, (placeholder, name: string, range?: string) =>
    name === 'sections' ? slice(sections, range).join('/') : (ownValue(values, name) ?? placeholder),
  )
}

/** The names of the sections around a page: the top folder, and the folders below it that have an `_index.md`. */
function sectionsOf({ folders }: Content): string[] {
  return folders.filter(({ index }, depth) => depth === 0 || index === 'section').map(({ name }) => name)
}

/** A part of a list, as Hugo writes it: `1:`, `:2`, `0`, `last`. */
function slice(names: readonly string[], range = ':'): string[] {
  const at = (text: string, otherwise: number) =>
    text === 'last' ? names.length - 1 : text === '' ? otherwise : Number(text)
  const [from = '', to] = range.split(':')
  if (to === undefined) return names.slice(at(from, 0)).slice(0, 1)
  return names.slice(at(from, 0), at(to, names.length))
}

const ALLOWED = /[\p{L}\p{Nd}\p{M}./\\_#+~@-]/u

/** A text in the form of Hugo's addresses: lower case, spaces as hyphens, without most other signs. */
function urlize(text: string, { keepsCase, removesAccents }: Settings): string {
  const plain = removesAccents ? text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC') : text
  let result = ''
  let isHyphenDue = false
  for (const sign of plain) {
    if (ALLOWED.test(sign)) {
      result += isHyphenDue && sign !== '-' ? `-${sign}` : sign
      isHyphenDue = false
    } else if (/\s/.test(sign)) {
      isHyphenDue = result !== '' && !result.endsWith('-')
    }
  }
  return keepsCase ? result : result.toLowerCase()
}
