import { toPath } from '../address.ts'
import { type Fields, isTable, ownValue, tableOf } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { withoutExtension } from '../place.ts'
import { inLanguages } from '../site-folder.ts'

const CONFIG_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `docusaurus.config.${end}`)

const BLOG = /^(?:i18n\/(?<language>[^/]+)\/docusaurus-plugin-content-blog|blog)\/(?<name>.+)$/
const PAGES = /^src\/pages\//
/** Files that Docusaurus leaves out. */
const PRIVATE = /(?:^|\/)_/

/** Docusaurus: the posts in `blog/`, and their translations in `i18n/`. Documentation is no blog. */
export const docusaurus: Layout = {
  name: 'Docusaurus',
  recognises: (folder) => folder.has(CONFIG_FILES),
  async open(folder, { permalink }): Promise<Site> {
    const authors = await folder.readConfig(inLanguages(['blog/authors']))
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => {
        if (PRIVATE.test(place)) return undefined
        if (BLOG.test(place)) return 'post'
        return PAGES.test(place) ? 'page' : undefined
      },
      withoutFrontMatter: true,
      allMdx: true,
      fieldsOf: (file) => fieldsOf(file, authors.fields),
      addressOf: (post) => addressOf(post, permalink),
    }
  },
}

/** The slug and date in a post's place. The day may be part of a name, or be folders of its own. */
function readName(place: string): { slug: string; date?: string } {
  const name = withoutExtension(BLOG.exec(place)?.groups?.name ?? place).replace(/\/index$/, '')
  const [, folder = '', day, text = ''] = /^(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*)$/.exec(name) ?? []
  if (day === undefined) return { slug: name }
  const date = day.replaceAll('/', '-')
  return { slug: `${date.replaceAll('-', '/')}/${folder}${text}`, date }
}

function fieldsOf({ place, fields, body }: MarkdownFile, known: Fields): Fields {
  const { date } = readName(place)
  const language = BLOG.exec(place)?.groups?.language
  const updated = tableOf(fields.last_update).date
  // Without a title, the first heading is the title.
  const heading = /^\s*# +(.+?)[ #]*$/m.exec(body.slice(0, 5_000))?.[1]
  return {
    ...(heading !== undefined && { title: heading }),
    ...(date !== undefined && { date }),
    ...(language !== undefined && { lang: language }),
    ...(updated !== undefined && { updated }),
    ...fields,
    author: withNames(fields.author ?? fields.authors, known),
  }
}

/** Authors with their names. Front matter may give only a key of `authors.yml`. */
function withNames(authors: unknown, known: Fields): unknown {
  if (Array.isArray(authors)) return authors.map((author) => withNames(author, known))
  const key = readText(isTable(authors) ? authors.key : authors)
  const entry = key === undefined ? undefined : ownValue(known, key)
  return isTable(entry) ? { ...entry, ...tableOf(authors) } : authors
}

function addressOf(post: PostParts, permalink: string | undefined): string {
  const language = BLOG.exec(post.place)?.groups?.language
  const prefix = language === undefined ? '' : `/${language}`
  const own = readText(post.fields.slug)?.replace(/^\/+/, '')
  if (!BLOG.test(post.place)) {
    return toPath(
      prefix +
        withoutExtension(post.place)
          .replace(PAGES, '/')
          .replace(/\/index$/, '/'),
    )
  }
  const { slug } = readName(post.place)
  if (permalink === undefined) return toPath(`${prefix}/blog/${own ?? slug}`)
  const title = own ?? slug.replace(/^\d{4}\/\d{1,2}\/\d{1,2}\//, '')
  return toPath(prefix + fillIn(permalink, { ...dateValues(post.date ?? ''), slug: title, title }))
}
