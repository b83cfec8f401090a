import { toPath } from '../address.ts'
import { tableOf } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import type { PostParts } from '../layout.ts'
import { dateValues, fillIn } from '../permalink.ts'
import { withoutExtension } from '../place.ts'
import { fillTemplate, type TemplateValues } from './eleventy-template.ts'

/** A page by its place in the input folder. */
type Page = { folders: string[]; name: string; values: TemplateValues }

/** The address of a page. `place` is relative to the input folder; `pattern` stands in where the data give no address that is known. */
export function addressOf(post: PostParts, place: string, pattern: string | undefined): string {
  const page = pageOf(post, place)
  const own = permalinkOf(post)
  const filled = own === undefined ? undefined : fillTemplate(own, page.values)
  if (filled !== undefined) return toPath(filled.replace(/(^|\/)index\.html$/, '$1'))
  return toPath(pattern === undefined ? pathOf(page) : fillPattern(pattern, page))
}

/** A warning if the permalink of the data is a template that is not known. */
export function warningOf(post: PostParts, place: string): string | undefined {
  const own = permalinkOf(post)
  if (own === undefined || fillTemplate(own, pageOf(post, place).values) !== undefined) return undefined
  return `field "permalink": expected names of data and the filters of Eleventy, got ${JSON.stringify(own.slice(0, 80))}; the address is that of the file's place`
}

function pageOf(post: PostParts, place: string): Page {
  const { fields, date } = post
  const folders = withoutExtension(place).split('/')
  const name = folders.pop() ?? ''
  const stem = withoutDate(name)
  const page = {
    fileSlug: stem === 'index' ? withoutDate(folders.at(-1) ?? '') : stem,
    inputPath: `./${post.place}`,
    filePathStem: `/${[...folders, stem].join('/')}`,
    ...(date !== undefined && { date }),
  }
  return { folders, name, values: { fields, page } }
}

/** The permalink of the data. It may be a table, with the address of the build. */
function permalinkOf({ fields }: PostParts): string | undefined {
  const text = readText(tableOf(fields.permalink).build) ?? readText(fields.permalink)
  return text === 'false' || text === 'true' ? undefined : text
}

/** The address by the place. An index, and a page with the name of its folder, have the address of the folder. */
function pathOf({ folders, name }: Page): string {
  const isFolder = name === 'index' || folders.at(-1) === name
  return `${(isFolder ? folders : [...folders, name]).join('/')}/`
}

function fillPattern(pattern: string, { folders, name, values }: Page): string {
  const isIndex = name === 'index'
  const { fileSlug, date = '' } = values.page
  return fillIn(fillTemplate(pattern, values) ?? pattern, {
    ...dateValues(date),
    slug: fileSlug,
    title: fileSlug,
    path: (isIndex ? folders.slice(0, -1) : folders).join('/'),
    name: isIndex ? folders.at(-1) : name,
  })
}

/** A name without the day in it and what is before that. */
function withoutDate(name: string): string {
  return /\d{4}-\d{2}-\d{2}-(.*)/.exec(name)?.[1] ?? name
}
