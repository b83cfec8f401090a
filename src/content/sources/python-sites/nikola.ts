import { basename, dirname, extname, join } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import { readDate } from '../../documents/read-date.ts'
import { toPath } from '../markdown/address.ts'
import { type Fields, isTable } from '../markdown/fields.ts'
import { readText, readYesNo } from '../markdown/front-matter-values.ts'
import { dateValues, fillIn } from '../markdown/permalink.ts'
import { readTextFile } from '../markdown/read-text-file.ts'
import type { FolderFormat } from '../source-types.ts'
import { readMarkdownHeader, readNikolaFields, readNikolaHeader } from './headers.ts'
import {
  namesOf,
  readSettings,
  readSite,
  type Settings,
  type SitePost,
  type SiteText,
} from './python-site.ts'
import { slugify } from './slugify.ts'

const CONFIG = 'conf.py'
const MAX_META_BYTES = 1024 * 1024
/** Statuses and tags by which a post is not for readers. */
const HIDDEN: ReadonlySet<string> = new Set(['draft', 'private'])
const STATUSES: ReadonlySet<string> = new Set(['published', 'featured', ''])

/** A site of Nikola: Markdown, reStructuredText and HTML with lines such as `.. title: Kettles`, or with a `.meta` file beside them. */
export const nikolaFormat: FolderFormat = {
  name: 'nikola',
  title: 'Nikola',
  recognises: async (path) => {
    const { text = '' } = await readTextFile(join(path, CONFIG), MAX_META_BYTES)
    // Sphinx calls its configuration the same.
    return /^POSTS\s*=/m.test(text) && (/nikola/i.test(text) || /^(?:BLOG_TITLE|SITE_URL)\s*=/m.test(text))
  },
  async open(path, options) {
    const settings = await readSettings(path, CONFIG)
    if (settings === undefined) throw new InputError(`${path}: expected a site of Nikola, found no ${CONFIG}`)
    const rules = toRules(settings, options)
    return {
      name: path,
      format: 'nikola',
      complete: true,
      items: (signal) => readSite(path, path, { read: (file) => readPost(file, rules), options, signal }),
    }
  },
}

/** Files that are posts or pages: the folder and extension of their paths, and where they are shown. */
type Rule = { folder: string; extension: string; destination: string; isPage: boolean }

type Rules = {
  rules: readonly Rule[]
  isPretty: boolean
  language: string
  /** The folder of each further language. */
  translations: ReadonlyMap<string, string>
  permalink: string | undefined
  takesPages: boolean
}

function toRules(
  { values, computed }: Settings,
  { permalink, pages = false }: { permalink?: string; pages?: boolean },
): Rules {
  if (computed.has('POSTS')) {
    throw new InputError(`${CONFIG}: POSTS: expected a list of texts, got code, which is not run`)
  }
  const language = readText(values.get('DEFAULT_LANG')) ?? 'en'
  const translations = values.get('TRANSLATIONS')
  const others = isTable(translations) ? Object.entries(translations) : []
  return {
    rules: [...rulesOf(values.get('POSTS'), false), ...rulesOf(values.get('PAGES'), true)],
    isPretty: values.get('PRETTY_URLS') !== false,
    language,
    translations: new Map(
      others
        .filter(([code]) => code !== language)
        .map(([code, folder]) => [code, (readText(folder) ?? code).replace(/^\.?\/+|\/+$/g, '')]),
    ),
    permalink,
    takesPages: pages,
  }
}

/** The rules of a setting such as `(("posts/*.md", "posts", "post.tmpl"),)`. */
function rulesOf(setting: unknown, isPage: boolean): Rule[] {
  if (!Array.isArray(setting)) return []
  return setting.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return []
    const [pattern, destination] = entry.map(
      (one: unknown) => readText(isTable(one) ? Object.values(one)[0] : one) ?? '',
    )
    if (pattern === undefined || destination === undefined || pattern === '') return []
    return [{ folder: dirname(pattern), extension: extname(pattern), destination, isPage }]
  })
}

async function readPost({ place, path, markup, text }: SiteText, site: Rules): Promise<SitePost | undefined> {
  const rule = site.rules.find(
    ({ folder, extension }) =>
      extname(place) === extension && (folder === '.' || place.startsWith(`${folder}/`)),
  )
  if (rule === undefined) return undefined
  const head = await readHead(path, text, markup)
  if (head.reason !== undefined) return { kind: 'failed', reason: head.reason }
  const { name, language } = languageOf(basename(place, rule.extension), site)
  const fields = tidied(head.fields, language)
  const reason = whyHidden(fields, head.fields)
  if (reason !== undefined) return { kind: 'skipped', reason }
  if (rule.isPage && !site.takesPages) return { kind: 'skipped', reason: 'page' }
  const inside = dirname(place).slice(rule.folder === '.' ? 0 : rule.folder.length + 1)
  return {
    kind: 'post',
    fields,
    body: head.body,
    url: addressOf(fields, { name, language, inside: inside === '.' ? '' : inside, rule, site }),
  }
}

/** The fields of a post and its text. Fields in a `.meta` file of their own count first. */
async function readHead(path: string, text: string, markup: SiteText['markup']) {
  const meta = await readTextFile(`${path.slice(0, -extname(path).length)}.meta`, MAX_META_BYTES)
  if (meta.text !== undefined) return { fields: readNikolaFields(meta.text), body: text }
  const head = readNikolaHeader(text)
  const isWithout = head.reason === undefined && Object.keys(head.fields).length === 0
  return isWithout && markup === 'markdown' ? readMarkdownHeader(text) : head
}

function tidied(fields: Fields, language: string | undefined): Fields {
  const dateIn = (name: string) => {
    const date = readText(fields[name])
    return date === undefined ? {} : { [name]: date.replace(/\s*UTC(?=[+-])/, ' ') }
  }
  return {
    ...fields,
    ...dateIn('date'),
    ...dateIn('updated'),
    tags: namesOf(fields.tags).filter((tag) => !HIDDEN.has(tag.toLowerCase())),
    ...(language !== undefined && { lang: language }),
  }
}

function whyHidden(fields: Fields, given: Fields): string | undefined {
  const status = (readText(fields.status) ?? '').toLowerCase()
  const hidden = [status, ...namesOf(given.tags).map((tag) => tag.toLowerCase())].find((name) =>
    HIDDEN.has(name),
  )
  if (hidden !== undefined) return hidden
  if (!STATUSES.has(status)) return `status ${status.slice(0, 40)}`
  return readText(fields.title) === undefined ? 'without title' : undefined
}

/** The language in a file's name (`kettles.es`), and the name without it. */
function languageOf(stem: string, { translations }: Rules): { name: string; language: string | undefined } {
  const language = extname(stem).slice(1)
  return translations.has(language)
    ? { name: stem.slice(0, -language.length - 1), language }
    : { name: stem, language: undefined }
}

function addressOf(
  fields: Fields,
  {
    name,
    language,
    inside,
    rule,
    site,
  }: { name: string; language: string | undefined; inside: string; rule: Rule; site: Rules },
): string {
  const slug = readText(fields.slug) ?? slugify(name)
  const prefix = language === undefined ? '' : (site.translations.get(language) ?? language)
  if (site.permalink !== undefined && !rule.isPage) {
    const date = dateValues(readDate(readText(fields.date) ?? '') ?? '')
    return toPath(`${prefix}/${fillIn(site.permalink, { ...date, slug, title: slug })}`)
  }
  const isPretty = site.isPretty && readYesNo(fields.pretty_url) !== false
  // A page that is called "index" is the page of its folder.
  const end = slug === 'index' ? '' : isPretty ? `${slug}/` : `${slug}.html`
  return toPath([prefix, rule.destination, inside, end].filter((part, i) => part !== '' || i === 3).join('/'))
}
