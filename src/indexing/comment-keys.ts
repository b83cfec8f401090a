import type { Comment } from '../documents/document.ts'
import { shortHash } from './short-hash.ts'

/**
 * Learns which comments a blog has, then says the key of each: its id, or `postId#id` for all if any id occurs under
 * two posts. Takes some fifty bytes a comment. Where two hashes meet, which is rare, keys are only longer than needed.
 */
export class CommentKeys {
  readonly #postOfId = new Map<number, number>()
  #idsRepeat = false

  add({ id, postId }: Comment): void {
    if (this.#idsRepeat) return
    const idHash = shortHash(id)
    const post = shortHash(postId)
    this.#idsRepeat = (this.#postOfId.get(idHash) ?? post) !== post
    if (this.#idsRepeat) this.#postOfId.clear()
    else this.#postOfId.set(idHash, post)
  }

  keyOf({ id, postId }: Comment): string {
    return this.#idsRepeat ? `${postId}#${id}` : id
  }
}
