import type { Post } from '../documents/document.ts'
import { addressParts } from '../documents/post-id.ts'
import type { PostAddresses } from './post-addresses.ts'
import { shortHash } from './short-hash.ts'
import { Spool } from './spool.ts'
import type { Tally } from './tally.ts'

/** A post of a source. Without its `post` it was not kept, since nothing of it is needed. */
type SpooledPost = { place: string; source: string; post?: Post } & Pick<Post, 'id' | 'url' | 'aliases'>

/** Posts in one batch. */
const BATCH_SIZE = 100

/** A post that may count: its number in the spool, its time, and the hash of its address. */
type Candidate = { number: number; time: number; address: number | undefined }

/**
 * The published posts of all sources, in a temporary file. Of several posts with one id, and of several at one address, only one counts: the
 * newest by its date, as on the site, or the last of those without a date. So none is used before all are read. Posts of two sources that have one id
 * but not one address are different posts: one of them fails, since neither may replace the other. Takes some 150 bytes of memory a post.
 */
export class PostSpool {
  readonly #spool: Spool<SpooledPost>
  /** The newest post of each id, by the hash of the id. */
  readonly #newest = new Map<number, Candidate>()
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
  async add(
    { place, source, post }: { place: string; source: string; post: Post },
    { isKept = true } = {},
  ): Promise<void> {
    const { id, url, aliases } = post
    const hash = shortHash(id)
    const candidate = { number: this.count, time: timeOf(post), address: addressOf(url) }
    const before = this.#newest.get(hash)
    if (before !== undefined) this.#repeated.add(hash)
    if (isNewer(candidate, before)) this.#newest.set(hash, candidate)
    await this.#spool.add({ place, source, id, url, ...(aliases && { aliases }), ...(isKept && { post }) })
  }

  /** The posts that count, in the order in which they were added. The others are told in the tally, and their ids lead to the posts that count. */
  async *counting(
    { tally, addresses }: { tally: Tally; addresses: PostAddresses },
    signal?: AbortSignal,
  ): AsyncGenerator<SpooledPost, void, undefined> {
    const { numbers, shared } = this.#whichCount()
    const others: Named[] = []
    const counted = new Map<number, Named>()
    for await (const { number, spooled } of this.#numbered(signal)) {
      const { place, source, id, url } = spooled
      if (numbers.has(number)) {
        const names = namesOf(spooled).filter((name) => shared.has(name))
        for (const name of names) counted.set(name, { place, source, id, url })
        yield spooled
      } else others.push({ place, source, id, url })
    }
    for (const other of others) {
      const winner = namesOf(other).flatMap((name) => counted.get(name) ?? [])[0]
      if (winner !== undefined) addresses.replace(other.id, winner.id)
      tell(other, winner, tally)
    }
  }

  async *#numbered(
    signal: AbortSignal | undefined,
  ): AsyncGenerator<{ number: number; spooled: SpooledPost }> {
    let number = 0
    for await (const batch of this.#spool.batches(BATCH_SIZE, signal)) {
      for (const spooled of batch) {
        yield { number, spooled }
        number += 1
      }
    }
  }

  /** The numbers of the posts that count, and the hashes of ids and addresses that several posts have. */
  #whichCount(): { numbers: Set<number>; shared: Set<number> } {
    const newest = new Map<number, Candidate>()
    const numbers = new Set<number>()
    const shared = new Set(this.#repeated)
    for (const candidate of this.#newest.values()) {
      const { address, number } = candidate
      if (address === undefined) numbers.add(number)
      else {
        const before = newest.get(address)
        if (before !== undefined) shared.add(address)
        if (isNewer(candidate, before)) newest.set(address, candidate)
      }
    }
    for (const { number } of newest.values()) numbers.add(number)
    return { numbers, shared }
  }

  remove(): Promise<void> {
    return this.#spool.remove()
  }
}

type Named = Pick<SpooledPost, 'place' | 'source' | 'id' | 'url'>

/** The hashes of the names that only one post can have: its id, and its address. */
function namesOf({ id, url }: Pick<Post, 'id' | 'url'>): number[] {
  const address = addressOf(url)
  return address === undefined ? [shortHash(id)] : [shortHash(id), address]
}

/** Tells of a post that does not count, and of the one that does. */
function tell(other: Named, counted: Named | undefined, { posts, warnings, errors }: Tally): void {
  const { place, id, url } = other
  if (counted !== undefined && areDifferent(other, counted)) {
    const reason = `field "id": expected one that no post of another source has, got that of ${counted.place}; name an idPrefix for one of the sources`
    errors.add({ place, id, reason })
    return
  }
  const [reason, expected] =
    counted !== undefined && addressOf(counted.url) === addressOf(url)
      ? ['another post has its address', 'one post at an address']
      : ['another post has its id', 'one post of an id']
  posts.skip(reason)
  warnings.add({ place, id, reason: `expected ${expected}, got another that counts: ${counted?.place}` })
}

/** Whether two posts of one id come from two sources and are at two addresses. */
function areDifferent(some: Named, other: Named): boolean {
  const pathOf = ({ url }: Named) => {
    const { path, query } = addressParts(url)
    return path + query
  }
  return some.id === other.id && some.source !== other.source && pathOf(some) !== pathOf(other)
}

/** The hash of the address at which only one post can be; undefined for a front page, where many may be. */
function addressOf(url: string): number | undefined {
  const base = 'http://localhost'
  if (!URL.canParse(url, base)) return shortHash(url)
  const { host, pathname, search, hash } = new URL(url, base)
  const path = pathname.replace(/\/$/, '')
  return path + search + hash === '' ? undefined : shortHash(`//${host}${path}${search}${hash}`)
}

/** Whether a post counts before one that was added before it. */
function isNewer({ number, time }: Candidate, before: Candidate | undefined): boolean {
  if (before === undefined || time > before.time) return true
  return time === before.time && number > before.number
}

function timeOf({ date, updated }: Post): number {
  const time = Date.parse(date ?? updated ?? '')
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}
