import type { Tally } from '../../content/intake/tally.ts'
import type { ErrorGroup, ItemError } from '../../core/item-errors.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Kind } from '../../elastic/mappings.ts'

/** What became of the documents of one kind. */
export type KindReport = {
  index: string
  indexed: number
  /** Of these, what came by the API and was taken over from the indexes before. */
  carriedOver: number
  /** Documents that may not be found, by reason. */
  skipped: Record<string, number>
  /** Documents that had to be mended to be read, by what was mended. */
  repaired: Record<string, number>
  /** The first comments whose post nobody knows, and how they name it. */
  withoutPost?: string[]
  /** When the next document that waits for its date is due. */
  nextDue?: string
  unknownFields: Record<string, number>
  /** The size of the index, if Elasticsearch said it. */
  bytes?: number
}

/** What a reindex did. Its JSON is what `--json` prints. */
export type ReindexReport = {
  /** Whether searches find the new indexes; if not, they find what they found before, and `reasons` says why. */
  swapped: boolean
  reasons: string[]
  /** What went wrong that does not keep searches from the new indexes. */
  warnings: string[]
  posts: KindReport
  comments: KindReport
  /** The vocabulary: the distinct words of both. */
  words: KindReport
  /** All documents that failed, their reasons, and the first 1,000 of them. */
  failed: { count: number; groups: ErrorGroup[]; first: ItemError[] }
  seconds: number
  documentsPerSecond: number
  /** The indexes that were live before and are kept for going back. */
  previous: string[]
  /** The outdated indexes that were deleted. */
  deleted: string[]
}

/** How a run ended. */
export type Outcome = Pick<ReindexReport, 'swapped' | 'reasons' | 'warnings' | 'previous' | 'deleted'> & {
  names: IndexNames
  bytes: Partial<Record<Kind, number>>
  seconds: number
}

/** The report of a run. */
export function toReport(tally: Tally, outcome: Outcome): ReindexReport {
  const { swapped, reasons, warnings, previous, deleted, seconds } = outcome
  const documents = tally.posts.indexed + tally.comments.indexed
  return {
    swapped,
    reasons,
    warnings,
    posts: toKindReport('posts', tally, outcome),
    comments: toKindReport('comments', tally, outcome),
    words: toKindReport('words', tally, outcome),
    failed: { count: tally.errors.count, groups: tally.errors.groups, first: tally.errors.first },
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
