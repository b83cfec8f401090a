import { type Picture, pictureAt } from '../picture.ts'
import { type Fields, isTable, tableOf } from './fields.ts'
import { readText } from './front-matter-values.ts'
import { splitPlace } from './place.ts'

/** Names of the field that has the picture of a post, as generators and their themes have them. */
const NAMES =
  `image cover thumbnail featured_image featuredimage feature_image featureimage cover_image coverimage heroimage
  hero_image hero og_image ogimage banner teaser images`.split(/\s+/)
/** Names of the address in a table such as `cover: {image: a.jpg, alt: A cup}`. */
const ADDRESSES = ['image', 'src', 'url', 'path', 'file', 'feature', 'teaser', 'overlay_image', 'thumbnail']
const PICTURE = /^https?:\/\/|\.(?:avif|gif|jpe?g|png|webp|svg)(?:[?#]|$)/i

/**
 * The picture that front matter names. `onSite` makes an address of a path on the site; `post` is the path of the post's own page. A picture beside
 * the file of a page bundle is relative to the page, any other to the site. One that the generator moves (`../assets/a.png`) is left out.
 */
export function readPicture(
  fields: Fields,
  place: string,
  { post, onSite }: { post: string; onSite(path: string): string },
): Picture {
  const tables = [fields, tableOf(fields.params), tableOf(fields.extra), tableOf(fields.header)]
  const [found] = tables.flatMap((table) => NAMES.flatMap((name) => pictureIn(table, name) ?? []))
  const path = found && pathOf(found.address, place, post)
  return path === undefined ? {} : pictureAt(path.startsWith('/') ? onSite(path) : path, found?.alt)
}

type Found = { address: string; alt: string | undefined }

function pictureIn(table: Fields, name: string): Found | undefined {
  const value = table[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  const addresses = isTable(first) ? ADDRESSES.map((part) => first[part]) : [first]
  const address = addresses.map(readText).find((text) => PICTURE.test(text ?? ''))
  const own = isTable(first) ? (first.alt ?? first.caption) : undefined
  const alt = readText(own ?? table[`${name}_alt`] ?? table[`${name}alt`])
  return address === undefined ? undefined : { address, alt }
}

function pathOf(address: string, place: string, post: string): string | undefined {
  if (/^(?:https?:)?\/\//i.test(address)) return address.replace(/^\/\//, 'https://')
  if (address.startsWith('/')) return address
  const own = address.replace(/^\.\//, '')
  if (/^(?:[.~@]|[a-z][a-z\d+.-]*:)/i.test(own)) return undefined
  if (splitPlace(place).isIndex) return `${post.replace(/[^/]*\.html?$/i, '').replace(/\/*$/, '')}/${own}`
  return `/${own}`
}
