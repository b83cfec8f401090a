import { ErrorLog } from '../../core/item-errors.ts'
import { REPEATED_ID } from '../../elastic/bulk-request.ts'
import type { Kind } from '../../elastic/mappings.ts'
import type { NamedPost } from './post-addresses.ts'

/** Names that are counted by themselves. A source can have any number of names, so further ones are counted together. */
const MAX_NAMES = 100
const OTHERS = '(others)'
const MAX_WITHOUT_POST = 20
const WITHOUT_POST = 'comment of an unknown post'
/** The reason for which comments of drafts and similar posts are left out. */
export const OF_UNPUBLISHED = 'comment of an unpublished post'

/** Elasticsearch refuses a whole request that has a longer `_id`. */
const MAX_KEY_BYTES = 512

/** The reason why a comment cannot be stored under its key; undefined if it can. */
export function whyKeyTooLong(key: string): string | undefined {
  const bytes = Buffer.byteLength(key)
  if (bytes <= MAX_KEY_BYTES) return undefined
  return `expected postId and id of at most ${MAX_KEY_BYTES - 1} bytes together, got ${bytes - 1}`
}

/** Counts of the documents of one kind: indexed, skipped, repaired. */
class KindTally {
  indexed = 0
  /** Those of them that came from the indexes that served before, not from a source. */
  carriedOver = 0
  /** Documents that are not wrong but stay out of the index, counted by reason. */
  readonly skipped = new Map<string, number>()
  /** Documents that were repaired, counted by repair. */
  readonly repaired = new Map<string, number>()
  /** Documents with unknown fields, counted by field. */
  readonly unknownFields = new Map<string, number>()
  /** The first comments whose post is unknown: their places, and the id, address or slug that they give for it. */
  readonly withoutPost: string[] = []
  /** The date of the next document that waits for its date, as its source has it. */
  nextDue: string | undefined

  skip(reason: string, due?: string): void {
    count(this.skipped, [reason])
    if (due === undefined) return
    if (this.nextDue === undefined || Date.parse(due) < Date.parse(this.nextDue)) this.nextDue = due
  }

  skipWithoutPost(place: string, post: NamedPost): void {
    this.skip(WITHOUT_POST)
    const name = post.postId ?? post.postUrl ?? post.postSlug ?? ''
    if (this.withoutPost.length < MAX_WITHOUT_POST) this.withoutPost.push(`${place}: ${name}`)
  }

  countRepaired(repairs: readonly string[]): void {
    count(this.repaired, new Set(repairs))
  }

  countUnknown(fields: readonly string[]): void {
    count(this.unknownFields, fields)
  }
}

function count(counts: Map<string, number>, names: Iterable<string>): void {
  for (const given of names) {
    const isNew = !counts.has(given)
    const name = isNew && counts.size >= MAX_NAMES ? OTHERS : given
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
}

/** Counts of all documents of a run. */
export class Tally implements Record<Kind, KindTally> {
  readonly posts = new KindTally()
  readonly comments = new KindTally()
  readonly words = new KindTally()
  /** Documents that the API wrote and deleted while the indexes were loaded. */
  readonly meanwhile = { written: 0, deleted: 0 }
  readonly errors = new ErrorLog()
  /** What was wrong with documents that are indexed all the same. */
  readonly warnings = new ErrorLog()
  /** Names of the sources that were empty. */
  readonly emptySources: string[] = []

  /** Counts and tells a comment whose id another comment of its post has. */
  skipRepeated(place: string, id: string): void {
    this.comments.skip('repeated id')
    this.warnings.add({ place, id, reason: REPEATED_ID })
  }
}
