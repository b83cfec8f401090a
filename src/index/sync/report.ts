import type { Tally } from '../../content/intake/tally.ts'
import { describeGroup } from '../../core/item-errors.ts'
import type { WriteResult } from '../write/write.ts'

/** What a sync did with the documents of one kind, or with `dryRun` what it would do. */
export type KindChanges = {
  created: number
  updated: number
  deleted: number
  unchanged: number
  /** What the API wrote or deleted later than its source. */
  newerByApi: number
  /** Comments of posts that are not there. */
  withoutPost: number
  /** The ids of the first documents that were created, updated or deleted, and of the first comments without a post. */
  examples: { created: string[]; updated: string[]; deleted: string[]; withoutPost: string[] }
  skipped: Record<string, number>
  repaired: Record<string, number>
  /** Fields that a document of this kind does not have, and how many had them. */
  unknownFields: Record<string, number>
  nextDue?: string
}

/** What a sync did. Its JSON is what `--json` prints. */
export type SyncReport = {
  dryRun: boolean
  posts: KindChanges
  comments: KindChanges
  failed: { count: number; groups: Tally['errors']['groups']; first: Tally['errors']['first'] }
  /** Sources that show only the newest: what they lack stays. */
  windows?: string[]
  /** Why what the sources lack was not deleted, if it was not. */
  notDeleted?: string
  seconds: number
}

const MAX_EXAMPLES = 20

/** Counts what becomes of documents. */
export class Changes {
  readonly counts = { created: 0, updated: 0, deleted: 0, unchanged: 0, newerByApi: 0, withoutPost: 0 }
  readonly examples: KindChanges['examples'] = { created: [], updated: [], deleted: [], withoutPost: [] }

  add(result: WriteResult | 'unchanged', id: string): void {
    const name = NAMES[result]
    if (name === undefined) return
    this.counts[name] += 1
    if (name === 'unchanged' || name === 'newerByApi') return
    if (this.examples[name].length < MAX_EXAMPLES) this.examples[name].push(id)
  }
}

const NAMES: Record<WriteResult | 'unchanged', keyof Changes['counts'] | undefined> = {
  created: 'created',
  updated: 'updated',
  deleted: 'deleted',
  unchanged: 'unchanged',
  older: 'newerByApi',
  'no post': 'withoutPost',
  'not found': undefined,
}

/** The report of a kind. */
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

/** Whether a sync changed anything, or would. */
export function isUnchanged({ posts, comments }: SyncReport): boolean {
  return [posts, comments].every(({ created, updated, deleted }) => created + updated + deleted === 0)
}

/** A report as lines for people. */
export function syncAsText(report: SyncReport): string {
  const { dryRun, posts, comments, failed, windows = [], notDeleted, seconds } = report
  const lines = [
    ...kindLines('posts', posts),
    ...kindLines('comments', comments),
    ...(failed.count > 0
      ? [`failed: ${failed.count}`, ...failed.groups.map((one) => `  ${describeGroup(one)}`)]
      : []),
    ...windows.map((name) => `What ${name} lacks stays: it shows only the newest.`),
    ...(notDeleted === undefined ? [] : [`Not deleted: ${notDeleted}`]),
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

/** Ids and reasons come from documents: they must not steer the terminal. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
}
