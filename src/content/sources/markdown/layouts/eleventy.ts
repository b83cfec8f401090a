import { toPath } from '../address.ts'
import { type Fields, ownValue } from '../fields.ts'
import { readNames, readText } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, PostParts } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitDate, splitPlace } from '../place.ts'

const CONFIG_FILES = ['.eleventy.js', ...['js', 'mjs', 'cjs', 'ts'].map((end) => `eleventy.config.${end}`)]

/** Tags without a topic: they put a page into a collection. */
const COLLECTION_TAGS = new Set(['all', 'nav', 'post', 'posts'])
/** Dates that Eleventy takes from the file system or from git. */
const COMPUTED_DATE = /^(?:git )?(?:last modified|created)$/i

/** Eleventy: any Markdown makes a page at its place, unless front matter says otherwise. */
export const eleventy: Layout = {
  name: 'Eleventy',
  recognises: (folder) => folder.has(CONFIG_FILES),
  open: (_folder, { permalink }) => ({
    dateOrder: 'month first',
    roleOf: () => 'post',
    fieldsOf,
    addressOf: (post) => addressOf(post, permalink),
  }),
}

function fieldsOf({ fields, language }: MarkdownFile): Fields {
  const { date, ...others } = fields
  return {
    ...others,
    ...(!COMPUTED_DATE.test(readText(date) ?? '') && { date }),
    tags: readNames(fields.tags, language === 'yaml').filter(
      (tag) => !COLLECTION_TAGS.has(tag.toLowerCase()),
    ),
  }
}

function addressOf(post: PostParts, permalink: string | undefined): string {
  const { folders, stem, isIndex } = splitPlace(post.place)
  const inSite = ['content', 'src'].includes(folders[0] ?? '') ? folders.slice(1) : folders
  const slug = splitDate(stem).rest
  // The slug leaves out the date in a name; only the folder of an index keeps it.
  const pathStem = isIndex ? [...inSite, stem, 'index'] : [...inSite, slug]
  const own = fillTemplate(readText(post.fields.permalink), {
    fileSlug: slug,
    filePathStem: `/${pathStem.join('/')}`,
  })
  if (own !== undefined) return toPath(own.replace(/(^|\/)index\.html$/, '$1'))
  if (permalink !== undefined) {
    return toPath(fillIn(permalink, { ...dateValues(post.date ?? ''), slug, title: slug }))
  }
  // A page with the name of its folder has the address of the folder.
  const names = !isIndex && inSite.at(-1) === stem ? inSite : [...inSite, stem]
  return toPath(`${names.join('/')}/`)
}

/** A permalink with its variables filled in; undefined if there is none, or if it depends on more than the file's name. */
function fillTemplate(template: string | undefined, page: Record<string, string>): string | undefined {
  const filled = template?.replace(
    /\{\{-?\s*page\.(\w+)\s*(?:\|\s*slug(?:ify)?\s*)?-?\}\}/g,
    (tag, name: string) => ownValue(page, name) ?? tag,
  )
  return filled === undefined || filled === 'false' || /[{}]/.test(filled) ? undefined : filled
}
