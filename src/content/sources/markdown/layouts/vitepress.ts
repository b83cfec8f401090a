import { globs } from '../../globs.ts'
import { toBasePath, toPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { literalOf, literalsOf, noteOnCode, withoutComments } from '../code-notes.ts'
import { readText } from '../front-matter-values.ts'
import { headingOf } from '../heading.ts'
import type { Layout, PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitPlace, withoutExtension } from '../place.ts'

/** VitePress may be the whole site, or its folder `docs`. */
const ROOTS = ['', 'docs/']
const CONFIG_FILES = ROOTS.flatMap((root) =>
  ['ts', 'mts', 'js', 'mjs'].map((end) => `${root}.vitepress/config.${end}`),
)
const TOPICS = [
  { pattern: /\brewrites\b/, topic: 'addresses' },
  { pattern: /createContentLoader|\bdrafts?\b/, topic: 'what is published' },
]

/** VitePress: each Markdown file is a page at its place. Those that are no index of a folder are posts. */
export const vitepress: Layout = {
  name: 'VitePress',
  recognises: (folder) => folder.has(CONFIG_FILES),
  async open(folder, { permalink }): Promise<Site> {
    const { name, text } = await folder.readText(CONFIG_FILES)
    const code = withoutComments(text)
    const inConfig = name.slice(0, name.indexOf('.vitepress/'))
    const source = inConfig + toFolder(literalOf(code, 'srcDir') ?? '')
    const isExcluded = globs(literalsOf(code, 'srcExclude') ?? [], `${name}: srcExclude`)
    const ending = /\bcleanUrls\s*:\s*true/.test(code) ? '' : '.html'
    const note = noteOnCode(name, text, TOPICS)
    return {
      roleOf: ({ place }) => {
        if (!place.startsWith(source) || isExcluded(place.slice(source.length))) return undefined
        return splitPlace(place).isIndex ? 'page' : 'post'
      },
      fieldsOf: ({ fields, body }) => ({ title: headingOf(body), ...fields }),
      withoutFrontMatter: () => true,
      basePath: toBasePath(literalOf(code, 'base')),
      notes: note === undefined ? [] : [note],
      aliasesOf: readAliases,
      addressOf: (post) => addressOf(post, { source, ending, permalink }),
    }
  },
}

function toFolder(path: string): string {
  const bare = path.replace(/^(?:\.?\/)+|^\.$|\/+$/g, '')
  return bare === '' ? '' : `${bare}/`
}

function addressOf(
  post: PostParts,
  { source, ending, permalink }: { source: string; ending: string; permalink: string | undefined },
): string {
  const path = withoutExtension(post.place.slice(source.length))
  if (permalink !== undefined) {
    const { folders, stem } = splitPlace(path)
    const slug = readText(post.fields.slug) ?? stem
    const values = { slug, title: slug, path: folders.join('/'), name: stem }
    return toPath(fillIn(permalink, { ...dateValues(post.date ?? ''), ...values }))
  }
  const folder = /^(?<folder>(?:.*\/)?)index$/.exec(path)?.groups?.folder
  return toPath(folder ?? path + ending)
}
