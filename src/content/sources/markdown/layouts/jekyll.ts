import { readDate } from '../../../documents/read-date.ts'
import { readAliases } from '../aliases.ts'
import type { Fields } from '../fields.ts'
import { readNames, readText } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { inTimeZone, withTimeZone } from '../time-zone.ts'
import { addressOf } from './jekyll-address.ts'
import { contentOf, type JekyllContent, slugOf } from './jekyll-content.ts'
import { readSettings, type Settings } from './jekyll-settings.ts'

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.toml']

const DATE_ORDER = 'day first'

/** Jekyll: dated files in `_posts`, drafts in `_drafts`, and collections; any other Markdown with front matter makes a page. */
export const jekyll: Layout = {
  name: 'Jekyll',
  recognises: (folder) => folder.has(CONFIG_FILES),
  resembles: (folder) => folder.has(['_posts']),
  async open(folder, options): Promise<Site> {
    const { name, fields } = await folder.readConfig(CONFIG_FILES)
    const isOctopress =
      fields.source === undefined && !(await folder.has(['_posts'])) && (await folder.has(['source/_posts']))
    const config = isOctopress ? { ...fields, source: 'source' } : fields
    const settings = readSettings(name, config, options)
    return {
      roleOf: ({ place }) => roleOf(contentOf(place, settings), options.pages === true),
      fieldsOf: (file) => fieldsOf(file, settings),
      htmlPosts: true,
      withoutFrontMatter: ({ place }) => contentOf(place, settings)?.type === 'posts',
      dateOrder: DATE_ORDER,
      namesBySpaces: true,
      publishesDrafts: settings.publishesDrafts,
      publishesFuture: settings.publishesFuture,
      basePath: settings.basePath,
      aliasesOf: readAliases,
      addressOf: (post) => addressOf(post, settings),
    }
  },
}

function roleOf(content: JekyllContent | undefined, pages: boolean): 'post' | 'page' | undefined {
  if (content === undefined) return undefined
  if (content.type !== 'pages') return 'post'
  return pages ? 'page' : undefined
}

/** The front matter with defaults. A post's categories are the folders above `_posts` and those of its front matter. */
function fieldsOf(file: MarkdownFile, settings: Settings): Fields {
  const content = contentOf(file.place, settings)
  if (content === undefined) return file.fields
  const { type, place } = content
  const fallbacks = settings.defaults.filter(
    (entry) => (entry.type ?? type) === type && entry.holdsFor(place),
  )
  const fallback = Object.fromEntries(fallbacks.flatMap(({ values }) => Object.entries(values)))
  const fields: Fields = { ...fallback, ...file.fields }
  const date = readText(fields.date) ?? content.date
  const own = readNames(fields.categories, true)
  return {
    ...fields,
    ...(readText(fields.title) === undefined && type !== 'pages' && { title: titleOf(content) }),
    ...(date !== undefined && { date: shownDate(date, settings) }),
    ...(type !== 'pages' && { categories: [...content.foldersAbove, ...own] }),
  }
}

/** The title that Jekyll makes of the name of a file. */
function titleOf(content: JekyllContent): string {
  const words = slugOf(content).split('-')
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(' ')
}

/** A date as the site shows it: a moment in the site's time zone, and a day as it is written. */
function shownDate(date: string, { timeZone }: Settings): string {
  if (!date.includes(':')) return date
  const moment = readDate(withoutSeconds(date) ? withTimeZone(date, timeZone) : date, DATE_ORDER)
  return moment === undefined ? date : inTimeZone(moment, timeZone)
}

/** Ruby's YAML reads a moment with seconds as one in UTC. A moment without them is a text to it, which Jekyll reads in the time zone of the site. */
function withoutSeconds(date: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}[T ]+\d{1,2}:\d{2}$/.test(date.trim())
}
