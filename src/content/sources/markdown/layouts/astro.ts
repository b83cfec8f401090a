import { toBasePath, toFolderPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { literalOf, noteOnCode, withoutComments } from '../code-notes.ts'
import { readText } from '../front-matter-values.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitDate, splitPlace } from '../place.ts'
import type { SiteFolder } from '../site-folder.ts'
import { collectionFinder, type InCollection } from './astro-collections.ts'
import { type Routes, readRoutes } from './astro-routes.ts'

const ENDS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts']
const CONFIG_FILES = ENDS.map((end) => `astro.config.${end}`)
const CONTENT_CONFIGS = ['src/content.config', 'src/content/config'].flatMap((name) =>
  ENDS.map((end) => `${name}.${end}`),
)

/** The folders of posts among all pages in `src/pages`. */
const BLOG_PAGES = /^src\/pages\/(?:blogs?|posts?|articles?|news|notes|writings?|journal)\//
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
    const contentConfig = withoutComments((await folder.readText(CONTENT_CONFIGS)).text)
    const collectionOf = collectionFinder(contentConfig)
    const isBlog = (place: string) => BLOG_PAGES.test(place) || collectionOf(place)?.isBlog === true
    const hasBlog = await folder.some(({ place }) => isBlog(place))
    const config = withoutComments((await folder.readText(CONFIG_FILES)).text)
    const endsWithSlash = literalOf(config, 'trailingSlash') !== 'never'
    const routes = await readRoutes(folder)
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => {
        if (PRIVATE.test(place)) return undefined
        const isContent = collectionOf(place) !== undefined
        if (hasBlog ? isBlog(place) : isContent) return 'post'
        return isContent || PAGES.test(place) ? 'page' : undefined
      },
      withoutFrontMatter: () => true,
      basePath: toBasePath(literalOf(config, 'base')),
      notes: await notesOn(folder),
      aliasesOf: readAliases,
      addressOf: (post) => {
        const address = toFolderPath(pathOf(post, { routes, collectionOf, permalink }))
        return endsWithSlash || permalink !== undefined ? address : address.replace(/(?<=.)\/$/, '')
      },
    }
  },
}

async function notesOn(folder: SiteFolder): Promise<string[]> {
  const files = [await folder.readText(CONFIG_FILES), await folder.readText(CONTENT_CONFIGS)]
  return files.flatMap(({ name, text }) => noteOnCode(name, text, TOPICS) ?? [])
}

type Addresses = {
  routes: Routes
  collectionOf: (place: string) => InCollection | undefined
  permalink: string | undefined
}

function pathOf(post: PostParts, { routes, collectionOf, permalink }: Addresses): string {
  const inCollection = PAGES.test(post.place) ? undefined : collectionOf(post.place)
  if (inCollection === undefined) {
    const { folders, stem } = splitPlace(post.place)
    return [...folders.slice(2), stem].join('/')
  }
  const { name: collection } = inCollection
  const { folders: below, stem } = splitPlace(inCollection.place)
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
  return routes.addressOf(collection, isUndated ? id.replace(/^\d{4}-\d{2}-\d{2}-/, '') : id)
}

/** A name in the form of GitHub's links to headings. */
function githubSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
