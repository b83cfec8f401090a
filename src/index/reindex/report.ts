import type { Tally } from '../../content/intake/tally.ts'
import type { ErrorReport } from '../../core/item-errors.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Kind } from '../../elastic/mappings.ts'

/** Counts of the documents of one kind: indexed, skipped, repaired. */
export type KindReport = {
  index: string
  indexed: number
  /** The part of `indexed` that came by the API and was copied from the indexes before. */
  carriedOver: number
  /** Documents that readers may not find, by reason. */
  skipped: Record<string, number>
  /** Documents that had to be repaired to be read, by the repair. */
  repaired: Record<string, number>
  /** The first comments whose post is unknown, and how they name it. */
  withoutPost?: string[]
  /** The time when the next document with a future date is due. */
  nextDue?: string
  unknownFields: Record<string, number>
  /** The size of the index, if Elasticsearch reports it. */
  bytes?: number
}

/** The report of a reindex. `--json` prints it as JSON. */
export type ReindexReport = {
  /** Whether the new indexes are live. If not, searches stay on the old ones, and `reasons` says why. */
  swapped: boolean
  reasons: string[]
  /** What searches find after the run: the new indexes, those of before, or nothing. Absent if Elasticsearch did not say. */
  serving?: 'new' | 'old' | 'nothing'
  /** Failures that do not keep the new indexes from going live. */
  warnings: string[]
  posts: KindReport
  comments: KindReport
  /** The vocabulary: the distinct words of both. */
  words: KindReport
  /** The number of documents that failed, their reasons, and the first 1,000 of them. */
  failed: ErrorReport
  /** What was wrong with documents that are indexed all the same, such as fields that were set aside. */
  mended: ErrorReport
  seconds: number
  documentsPerSecond: number
  /** The indexes that were live before and are kept for a rollback. */
  previous: string[]
  /** The outdated indexes that were deleted. */
  deleted: string[]
}

/** The outcome of a run. */
export type Outcome = Pick<ReindexReport, 'swapped' | 'reasons' | 'warnings' | 'previous' | 'deleted'> & {
  serving: ReindexReport['serving'] | undefined
  names: IndexNames
  bytes: Partial<Record<Kind, number>>
  seconds: number
}

/** The report of a run. */
export function toReport(tally: Tally, outcome: Outcome): ReindexReport {
  const { swapped, reasons, serving, warnings, previous, deleted, seconds } = outcome
  const documents = tally.posts.indexed + tally.comments.indexed
  return {
    swapped,
    reasons,
    ...(serving !== undefined && { serving }),
    warnings,
    posts: toKindReport('posts', tally, outcome),
    comments: toKindReport('comments', tally, outcome),
    words: toKindReport('words', tally, outcome),
    failed: tally.errors.toReport(),
    mended: tally.warnings.toReport(),
    seconds,
    documentsPerSecond: documents / seconds,
    previous,
    deleted,
  }
}

function toKindReport(kind: Kind, tally: Tally, { names, bytes }: Outcome): KindReport {
  const { indexed, carriedOver, skipped, repaired, unknownFields, nextDue, withoutPost } = tally[kind]
  const size = bytes[kind]
  return {
    index: names[kind],
    indexed,
    carriedOver,
    skipped: Object.fromEntries(skipped),
    repaired: Object.fromEntries(repaired),
    ...(withoutPost.length > 0 && { withoutPost }),
    ...(nextDue !== undefined && { nextDue }),
    unknownFields: Object.fromEntries(unknownFields),
    ...(size !== undefined && { bytes: size }),
  }
}
