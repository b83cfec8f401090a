import { ErrorLog } from '../../core/item-errors.ts'
import type { Kind } from '../../elastic/mappings.ts'
import type { NamedPost } from './post-addresses.ts'

/** A source can have any number of names for things; after these, others are counted together. */
const MAX_NAMES = 100
const OTHERS = '(others)'
const MAX_WITHOUT_POST = 20
const WITHOUT_POST = 'comment of an unknown post'
/** Why comments of drafts and their like are left out. */
export const OF_UNPUBLISHED = 'comment of an unpublished post'

/** What became of the documents of one kind. */
export class KindTally {
  indexed = 0
  /** Of these, what came from the indexes that served before, not from a source. */
  carriedOver = 0
  /** Why documents that are not wrong stay out of the index, and how many do. */
  readonly skipped = new Map<string, number>()
  /** What was mended, and in how many documents. */
  readonly repaired = new Map<string, number>()
  /** Fields that a document of this kind does not have, and how many had them. */
  readonly unknownFields = new Map<string, number>()
  /** The first comments whose post nobody knows: where they stand, and how they name it. */
  readonly withoutPost: string[] = []
  /** When the next document that waits for its date is due, as its source has it. */
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

/** What became of all documents of a run. */
export class Tally implements Record<Kind, KindTally> {
  readonly posts = new KindTally()
  readonly comments = new KindTally()
  readonly words = new KindTally()
  /** What the API wrote and deleted while the indexes were loaded. */
  readonly meanwhile = { written: 0, deleted: 0 }
  readonly errors = new ErrorLog()
  /** Names of the sources that had nothing at all. */
  readonly emptySources: string[] = []
}
