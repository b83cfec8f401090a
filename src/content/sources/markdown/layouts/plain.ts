import { toFolderPath } from '../address.ts'
import { readAliases } from '../aliases.ts'
import { readText } from '../front-matter-values.ts'
import type { PostParts, Site } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { splitDate, splitPlace } from '../place.ts'

/** A folder of Markdown that is no site of a known generator, such as the content folder of one. All files are posts except the `_index.md` of sections. */
export function plainSite(permalink?: string): Site {
  return {
    roleOf: ({ place }) => (/(?:^|\/)_index\.[^/]*$/.test(place) ? undefined : 'post'),
    aliasesOf: readAliases,
    addressOf: (post) => toFolderPath(givenAddress(post) ?? builtAddress(post, permalink)),
  }
}

/** The address in the front matter: `url`, a `permalink` that is neither computed nor the name of a style, or Zola's `path`. */
function givenAddress(post: PostParts): string | undefined {
  const permalink = readText(post.fields.permalink)
  const isPath = permalink?.includes('/') === true && !permalink.includes('{')
  const filled = isPath ? fillIn(permalink, valuesOf(post)) : undefined
  return readText(post.fields.url) ?? filled ?? readText(post.fields.path)
}

/** The address made from the place. A file with a date in its name lies under that date, as in Jekyll (in TOML under its folders, as in Zola). Any other file lies under its folders. */
function builtAddress(post: PostParts, permalink: string | undefined): string {
  if (permalink !== undefined) return fillIn(permalink, valuesOf(post))
  const { folders, stem } = splitPlace(post.place)
  const isDated = splitDate(stem).date !== undefined && post.language === 'yaml'
  const day = dayOf(post).split('-')
  const section = folders.filter((name, depth) => !isNoSection(name, depth))
  return [...(isDated ? day : section), slugOf(post)]
    .map((name) => name.trim().replace(/\s+/g, '-'))
    .join('/')
}

function isNoSection(name: string, depth: number): boolean {
  return (depth === 0 && name === 'content') || name === '_posts' || name === '_drafts'
}

function valuesOf(post: PostParts): Record<string, string | undefined> {
  const slug = slugOf(post)
  return {
    ...dateValues(dayOf(post)),
    categories: post.categories.join('/'),
    title: slug,
    slug,
    path: splitPlace(post.place).folders.join('/'),
    name: splitPlace(post.place).stem,
    output_ext: '.html',
  }
}

function slugOf(post: PostParts): string {
  return readText(post.fields.slug) ?? splitDate(splitPlace(post.place).stem).rest
}

/** The day of the post in its own time zone. Its own date counts before the one in its file's name. */
function dayOf({ date, place }: PostParts): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? splitDate(splitPlace(place).stem).date ?? ''
}
