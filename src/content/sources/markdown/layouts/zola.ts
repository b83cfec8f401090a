import { toFolderPath } from '../address.ts'
import { type Fields, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace, withoutExtension } from '../place.ts'

const CONFIG_FILES = ['zola.toml', 'config.toml']

/** Zola: pages anywhere in `content/`, with front matter in TOML. Hugo's `config.toml` has no `base_url`. */
export const zola: Layout = {
  name: 'Zola',
  recognises: async (folder) =>
    (await folder.has(['content'])) && 'base_url' in (await folder.readConfig(CONFIG_FILES)).fields,
  async open(folder, { permalink }): Promise<Site> {
    const settings = readSettings((await folder.readConfig(CONFIG_FILES)).fields, permalink)
    return {
      roleOf: ({ place, folders }) => {
        const inBundle = folders.slice(1).some(({ index }) => index === 'page')
        const { bare } = languageOf(place, settings)
        const isPage = place.startsWith('content/') && !/\/_index\.md$/.test(bare)
        return isPage && (!inBundle || splitPlace(bare).isIndex) ? 'post' : undefined
      },
      fieldsOf: ({ place, fields }) => {
        const { code } = languageOf(place, settings)
        const date = datedName(splitPlace(place).stem)?.date
        return { ...(code && { lang: code }), ...(date && { date }), ...fields }
      },
      addressOf: (post) => addressOf(post, settings),
    }
  },
}

type Settings = {
  languages: string[]
  /** The way in which names become parts of addresses: `on`, `safe` or `off`. */
  slugify: string
  keepsDates: boolean
  permalink?: string
}

function readSettings(config: Fields, permalink: string | undefined): Settings {
  const slugify = tableOf(config.slugify)
  return {
    languages: Object.keys(tableOf(config.languages)),
    slugify: readText(slugify.paths) ?? 'on',
    keepsDates: readYesNo(slugify.paths_keep_dates) === true,
    ...(permalink !== undefined && { permalink }),
  }
}

/** The language in a file's name (`cats.de.md`), and its place without that. */
function languageOf(place: string, { languages }: Settings): { code?: string; bare: string } {
  const [, name = '', code = ''] = /^(.*)\.([^./]+)\.md$/.exec(place) ?? []
  return languages.includes(code) ? { code, bare: `${name}.md` } : { bare: place }
}

/** The day or moment that a name begins with, and the name after it. */
function datedName(stem: string): { date: string; name: string } | undefined {
  const [, date, name] = /^(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)[-_](.+)$/.exec(stem) ?? []
  return date === undefined || name === undefined ? undefined : { date, name }
}

function addressOf(post: PostParts, settings: Settings): string {
  const { code, bare } = languageOf(post.place, settings)
  const { folders, stem } = splitPlace(bare)
  const prefix = code === undefined ? '' : `/${code}`
  const path = readText(post.fields.path)
  if (path !== undefined) return toFolderPath(`${prefix}/${path.replace(/^\/+/, '')}`)
  const name = settings.keepsDates ? stem : (datedName(stem)?.name ?? stem)
  const slug = slugify(readText(post.fields.slug) ?? name, settings)
  if (settings.permalink !== undefined) {
    const values = { ...dateValues(post.date ?? ''), slug, title: slug }
    return toFolderPath(prefix + fillIn(settings.permalink, values))
  }
  const sections = folders.slice(1).map((folder) => slugify(withoutExtension(folder), settings))
  return toFolderPath([prefix, ...sections, slug].join('/'))
}

function slugify(text: string, settings: Settings): string {
  if (settings.slugify === 'off') return text
  if (settings.slugify === 'safe') return text.trim().replace(/[<>:"/|?*#()[\]\\\s]+/g, '_')
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
