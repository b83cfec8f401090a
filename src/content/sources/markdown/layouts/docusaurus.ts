import { toPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { type Fields, tableOf } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import { headingOf } from '../heading.ts'
import { withNames } from '../known-authors.ts'
import type { Layout, MarkdownFile, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace, withoutExtension } from '../place.ts'
import { inLanguages } from '../site-folder.ts'
import { type Blog, CONFIG_FILES, type Config, readConfig } from './docusaurus-config.ts'

const PAGES = /^src\/pages\//
/** Files that Docusaurus leaves out. */
const PRIVATE = /(?:^|\/)_/

/** Docusaurus: the posts in `blog/`, and their translations in `i18n/`. Documentation is no blog. */
export const docusaurus: Layout = {
  name: 'Docusaurus',
  recognises: (folder) => folder.has(CONFIG_FILES),
  async open(folder, { permalink }): Promise<Site> {
    const config = await readConfig(folder)
    const authors = await folder.readConfig(inLanguages(config.blogs.map((blog) => `${blog.folder}authors`)))
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => {
        if (PRIVATE.test(place)) return undefined
        const found = inBlog(place, config)
        if (found !== undefined) return found.blog.isExcluded(found.name) ? undefined : 'post'
        return PAGES.test(place) ? 'page' : undefined
      },
      withoutFrontMatter: () => true,
      allMdx: true,
      basePath: config.basePath,
      notes: config.notes,
      fieldsOf: (file) => fieldsOf(file, config, authors.fields),
      aliasesOf: readAliases,
      addressOf: (post) => {
        const address = addressOf(post, config, permalink)
        return permalink === undefined ? withSlash(address, config) : address
      },
    }
  },
}

type InBlog = { blog: Blog; name: string; language?: string }

/** The blog that a place is in, and the name of the file in it. */
function inBlog(place: string, { blogs, defaultLocale }: Config): InBlog | undefined {
  const [, language, translated = ''] = /^i18n\/([^/]+)\/(.+)$/.exec(place) ?? []
  for (const blog of blogs) {
    if (language === undefined && place.startsWith(blog.folder)) {
      return { blog, name: place.slice(blog.folder.length) }
    }
    // What stands in for a post in its own language has the same address.
    if (language !== undefined && language !== defaultLocale && translated.startsWith(blog.translations)) {
      return { blog, name: translated.slice(blog.translations.length), language }
    }
  }
  return undefined
}

function withSlash(address: string, { trailingSlash }: Config): string {
  if (trailingSlash === undefined || address === '/') return address
  const bare = address.replace(/\/$/, '')
  return trailingSlash ? `${bare}/` : bare
}

/** The slug, the date and the rest of the name in a post's place. The day may be part of a name, or be folders of its own. */
function readName(path: string): { slug: string; text: string; date?: string } {
  const found = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:\/index)?\.[^./]+$/.exec(path)
  const [, folder = '', day, text = ''] = found ?? []
  const name = withoutExtension(path).replace(/\/index$/, '')
  if (day === undefined) return { slug: name, text: name }
  const date = day.replaceAll('/', '-')
  return { slug: `${date.replaceAll('-', '/')}/${folder}${text}`, text, date }
}

function fieldsOf({ place, fields, body }: MarkdownFile, config: Config, known: Fields): Fields {
  const found = inBlog(place, config)
  const { date, text } = readName(found?.name ?? place)
  const language = found?.language
  const updated = tableOf(fields.last_update).date
  return {
    // Without a title, the first heading is the title, or the name.
    title: headingOf(body) ?? text,
    ...(date !== undefined && { date }),
    ...(language !== undefined && { lang: language }),
    ...(updated !== undefined && { updated }),
    ...fields,
    author: withNames(fields.author ?? fields.authors, known),
  }
}

function addressOf(post: PostParts, config: Config, permalink: string | undefined): string {
  const found = inBlog(post.place, config)
  if (found === undefined) {
    return toPath(
      withoutExtension(post.place)
        .replace(PAGES, '/')
        .replace(/\/index$/, '/'),
    )
  }
  const { blog, name, language } = found
  const prefix = language === undefined ? '' : `/${language}`
  const own = readText(post.fields.slug)?.replace(/^\/+/, '')
  const { slug } = readName(name)
  if (permalink === undefined) return toPath(`${prefix}${blog.route}/${own ?? slug}`)
  const title = own ?? slug.replace(/^\d{4}\/\d{1,2}\/\d{1,2}\//, '')
  const { folders, stem } = splitPlace(name)
  const values = { slug: title, title, path: folders.join('/'), name: stem }
  return toPath(prefix + fillIn(permalink, { ...dateValues(post.date ?? ''), ...values }))
}
