import { toBasePath, toFolderPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { literalOf, noteOnCode, withoutComments } from '../code-notes.ts'
import { readText } from '../front-matter-values.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitDate, splitPlace } from '../place.ts'
import type { SiteFolder } from '../site-folder.ts'
import { type Routes, readRoutes } from './astro-routes.ts'

const ENDS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts']
const CONFIG_FILES = ENDS.map((end) => `astro.config.${end}`)
const CONTENT_CONFIGS = ['src/content.config', 'src/content/config'].flatMap((name) =>
  ENDS.map((end) => `${name}.${end}`),
)

/** The folders of posts among all collections in `src/content` and pages in `src/pages`. */
const BLOG = /^src\/(?:content|data|pages)\/(?:blogs?|posts?|articles?|news|notes|writings?|journal)\//
const CONTENT = /^src\/content\//
const PAGES = /^src\/pages\//
/** Files that Astro leaves out. */
const PRIVATE = /\/_/

const TOPICS = [
  { pattern: /\bdrafts?\b|\bpublish/i, topic: 'drafts' },
  { pattern: /generateId|\bslug\b|\bredirects\b|\bpermalink\b/, topic: 'addresses' },
]

/** Astro: posts are a collection in `src/content`, or pages in a folder of `src/pages`. */
export const astro: Layout = {
  name: 'Astro',
  recognises: (folder) => folder.has(CONFIG_FILES),
  resembles: (folder) => folder.has(['src/content']),
  async open(folder, { permalink }): Promise<Site> {
    const isPost = (await folder.some(({ place }) => BLOG.test(place))) ? BLOG : CONTENT
    const config = withoutComments((await folder.readText(CONFIG_FILES)).text)
    const endsWithSlash = literalOf(config, 'trailingSlash') !== 'never'
    const routes = await readRoutes(folder)
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => {
        if (PRIVATE.test(place)) return undefined
        if (isPost.test(place)) return 'post'
        return CONTENT.test(place) || PAGES.test(place) ? 'page' : undefined
      },
      withoutFrontMatter: true,
      basePath: toBasePath(literalOf(config, 'base')),
      notes: await notesOn(folder),
      aliasesOf: readAliases,
      addressOf: (post) => {
        const address = toFolderPath(pathOf(post, routes, permalink))
        return endsWithSlash || permalink !== undefined ? address : address.replace(/(?<=.)\/$/, '')
      },
    }
  },
}

async function notesOn(folder: SiteFolder): Promise<string[]> {
  const files = [await folder.readText(CONFIG_FILES), await folder.readText(CONTENT_CONFIGS)]
  return files.flatMap(({ name, text }) => noteOnCode(name, text, TOPICS) ?? [])
}

function pathOf(post: PostParts, routes: Routes, permalink: string | undefined): string {
  const { folders, stem } = splitPlace(post.place)
  const inSite = folders.slice(2)
  if (PAGES.test(post.place)) return [...inSite, stem].join('/')
  const [collection = '', ...below] = inSite
  const given = readText(post.fields.slug)
  const id = given ?? [...below, stem].map(githubSlug).join('/')
  const undated = given ?? [...below, splitDate(stem).rest].map(githubSlug).join('/')
  if (permalink !== undefined) {
    const path = [collection, ...below].join('/')
    return fillIn(permalink, {
      ...dateValues(post.date ?? ''),
      slug: undated,
      title: undated,
      id,
      path,
      name: stem,
    })
  }
  const isUndated = given === undefined && routes.dropsDates(collection)
  return `${routes.prefixOf(collection)}/${isUndated ? id.replace(/^\d{4}-\d{2}-\d{2}-/, '') : id}`
}

/** A name in the form of GitHub's links to headings. */
function githubSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
