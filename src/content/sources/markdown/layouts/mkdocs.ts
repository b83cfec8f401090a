import { toPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { type Fields, isTable, tableOf } from '../fields.ts'
import { readNames, readText } from '../front-matter-values.ts'
import { headingOf } from '../heading.ts'
import { withNames } from '../known-authors.ts'
import type { Layout, MarkdownFile, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace, withoutExtension } from '../place.ts'
import { type Blog, blogsOf, CONFIG_FILES, readSettings, type Settings } from './mkdocs-settings.ts'

/** MkDocs with the blog of its theme Material. Documentation is no blog, and a site without that plugin has none. */
export const mkdocs: Layout = {
  name: 'MkDocs',
  recognises: async (folder) => {
    if (!(await folder.has(CONFIG_FILES))) return false
    return blogsOf((await folder.readConfig(CONFIG_FILES)).fields.plugins).length > 0
  },
  async open(folder, { permalink }): Promise<Site> {
    const settings = readSettings((await folder.readConfig(CONFIG_FILES)).fields)
    const files = settings.blogs.map((blog) => settings.documents + blog.authors)
    const authors = tableOf((await folder.readConfig(files)).fields.authors)
    return {
      roleOf: ({ place }) => {
        const name = inDocuments(place, settings)
        if (name === undefined || settings.isExcluded(name)) return undefined
        return blogAt(name, settings) === undefined ? 'page' : 'post'
      },
      basePath: settings.basePath,
      fieldsOf: (file) => fieldsOf(file, settings, authors),
      aliasesOf: readAliases,
      addressOf: (post) => addressOf(post, settings, permalink),
    }
  },
}

function inDocuments(place: string, { documents }: Settings): string | undefined {
  return place.startsWith(documents) ? place.slice(documents.length) : undefined
}

function blogAt(name: string, { blogs }: Settings): Blog | undefined {
  return blogs.find(({ posts }) => name.startsWith(posts))
}

function fieldsOf({ place, fields, body }: MarkdownFile, settings: Settings, authors: Fields): Fields {
  const blog = blogAt(inDocuments(place, settings) ?? '', settings)
  const dates = isTable(fields.date) ? { date: fields.date.created, updated: fields.date.updated } : {}
  const hidden = blog?.publishesDrafts === true ? { draft: undefined } : {}
  return {
    title: plain(headingOf(body) ?? nameOf(place)),
    ...fields,
    ...dates,
    ...hidden,
    author: withNames(fields.author ?? fields.authors, authors),
  }
}

/** The title of a document without title and heading: the name of its file. */
function nameOf(place: string): string {
  const words = splitPlace(place).stem.replace(/[-_]/g, ' ')
  return words === words.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words
}

/** A heading without its markup. */
function plain(heading: string): string {
  return heading
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]*>|[*`]|(?<!\w)_+|_+(?!\w)/g, '')
    .replace(/\s*\{[^{}]*\}\s*$/, '')
    .trim()
}

function addressOf(post: PostParts, settings: Settings, permalink: string | undefined): string {
  const name = inDocuments(post.place, settings) ?? post.place
  const blog = blogAt(name, settings)
  if (blog === undefined) return toAddress(withoutExtension(name), settings)
  const slug = readText(post.fields.slug) ?? slugify(readText(post.fields.title) ?? '', blog)
  const date = dateValues(post.date ?? '')
  if (permalink !== undefined) return toPath(fillIn(permalink, { ...date, slug, title: slug }))
  const values: Record<string, string> = {
    date: formatted(blog.dates, date),
    slug,
    file: withoutExtension(name.slice(name.lastIndexOf('/') + 1)),
    categories: readNames(post.fields.categories, false)
      .slice(0, blog.maxCategories)
      .map((category) => slugify(category, blog))
      .join('/'),
  }
  const path = blog.addresses.replace(/\{(\w+)\}/g, (all, key: string) => values[key] ?? all)
  return toAddress(blog.folder + path.replace(/^\/+|\/+$/g, ''), settings)
}

/** The address of a page. That of an index is its folder. */
function toAddress(path: string, { hasFolders }: Settings): string {
  const index = /^(?<folder>(?:.*\/)?)(?:index|README)$/.exec(path)?.groups?.folder
  if (index !== undefined) return toPath(index)
  return toPath(hasFolders ? `${path}/` : `${path}.html`)
}

/** A slug as the plugin makes it: letters of any script, and a separator for each space. */
function slugify(text: string, { separator }: Blog): string {
  const bare = plain(text).normalize('NFC').toLowerCase()
  return bare
    .replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
    .trim()
    .replaceAll(' ', separator)
}

/** The parts of a format of dates such as `yyyy/MM`. */
const DATE_PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ yyyy: 'year', y: 'year', yy: 'short_year' },
    ...{ MMMM: 'long_month', MMM: 'short_month', MM: 'month', M: 'i_month' },
    ...{ dd: 'day', d: 'i_day' },
  }),
)

function formatted(format: string, date: Record<string, string | undefined>): string {
  return format.replace(/y+|M+|d+/g, (part) => date[DATE_PARTS.get(part) ?? ''] ?? part)
}
