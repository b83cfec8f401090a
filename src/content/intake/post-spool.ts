import type { Post } from '../documents/document.ts'
import { shortHash } from './short-hash.ts'
import { Spool } from './spool.ts'
import type { Tally } from './tally.ts'

/** A post of a source. Without its `post` it was not kept, since nothing of it is needed. */
export type SpooledPost = { place: string; post?: Post } & Pick<Post, 'id' | 'url' | 'aliases'>

/** Posts in one batch. */
const BATCH_SIZE = 100

/**
 * The published posts of all sources, in a temporary file. Of several posts with one id, which is mostly their address, only one
 * counts: the newest by its date, as on the site, or the last of those without a date. So none is used before all are read. Takes some 100 bytes of memory a post.
 */
export class PostSpool {
  readonly #spool: Spool<SpooledPost>
  /** The number and the time of the post that counts, by the hash of its id. */
  readonly #counting = new Map<number, { number: number; time: number }>()
  /** Hashes of the ids that several posts have. */
  readonly #repeated = new Set<number>()

  private constructor(spool: Spool<SpooledPost>) {
    this.#spool = spool
  }

  /** An empty spool. */
  static async create(): Promise<PostSpool> {
    return new PostSpool(await Spool.create<SpooledPost>())
  }

  get count(): number {
    return this.#spool.count
  }

  /** Adds a post. `isKept` says whether its contents will be needed. */
  async add({ place, post }: { place: string; post: Post }, { isKept = true } = {}): Promise<void> {
    const { id, url, aliases } = post
    const hash = shortHash(id)
    const time = timeOf(post)
    const before = this.#counting.get(hash)
    if (before !== undefined) this.#repeated.add(hash)
    if (before === undefined || time >= before.time) this.#counting.set(hash, { number: this.count, time })
    await this.#spool.add({ place, id, url, ...(aliases && { aliases }), ...(isKept && { post }) })
  }

  /** The posts that count, in the order in which they were added. The others are told in the tally. */
  async *counting(tally: Tally, signal?: AbortSignal): AsyncGenerator<SpooledPost, void, undefined> {
    const others: Named[] = []
    const counted = new Map<string, Named>()
    let number = 0
    for await (const batch of this.#spool.batches(BATCH_SIZE, signal)) {
      for (const spooled of batch) {
        const hash = shortHash(spooled.id)
        const counts = this.#counting.get(hash)?.number === number
        const { place, id, url } = spooled
        if (counts && this.#repeated.has(hash)) counted.set(id, { place, id, url })
        number += 1
        if (counts) yield spooled
        else others.push({ place, id, url })
      }
    }
    for (const other of others) tell(other, counted.get(other.id), tally)
  }

  remove(): Promise<void> {
    return this.#spool.remove()
  }
}

type Named = Pick<SpooledPost, 'place' | 'id' | 'url'>

/** Tells of a post that does not count, and of the one that does. */
function tell({ place, id, url }: Named, counted: Named | undefined, { posts, warnings }: Tally): void {
  const [reason, expected] =
    counted?.url === url
      ? ['another post has its address', 'one post at an address']
      : ['another post has its id', 'one post of an id']
  posts.skip(reason)
  warnings.add({ place, id, reason: `expected ${expected}, got another that counts: ${counted?.place}` })
}

function timeOf({ date, updated }: Post): number {
  const time = Date.parse(date ?? updated ?? '')
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}
