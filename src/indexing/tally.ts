import { ErrorLog } from '../elastic/item-errors.ts'
import type { Kind } from '../elastic/mappings.ts'

/** Why a document that is not wrong stays out of the index. */
export type SkipReason =
  | 'draft'
  | 'excluded'
  | 'future'
  | 'unapproved'
  | 'comment of an unknown post'
  | 'comment of an unpublished post'

/** A source can have any number of names for fields; after these, others are counted together. */
const MAX_FIELD_NAMES = 100
const OTHER_FIELDS = '(others)'

/** What became of the documents of one kind. */
export class KindTally {
  indexed = 0
  readonly skipped = new Map<SkipReason, number>()
  /** Fields that a document of this kind does not have, and how many had them. */
  readonly unknownFields = new Map<string, number>()
  /** When the next document that waits for its date is due, as its source has it. */
  nextDue: string | undefined

  skip(reason: SkipReason, due?: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1)
    if (due === undefined) return
    if (this.nextDue === undefined || Date.parse(due) < Date.parse(this.nextDue)) this.nextDue = due
  }

  countUnknown(fields: readonly string[]): void {
    for (const field of fields) {
      const isNew = !this.unknownFields.has(field)
      const name = isNew && this.unknownFields.size >= MAX_FIELD_NAMES ? OTHER_FIELDS : field
      this.unknownFields.set(name, (this.unknownFields.get(name) ?? 0) + 1)
    }
  }
}

/** What became of all documents of a run. */
export class Tally implements Record<Kind, KindTally> {
  readonly posts = new KindTally()
  readonly comments = new KindTally()
  readonly words = new KindTally()
  readonly errors = new ErrorLog()
  /** Names of the sources that had nothing at all. */
  readonly emptySources: string[] = []
}
