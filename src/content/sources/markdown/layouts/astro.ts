import { toFolderPath } from '../address.ts'
import { readText } from '../front-matter-values.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace } from '../place.ts'

const CONFIG_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((end) => `astro.config.${end}`)

/** The folders of posts among all collections in `src/content` and pages in `src/pages`. */
const BLOG = /^src\/(?:content|data|pages)\/(?:blogs?|posts?|articles?|news|notes|writings?|journal)\//
const CONTENT = /^src\/content\//
const PAGES = /^src\/pages\//
/** Files that Astro leaves out. */
const PRIVATE = /\/_/

/** Astro: posts are a collection in `src/content`, or pages in a folder of `src/pages`. */
export const astro: Layout = {
  name: 'Astro',
  recognises: (folder) => folder.has([...CONFIG_FILES, 'src/content']),
  async open(folder, { permalink }): Promise<Site> {
    const isPost = (await folder.some(({ place }) => BLOG.test(place))) ? BLOG : CONTENT
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => {
        if (PRIVATE.test(place)) return undefined
        if (isPost.test(place)) return 'post'
        return CONTENT.test(place) || PAGES.test(place) ? 'page' : undefined
      },
      withoutFrontMatter: true,
      addressOf: (post) => addressOf(post, permalink),
    }
  },
}

function addressOf(post: PostParts, permalink: string | undefined): string {
  const { folders, stem } = splitPlace(post.place)
  const inSite = folders.slice(2)
  if (PAGES.test(post.place)) return toFolderPath([...inSite, stem].join('/'))
  const [collection = '', ...below] = inSite
  const slug = readText(post.fields.slug) ?? [...below, stem].map(githubSlug).join('/')
  if (permalink === undefined) return toFolderPath(`${collection}/${slug}`)
  return toFolderPath(fillIn(permalink, { ...dateValues(post.date ?? ''), slug, title: slug, id: slug }))
}

/** A name in the form of GitHub's links to headings. */
function githubSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}
