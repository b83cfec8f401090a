import { toPath } from '../address.ts'
import { readText } from '../front-matter-values.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn, readPattern } from '../permalink.ts'
import { splitDate, withoutExtension } from '../place.ts'

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.json']

const POSTS = /^source\/_(?:posts|drafts)\//
/** Pages: files in `source/`, except in folders that begin with "_". */
const PAGES = /^source\/(?!.*\b_)/

/** Hexo: posts in `source/_posts`, any other Markdown in `source/` makes a page. */
export const hexo: Layout = {
  name: 'Hexo',
  recognises: (folder) => folder.has(['source/_posts']),
  async open(folder, { permalink }): Promise<Site> {
    const { name, fields } = await folder.readConfig(CONFIG_FILES)
    const pattern = permalink ?? readPattern(fields.permalink, `${name}: permalink`)
    const isDated = readText(fields.new_post_name)?.startsWith(':year-:month-:day-') === true
    return {
      dateOrder: 'month first',
      roleOf: ({ place }) => (POSTS.test(place) ? 'post' : PAGES.test(place) ? 'page' : undefined),
      addressOf: (post) => {
        const own = readText(post.fields.permalink)
        if (own !== undefined) return toPath(own)
        if (!POSTS.test(post.place)) return toPath(pageOf(post.place))
        return toPath(fillIn(pattern ?? ':year/:month/:day/:title/', valuesOf(post, isDated)))
      },
    }
  },
}

function pageOf(place: string): string {
  return `${withoutExtension(place).replace(PAGES, '')}.html`.replace(/(^|\/)index\.html$/, '$1')
}

/** The values of placeholders. The title is the post's path in its folder, without a date that the configuration puts there. */
function valuesOf(post: PostParts, isDated: boolean): Record<string, string | undefined> {
  const folders = withoutExtension(post.place.replace(POSTS, '')).split('/')
  const stem = folders.pop() ?? ''
  const name = isDated ? splitDate(stem).rest : stem
  return {
    ...dateValues(post.date ?? ''),
    title: [...folders, name].join('/'),
    name,
    slug: name,
    category: post.categories.map((category) => category.replace(/\s+/g, '-')).join('/') || 'uncategorized',
  }
}
