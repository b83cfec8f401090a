import { pathOf } from '../documents/post-id.ts'
import { shortHash } from './short-hash.ts'

/** The name of a post: the first of these that is given. */
export type NamedPost = { [name in 'postId' | 'postUrl' | 'postSlug']?: string | undefined }

/** A slug that two posts share names neither. */
const AMBIGUOUS = ''

/** The ids of posts by address and by slug, for comments without the id of their post. Takes some 200 bytes a post. */
export class PostAddresses {
  readonly #byPath = new Map<number, string>()
  /** An address that a post has now counts before one that another post had. */
  readonly #byAlias = new Map<number, string>()
  readonly #bySlug = new Map<number, string>()
  readonly #ids = new Set<number>()

  add({ id, url, aliases = [] }: { id: string; url: string; aliases?: readonly string[] | undefined }): void {
    this.#ids.add(shortHash(id))
    const path = pathOf(url)
    const slug = shortHash(slugOf(path))
    this.#byPath.set(shortHash(path), id)
    for (const alias of aliases) this.#byAlias.set(shortHash(pathOf(alias)), id)
    this.#bySlug.set(slug, (this.#bySlug.get(slug) ?? id) === id ? id : AMBIGUOUS)
  }

  /** Whether there is a post of this id. */
  has(id: string): boolean {
    return this.#ids.has(shortHash(id))
  }

  /** The id of the post that a comment names; undefined if the address or slug is unknown. The site and the scheme (`http` or `https`) do not matter. */
  idOf({ postId, postUrl, postSlug }: NamedPost): string | undefined {
    if (postId !== undefined) return postId
    if (postUrl !== undefined) {
      const path = shortHash(pathOf(postUrl))
      return this.#byPath.get(path) ?? this.#byAlias.get(path)
    }
    const slug = slugOf(pathOf(postSlug ?? ''))
    return this.#bySlug.get(shortHash(slug)) || this.#bySlug.get(shortHash(withoutDate(slug))) || undefined
  }
}

/** Removes the date in the name of a post's file (`2019-01-04-cats`), which addresses lack. */
function withoutDate(slug: string): string {
  return slug.replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')
}

function slugOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
