import type { SourceOptions } from '../../source-types.ts'
import type { Folder, SourceFile } from '../../walk.ts'
import { toFolderPath, toPath } from '../address.ts'
import { type Fields, isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, PostParts, Site } from '../layout.ts'
import { dateValues, readPattern } from '../permalink.ts'
import { splitDate, splitPlace, withoutExtension } from '../place.ts'
import { inLanguages, type SiteFolder } from '../site-folder.ts'

const CONFIG_FILES = inLanguages(['hugo', 'config', 'config/_default/hugo', 'config/_default/config'])

/** Hugo: posts in the sections of `content/`, pages at its top level. */
export const hugo: Layout = {
  name: 'Hugo',
  recognises: async (folder) => (await folder.has(CONFIG_FILES)) && (await hasContent(folder)),
  async open(folder, options): Promise<Site> {
    const settings = readSettings(await readConfig(folder), options)
    // Where all content is at the top level, that is the blog.
    const hasSections = await folder.some((file) => {
      const content = contentOf(file, settings)
      return content !== undefined && content.folders.length > 0
    })
    return {
      roleOf: (file) => {
        const content = contentOf(file, settings)
        if (content === undefined) return undefined
        return hasSections && content.folders.length === 0 ? 'page' : 'post'
      },
      fieldsOf: (file) => fieldsOf(file, settings),
      addressOf: (post) => addressOf(post, settings),
    }
  },
}

async function hasContent(folder: SiteFolder): Promise<boolean> {
  const languages = readLanguages(await readConfig(folder))
  return folder.has(languages.map(({ content }) => content))
}

/** The configuration with the parts of it that may have files of their own. */
async function readConfig(folder: SiteFolder): Promise<Fields> {
  const part = async (name: string) => {
    const fields = await folder.readConfig(inLanguages([`config/_default/${name}`]))
    return Object.keys(fields).length > 0 ? { [name]: fields } : {}
  }
  const config = lowerCaseNames(await folder.readConfig(CONFIG_FILES))
  return { ...config, ...(await part('permalinks')), ...(await part('languages')) }
}

type Language = {
  /** Nothing, where no languages are configured. */
  code?: string
  /** Its folder, with "/" behind it. */
  content: string
  /** What its addresses begin with: `/de` or nothing. */
  prefix: string
  isDefault: boolean
  isDisabled: boolean
  permalinks: Fields
}

type Settings = {
  languages: Language[]
  /** For all sections. */
  permalink?: string
  uglyUrls: unknown
  keepsCase: boolean
  removesAccents: boolean
  /** Whether dates in names of files count. */
  datesInNames: boolean
}

function readSettings(config: Fields, { permalink }: SourceOptions): Settings {
  const dateSources = tableOf(config.frontmatter).date
  return {
    languages: readLanguages(config),
    ...(permalink !== undefined && { permalink }),
    uglyUrls: config.uglyurls,
    keepsCase: readYesNo(config.disablepathtolower) === true,
    removesAccents: readYesNo(config.removepathaccents) === true,
    datesInNames: Array.isArray(dateSources) && dateSources.includes(':filename'),
  }
}

/** The languages of the site, the default first; one without a name where none are configured. */
function readLanguages(config: Fields): Language[] {
  const content = readText(config.contentdir) ?? 'content'
  const permalinks = readPermalinks(config.permalinks)
  const first = readText(config.defaultcontentlanguage) ?? 'en'
  const inFolder = readYesNo(config.defaultcontentlanguageinsubdir) === true
  const tables = Object.entries(tableOf(config.languages)).filter(([, table]) => isTable(table))
  if (tables.length === 0) {
    return [{ content: asFolder(content), prefix: '', isDefault: true, isDisabled: false, permalinks }]
  }
  const disabled = Array.isArray(config.disablelanguages) ? config.disablelanguages : []
  return tables.map(([code, table]) => {
    const own = lowerCaseNames(tableOf(table))
    const isDefault = code.toLowerCase() === first.toLowerCase()
    return {
      code: code.toLowerCase(),
      content: asFolder(readText(own.contentdir) ?? content),
      prefix: isDefault && !inFolder ? '' : `/${code.toLowerCase()}`,
      isDefault,
      isDisabled: readYesNo(own.disabled) === true || disabled.includes(code),
      permalinks: own.permalinks === undefined ? permalinks : readPermalinks(own.permalinks),
    }
  })
}

/** Since 0.120 the patterns of pages are in a table of their own. */
function readPermalinks(value: unknown): Fields {
  const { page, ...sections } = tableOf(value)
  return isTable(page) ? { ...sections, ...page } : tableOf(value)
}

function asFolder(path: string): string {
  return `${path.replace(/^\.?\/+|\/+$/g, '')}/`
}

/** A page, as its place in the content has it. */
type Content = { language: Language; folders: readonly Folder[]; stem: string; isIndex: boolean }

type Placed = Pick<SourceFile, 'place' | 'folders'>

/** The content that a file is; undefined for what is no page: a section's `_index.md`, what belongs to a page bundle, what is not in a folder for content. */
function contentOf({ place, folders }: Placed, settings: Settings): Content | undefined {
  const language = languageOf(place, settings.languages)
  if (language === undefined || language.isDisabled) return undefined
  const parts = splitPlace(language.bare)
  if (parts.stem === '_index') return undefined
  const inContent = folders.slice(language.content.split('/').length - 1)
  const bundle = inContent.findIndex(({ index }) => index === 'page')
  const isBundle = parts.isIndex && bundle === inContent.length - 1
  if (bundle !== -1 && !isBundle) return undefined
  const above = parts.isIndex ? inContent.slice(0, -1) : inContent
  return { language, folders: above, stem: parts.stem, isIndex: parts.isIndex }
}

/** The language that a file is in by its name (`cats.de.md`) or else its folder, and its place in that folder without either. */
function languageOf(
  place: string,
  languages: readonly Language[],
): (Language & { bare: string }) | undefined {
  // The folder of a language may lie in that of another.
  const [folder] = languages
    .filter(({ content }) => place.startsWith(content))
    .sort((a, b) => b.content.length - a.content.length || Number(b.isDefault) - Number(a.isDefault))
  if (folder === undefined) return undefined
  const inFolder = place.slice(folder.content.length)
  const [, name, suffix = ''] = /^(.+)\.([^./]+)\.[^./]+$/.exec(inFolder) ?? []
  const named = languages.find(({ code }) => code === suffix.toLowerCase())
  return named === undefined
    ? { ...folder, bare: inFolder }
    : { ...named, content: folder.content, bare: `${name}.md` }
}

function fieldsOf(file: MarkdownFile, settings: Settings): Fields {
  const code = languageOf(file.place, settings.languages)?.code
  const build = tableOf(file.fields.build ?? file.fields._build)
  const isUnrendered = readText(build.render) === 'never' || readYesNo(build.render) === false
  return {
    ...(code !== undefined && { lang: code }),
    ...file.fields,
    ...(isUnrendered && { render: false }),
  }
}

function addressOf(post: PostParts, settings: Settings): string {
  const content = contentOf(post, settings)
  if (content === undefined) return toFolderPath(withoutExtension(post.place))
  const { prefix } = content.language
  const given = readText(post.fields.url)
  if (given !== undefined) return toFolderPath(/^(?:\/|https?:)/i.test(given) ? given : `${prefix}/${given}`)
  const pattern = patternOf(content, settings)
  const path =
    pattern === undefined
      ? placePath(post, content, settings)
      : fill(
          pattern,
          valuesOf(post, content, settings),
          (name) => urlize(name, settings),
          sectionsOf(content),
        )
  return toPath(`${prefix}/${path.replace(/\/+$/, '')}${isUgly(content, settings) ? '.html' : '/'}`)
}

function placePath(post: PostParts, content: Content, settings: Settings): string {
  const names = content.folders.map(({ name }) => name)
  const slug = readText(post.fields.slug) ?? nameOf(content, settings)
  return [...names, slug].map((name) => urlize(name, settings)).join('/')
}

function isUgly({ folders }: Content, { uglyUrls }: Settings): boolean {
  const section = folders[0]?.name ?? ''
  return readYesNo(isTable(uglyUrls) ? uglyUrls[section] : uglyUrls) === true
}

/** The pattern of the section that the content lies in. */
function patternOf({ folders, language }: Content, settings: Settings): string | undefined {
  const section = folders[0]?.name ?? '/'
  const own = readPattern(language.permalinks[section], `Hugo's configuration: permalinks.${section}`)
  return section === '/' ? own : (settings.permalink ?? own)
}

function nameOf({ stem }: Content, { datesInNames }: Settings): string {
  return datesInNames ? splitDate(stem).rest : stem
}

function valuesOf(post: PostParts, content: Content, settings: Settings): Record<string, string> {
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

/** A pattern with its placeholders filled in; that of sections may say which: `:sections[1:]`. */
function fill(
  pattern: string,
  values: Record<string, string>,
  urlizeName: (name: string) => string,
  sections: readonly string[],
): string {
  return pattern.replace(/:([a-z]+)(?:\[([^\]]*)\])?/g, (placeholder, name: string, range?: string) =>
    name === 'sections' ? slice(sections, range).map(urlizeName).join('/') : (values[name] ?? placeholder),
  )
}

/** The names of the sections around a page: the folder at the top, and those below that have an `_index.md`. */
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

/** A text as Hugo writes it in an address: in lower case, spaces as hyphens, without most other signs. */
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
