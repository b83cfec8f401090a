import { addressParts } from '../documents/post-id.ts'
import { shortHash } from './short-hash.ts'

/** The name of a post: the first of these that is given. */
export type NamedPost = { [name in 'postId' | 'postUrl' | 'postSlug']?: string | undefined }

/** An address or slug that posts of several sites or folders share names none of them. */
const AMBIGUOUS = ''

/** The ids of posts by address and by slug, for comments without the id of their post. Takes some 300 bytes a post. */
export class PostAddresses {
  readonly #own = new IdsByAddress()
  /** An address that a post has now counts before one that another post had. */
  readonly #further = new IdsByAddress()
  readonly #bySlug = new Map<number, string>()
  readonly #ids = new Set<number>()
  /** The posts that count in place of others at their addresses, by the hashes of the ids of those. */
  readonly #inPlaceOf = new Map<number, string>()

  add({ id, url, aliases = [] }: { id: string; url: string; aliases?: readonly string[] | undefined }): void {
    this.#ids.add(shortHash(id))
    this.#own.add(url, id)
    for (const alias of aliases) this.#further.add(alias, id)
    name(this.#bySlug, slugOf(addressParts(url).path), id)
  }

  /** Lets the id of a post that does not count lead to the one that does. */
  replace(id: string, counting: string): void {
    this.#inPlaceOf.set(shortHash(id), counting)
  }

  /** Whether there is a post of this id. */
  has(id: string): boolean {
    return this.#ids.has(shortHash(id))
  }

  /**
   * The id of the post that a comment names; undefined if the address or slug is unknown. A post of the same host counts first; otherwise the
   * host does not matter, nor `http` or `https`. A query that no post has is passed over, unless the path alone is no post's.
   */
  idOf({ postId, postUrl, postSlug }: NamedPost): string | undefined {
    if (postId !== undefined) return this.#inPlaceOf.get(shortHash(postId)) ?? postId
    if (postUrl !== undefined) return (this.#own.idOf(postUrl) ?? this.#further.idOf(postUrl)) || undefined
    const slug = slugOf(addressParts(postSlug ?? '').path)
    return this.#bySlug.get(shortHash(slug)) || this.#bySlug.get(shortHash(withoutDate(slug))) || undefined
  }
}

/** Ids by the hashes of addresses. */
class IdsByAddress {
  /** By host, path and query. */
  readonly #byAddress = new Map<number, string>()
  /** By path and query, for addresses whose host is another or unknown. */
  readonly #byPath = new Map<number, string>()

  add(address: string, id: string): void {
    const { host, path, query } = addressParts(address)
    this.#byAddress.set(shortHash(host + path + query), id)
    name(this.#byPath, path + query, id)
  }

  /** The id of the post at an address; `AMBIGUOUS` if several have it, undefined if none has. */
  idOf(address: string): string | undefined {
    const { host, path, query, isNamedByQuery } = addressParts(address)
    const texts = query === '' || isNamedByQuery ? [path + query] : [path + query, path]
    for (const text of texts) {
      const id = this.#byAddress.get(shortHash(host + text)) ?? this.#byPath.get(shortHash(text))
      if (id !== undefined) return id
    }
    return undefined
  }
}

/** Notes that a post has a name. One that two posts share is no name. */
function name(names: Map<number, string>, text: string, id: string): void {
  const hash = shortHash(text)
  names.set(hash, (names.get(hash) ?? id) === id ? id : AMBIGUOUS)
}

/** Removes the date in the name of a post's file (`2019-01-04-cats`), which addresses lack. */
function withoutDate(slug: string): string {
  return slug.replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')
}

function slugOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
