import type { Tally } from '../../content/intake/tally.ts'
import { type ErrorReport, errorLines } from '../../core/item-errors.ts'
import { printable } from '../../core/printable.ts'
import type { WriteResult } from '../write/write.ts'

/** The changes that a sync made to the documents of one kind, or with `dryRun` would make. */
type KindChanges = {
  created: number
  updated: number
  deleted: number
  unchanged: number
  /** Documents that the API wrote or deleted later than their source. */
  newerByApi: number
  /** Comments whose post is missing. */
  withoutPost: number
  /** The ids of the first documents that were created, updated or deleted, and of the first comments without a post. */
  examples: { created: string[]; updated: string[]; deleted: string[]; withoutPost: string[] }
  skipped: Record<string, number>
  repaired: Record<string, number>
  /** Unknown fields, each with the number of documents that had it. */
  unknownFields: Record<string, number>
  nextDue?: string
}

/** The report of a sync. `--json` prints it as JSON. */
export type SyncReport = {
  dryRun: boolean
  posts: KindChanges
  comments: KindChanges
  failed: ErrorReport
  /** What was wrong with documents that are indexed all the same, such as fields that were set aside. */
  mended: ErrorReport
  /** Sources that show only the newest documents: documents that they lack stay. */
  windows?: string[]
  /** In the dry run of a reindex: the reasons why the reindex would not go live. */
  refused?: string[]
  /** The reason why documents that the sources lack were not deleted, if so. */
  notDeleted?: string
  seconds: number
}

const MAX_EXAMPLES = 20

/** Counts documents by the result of their write. */
export class Changes {
  readonly counts = { created: 0, updated: 0, deleted: 0, unchanged: 0, newerByApi: 0, withoutPost: 0 }
  readonly examples: KindChanges['examples'] = { created: [], updated: [], deleted: [], withoutPost: [] }

  add(result: Counted, id: string): void {
    const name = NAMES[result]
    if (name === undefined) return
    this.counts[name] += 1
    if (name === 'unchanged' || name === 'newerByApi') return
    if (this.examples[name].length < MAX_EXAMPLES) this.examples[name].push(id)
  }
}

type Counted = Exclude<WriteResult, object> | 'unchanged'

const NAMES: Record<Counted, keyof Changes['counts'] | undefined> = {
  created: 'created',
  updated: 'updated',
  deleted: 'deleted',
  unchanged: 'unchanged',
  older: 'newerByApi',
  'no post': 'withoutPost',
  'not found': undefined,
}

/** The report of the documents of one kind. */
export function kindChanges(
  { counts, examples }: Changes,
  { skipped, repaired, unknownFields, nextDue }: Tally['posts'],
): KindChanges {
  return {
    ...counts,
    examples,
    skipped: Object.fromEntries(skipped),
    repaired: Object.fromEntries(repaired),
    unknownFields: Object.fromEntries(unknownFields),
    ...(nextDue !== undefined && { nextDue }),
  }
}

/** Whether a sync changed nothing, or in a dry run would change nothing. */
export function isUnchanged({ posts, comments }: SyncReport): boolean {
  return [posts, comments].every(({ created, updated, deleted }) => created + updated + deleted === 0)
}

/** A report as lines of text for people. */
export function syncAsText(report: SyncReport): string {
  const { dryRun, posts, comments, failed, mended, windows = [], refused = [], notDeleted, seconds } = report
  const lines = [
    ...kindLines('posts', posts),
    ...kindLines('comments', comments),
    ...errorLines('mended', mended),
    ...errorLines('failed', failed),
    ...windows.map((name) => `What ${name} lacks stays: it shows only the newest.`),
    ...(notDeleted === undefined ? [] : [`Not deleted: ${notDeleted}`]),
    ...(refused.length > 0
      ? ['A reindex would not go live:', ...refused.map((reason) => `  ${reason}`)]
      : []),
    dryRun ? `Nothing was written (${seconds.toFixed(1)} s).` : `Done (${seconds.toFixed(1)} s).`,
  ]
  return `${lines.map(printable).join('\n')}\n`
}

function kindLines(name: string, changes: KindChanges): string[] {
  const { created, updated, deleted, unchanged, newerByApi, withoutPost } = changes
  const { examples, skipped, repaired, unknownFields } = changes
  const fields = Object.entries(unknownFields).map(([field, count]) => `${field} (${count})`)
  const counts = [`${created} new`, `${updated} changed`, `${deleted} deleted`, `${unchanged} as they were`]
  return [
    `${name}: ${counts.join(', ')}`,
    ...(['created', 'updated', 'deleted'] as const).flatMap((what) =>
      examples[what].map((id) => `  ${SIGNS[what]} ${id}`),
    ),
    ...(newerByApi > 0 ? [`  newer by the API: ${newerByApi}`] : []),
    ...(withoutPost > 0
      ? [`  of posts that are not there: ${withoutPost}`, ...examples.withoutPost.map((id) => `    ${id}`)]
      : []),
    ...Object.entries(skipped).map(([reason, count]) => `  skipped: ${count} (${reason})`),
    ...Object.entries(repaired).map(([what, count]) => `  repaired: ${count} (${what})`),
    ...(fields.length > 0 ? [`  unknown fields, left out: ${fields.join(', ')}`] : []),
  ]
}

const SIGNS = { created: '+', updated: '~', deleted: '-' }
