import { stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import type { Fields } from '../markdown/fields.ts'
import { readText } from '../markdown/front-matter-values.ts'
import { readTextFile } from '../markdown/read-text-file.ts'
import type { FolderFormat } from '../source-types.ts'
import { readMarkdownHeader, readNikolaFields, readNikolaHeader } from './headers.ts'
import { addressOf } from './nikola-address.ts'
import { CONFIG, inLanguage, type Rules, splitLanguage, toRules } from './nikola-rules.ts'
import { namesOf, readSettings, readSite, type SitePost, type SiteText } from './python-site.ts'

/** A longer file is no post. */
const MAX_FILE_BYTES = 32 * 1024 * 1024
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
      items: (signal) =>
        readSite(path, path, {
          read: (file) => readPost(file, rules),
          basePath: rules.basePath,
          options,
          signal,
        }),
    }
  },
}

async function readPost({ place, path, markup }: SiteText, site: Rules): Promise<SitePost | undefined> {
  const { bare, language } = splitLanguage(place, site)
  const rule = site.rules.find(
    ({ folder, extension }) =>
      extname(bare) === extension && (folder === '.' || bare.startsWith(`${folder}/`)),
  )
  if (rule === undefined) return undefined
  const root = path.slice(0, -place.length)
  const read = async (name: string) => [name, await readHead(root + name, markup)] as const
  const names = [bare, ...[...site.translations.keys()].map((code) => inLanguage(bare, code))]
  const heads = new Map(await Promise.all(names.map(read)))
  const head = heads.get(place)
  if (head === undefined) return undefined
  if (head.reason !== undefined) return { kind: 'failed', reason: head.reason }
  // Nikola hides a post in all languages if one of them says so.
  const given = [...heads.values()].flatMap((one) => (one?.fields === undefined ? [] : [one.fields]))
  const reason = given.map((fields) => whyHidden(fields, site)).find((found) => found !== undefined)
  if (reason !== undefined) return { kind: 'skipped', reason }
  if (rule.isPage && !site.takesPages) return { kind: 'skipped', reason: 'page' }
  // A translation has the fields that it does not give from the post in the site's language.
  const name = basename(bare, rule.extension)
  const all = { title: name, ...heads.get(bare)?.fields, ...head.fields }
  return {
    kind: 'post',
    fields: tidied(all, language ?? site.language, site),
    body: head.body,
    url: addressOf(all, { bare, name, language, rule, site }),
  }
}

/** The fields of a post and its text; undefined without such a file. Fields in a `.meta` file of their own count first. */
async function readHead(path: string, markup: SiteText['markup']) {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return undefined
  const { text, reason } = await readTextFile(path, MAX_FILE_BYTES)
  if (text === undefined) return { reason }
  const meta = await readTextFile(metaOf(path), MAX_META_BYTES)
  if (meta.text !== undefined) return { fields: readNikolaFields(meta.text), body: text }
  const head = readNikolaHeader(text)
  const isWithout = head.reason === undefined && Object.keys(head.fields).length === 0
  return isWithout && markup === 'markdown' ? readMarkdownHeader(text) : head
}

/** The file of the fields beside a text. */
function metaOf(path: string): string {
  return `${path.slice(0, -extname(path).length)}.meta`
}

function tidied(fields: Fields, language: string | undefined, { hidesByTags }: Rules): Fields {
  const dateIn = (name: string) => {
    const date = readText(fields[name])
    return date === undefined ? {} : { [name]: date.replace(/\s*UTC(?=[+-])/, ' ') }
  }
  return {
    ...fields,
    ...dateIn('date'),
    ...dateIn('updated'),
    tags: namesOf(fields.tags).filter((tag) => !(hidesByTags && HIDDEN.has(tag.toLowerCase()))),
    // Nikola names languages as in `zh_cn` and `sr@latin`.
    ...(language !== undefined && { lang: language.replace('_', '-').replace(/@.*/, '') }),
  }
}

function whyHidden(fields: Fields, { hidesByTags }: Rules): string | undefined {
  const status = (readText(fields.status) ?? '').toLowerCase()
  const tags = hidesByTags ? namesOf(fields.tags).map((tag) => tag.toLowerCase()) : []
  const hidden = [status, ...tags].find((name) => HIDDEN.has(name))
  if (hidden !== undefined) return hidden
  return STATUSES.has(status) ? undefined : `status ${status.slice(0, 40)}`
}
