import type { Comment, Post } from '../documents/document.ts'
import { mendDocument } from '../documents/mend.ts'
import { whyCommentNotPublished, whyNotPublished } from '../documents/publishable.ts'
import type { Source, SourceItem } from '../sources/source.ts'
import { readSource } from './read-source.ts'
import type { Tally } from './tally.ts'

/** A valid post or comment, the site or else the name of its source, and whether readers may find it. One that they may not find is already counted. */
export type TakenIn = { place: string; source: string; published: boolean } & (
  | { kind: 'post'; post: Post }
  | { kind: 'comment'; comment: Comment }
)

type TakenItem = TakenIn extends infer One ? (One extends TakenIn ? Omit<One, 'source'> : never) : never

/** The tally that counts the documents, the present time (later dates are the future), and a function that is called for each item. */
type TakingIn = { tally: Tally; now: Date; signal: AbortSignal | undefined; onItem?: () => void }

/**
 * The valid posts and comments of a source, in its order. Everything else is counted in the tally: items that the source could not read or
 * left out, invalid documents, fields that were set aside, unknown fields, repairs, and a source without any items. Throws a ReindexError if the source cannot be read to its end.
 */
export async function* takeIn(
  source: Source,
  { tally, now, signal, onItem }: TakingIn,
): AsyncGenerator<TakenIn> {
  let items = 0
  for await (const item of readSource(source, signal)) {
    items += 1
    onItem?.()
    const taken = takeItem(item, tally, now)
    if (taken !== undefined) yield { ...taken, source: source.site ?? source.name }
  }
  if (items === 0) tally.emptySources.push(source.name)
}

function takeItem(item: SourceItem, tally: Tally, now: Date): TakenItem | undefined {
  const { place } = item
  if (item.kind === 'failed') {
    tally.errors.add({ place, reason: item.reason })
    return undefined
  }
  if (item.kind === 'skipped') {
    tally[item.what === 'post' ? 'posts' : 'comments'].skip(item.reason)
    return undefined
  }
  return takeDocument(item, tally, now)
}

function takeDocument(
  item: Extract<SourceItem, { kind: 'document' }>,
  tally: Tally,
  now: Date,
): TakenItem | undefined {
  const { place } = item
  const { validated, repaired, warnings } = mendDocument(item.value)
  if (validated.kind === 'invalid') {
    tally.errors.add({ place, ...idOf(item.value), reason: validated.errors.join('; ') })
    return undefined
  }
  const kind = tally[validated.kind === 'post' ? 'posts' : 'comments']
  kind.countUnknown(validated.unknownFields)
  kind.countRepaired([...(item.repaired ?? []), ...repaired])
  for (const reason of [...(item.warnings ?? []), ...warnings]) {
    tally.warnings.add({ place, ...idOf(item.value), reason })
  }
  const hidden =
    validated.kind === 'post'
      ? whyNotPublished(validated.post, now)
      : whyCommentNotPublished(validated.comment, now)
  const published = hidden === undefined || (hidden.reason === 'future' && item.beforeDate === true)
  if (hidden !== undefined && !published) kind.skip(reasonOf(hidden.reason, item), hidden.due)
  return { place, published, ...validated }
}

/** The reason for which a document stays out. That of the source says more than "excluded". */
function reasonOf(reason: string, { excludedBy }: { excludedBy?: string }): string {
  return reason === 'excluded' && excludedBy !== undefined ? `excluded: ${excludedBy}` : reason
}

/** The id of an invalid document, if it has something like one. */
function idOf(value: unknown): { id?: string } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return {}
  return typeof value.id === 'string' || typeof value.id === 'number' ? { id: String(value.id) } : {}
}
