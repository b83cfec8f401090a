import { globs } from '../../globs.ts'
import { toBasePath } from '../address.ts'
import { type Fields, isTable, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'

export const CONFIG_FILES = ['mkdocs.yml', 'mkdocs.yaml']

/** A blog of the plugin of Material for MkDocs. Folders are within the folder of the documents and end with "/", or are empty. */
export type Blog = {
  folder: string
  posts: string
  addresses: string
  dates: string
  separator: string
  maxCategories: number
  /** The file that names authors, in the folder of the documents. */
  authors: string
  publishesDrafts: boolean
}

export type Settings = {
  /** The folder of the documents, with "/" at the end. */
  documents: string
  blogs: readonly Blog[]
  basePath: string
  /** Whether each page has a folder of its own. */
  hasFolders: boolean
  /** Whether a document is left out, by its place in their folder. */
  isExcluded(place: string): boolean
}

/** The settings in `mkdocs.yml`. */
export function readSettings(config: Fields): Settings {
  return {
    documents: toFolder(readText(config.docs_dir) ?? 'docs'),
    blogs: blogsOf(config.plugins),
    basePath: toBasePath(readText(config.site_url)),
    hasFolders: readYesNo(config.use_directory_urls) !== false,
    isExcluded: excluder(`.*\n/templates/\n${textOf(config.exclude_docs)}\n${textOf(config.draft_docs)}`),
  }
}

/** The blogs among the plugins, which are a list of names and tables, or a table. */
export function blogsOf(plugins: unknown): Blog[] {
  const listed = Array.isArray(plugins) ? plugins : [plugins]
  const named = listed.flatMap((plugin) =>
    Object.entries(isTable(plugin) ? plugin : { [readText(plugin) ?? '']: {} }),
  )
  return named
    .filter(([name]) => /^(?:material\/)?blog(?:\s|$)/.test(name))
    .map(([, options]) => tableOf(options))
    .filter((options) => readYesNo(options.enabled) !== false)
    .map(blogOf)
}

function blogOf(options: Fields): Blog {
  const folder = toFolder(readText(options.blog_dir) ?? 'blog')
  const within = (path: string) => path.replaceAll('{blog}', folder.slice(0, -1) || '.')
  return {
    folder,
    posts: toFolder(within(readText(options.post_dir) ?? '{blog}/posts')),
    addresses: readText(options.post_url_format) ?? '{date}/{slug}',
    dates: readText(options.post_url_date_format) ?? 'yyyy/MM/dd',
    separator: readText(options.post_slugify_separator) ?? '-',
    maxCategories: Number(readText(options.post_url_max_categories) ?? 1),
    authors: within(readText(options.authors_file) ?? '{blog}/.authors.yml').replace(/^(?:\.?\/)+/, ''),
    publishesDrafts: readYesNo(options.draft) === true,
  }
}

function toFolder(path: string): string {
  const bare = path.replace(/^(?:\.?\/)+|^\.$|\/+$/g, '')
  return bare === '' ? '' : `${bare}/`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Whether patterns in the form of Git's leave a place out. The last that fits counts. */
function excluder(text: string): (place: string) => boolean {
  const lines = text.split('\n').map((line) => line.trim())
  const rules = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const bare = line.replace(/^!/, '').replace(/\/+$/, '')
      const pattern = bare.includes('/') ? bare.replace(/^\/+/, '') : `**/${bare}`
      return { leavesOut: !line.startsWith('!'), fits: globs([pattern], 'exclude_docs', { dot: true }) }
    })
  return (place) => {
    const names = place.split('/')
    const paths = names.map((_, depth) => names.slice(0, depth + 1).join('/'))
    return rules.findLast(({ fits }) => paths.some(fits))?.leavesOut === true
  }
}
