import type { IndexedPost } from '../documents/indexed.ts'
import { whyCommentNotPublished, whyNotPublished } from '../documents/publishable.ts'
import { toIndexedPost } from '../documents/to-indexed.ts'
import { validateDocument } from '../documents/validate.ts'
import type { ErrorGroup, ItemError } from '../elastic/item-errors.ts'
import { describeGroup } from '../indexing/checks.ts'
import { readSource } from '../indexing/read-source.ts'
import { Tally } from '../indexing/tally.ts'
import type { Source, SourceItem } from '../sources/source.ts'

/** What became of the documents of one kind, as far as it can be told without an index. */
export type KindFound = {
  found: number
  skipped: Record<string, number>
  repaired: Record<string, number>
  unknownFields: Record<string, number>
}

/** What sources have. Its JSON is what `--json` prints. */
export type Inspection = {
  sources: { name: string; format: string; complete: boolean }[]
  posts: KindFound
  comments: KindFound
  failed: { count: number; groups: ErrorGroup[]; first: ItemError[] }
  /** The first posts, as they would be indexed. */
  first: IndexedPost[]
}

/** Reads sources to their end as a reindex would, and indexes nothing. */
export async function inspect(
  sources: readonly Source[],
  { show, now = new Date(), signal }: { show: number; now?: Date; signal?: AbortSignal },
): Promise<Inspection> {
  const tally = new Tally()
  const first: IndexedPost[] = []
  for (const source of sources) {
    for await (const item of readSource(source, signal)) {
      const post = take(tally, item, now)
      if (post !== undefined && first.length < show) first.push(post)
    }
  }
  const { errors } = tally
  return {
    sources: sources.map(({ name, format, complete }) => ({ name, format, complete })),
    posts: kindFound(tally.posts),
    comments: kindFound(tally.comments),
    failed: { count: errors.count, groups: errors.groups, first: errors.first },
    first,
  }
}

function take({ posts, comments, errors }: Tally, item: SourceItem, now: Date): IndexedPost | undefined {
  const { place } = item
  if (item.kind === 'failed') errors.add({ place, reason: item.reason })
  if (item.kind === 'skipped') (item.what === 'post' ? posts : comments).skip(item.reason)
  if (item.kind !== 'document') return undefined
  const validated = validateDocument(item.value)
  if (validated.kind === 'invalid') {
    errors.add({ place, reason: validated.errors.join('; ') })
    return undefined
  }
  const tally = validated.kind === 'post' ? posts : comments
  tally.countUnknown(validated.unknownFields)
  tally.countRepaired(item.repaired ?? [])
  const hidden =
    validated.kind === 'post'
      ? whyNotPublished(validated.post, now)
      : whyCommentNotPublished(validated.comment, now)
  if (hidden !== undefined) {
    tally.skip(hidden.reason, hidden.due)
    return undefined
  }
  tally.indexed += 1
  return validated.kind === 'post' ? toIndexedPost(validated.post) : undefined
}

function kindFound({ indexed, skipped, repaired, unknownFields }: Tally['posts']): KindFound {
  return {
    found: indexed,
    skipped: Object.fromEntries(skipped),
    repaired: Object.fromEntries(repaired),
    unknownFields: Object.fromEntries(unknownFields),
  }
}

/** An inspection as lines for people. */
export function inspectionAsText({ sources, posts, comments, failed, first }: Inspection): string {
  const lines = [
    ...first.flatMap(postLines),
    ...sources.map(
      ({ name, format, complete }) => `${name}: ${format}${complete ? '' : ', a window on the newest'}`,
    ),
    ...kindLines('posts', posts),
    ...kindLines('comments', comments),
    ...(failed.count > 0 ? [`failed: ${failed.count}`] : []),
    ...failed.groups.map((group) => `  ${describeGroup(group)}`),
  ]
  return `${lines.map((line) => line.replace(/[\p{Cc}\p{Bidi_Control}\u2060]+/gu, ' ')).join('\n')}\n`
}

function postLines({
  id,
  title,
  url,
  date,
  author,
  tags,
  categories,
  language,
  excerpt,
  text,
}: IndexedPost): string[] {
  const fields = { id, url, date, author, language, tags: tags.join(', '), categories: categories.join(', ') }
  return [
    title,
    ...Object.entries(fields).flatMap(([name, value]) => (value ? [`  ${name}: ${value}`] : [])),
    `  text: ${text.length} characters: ${excerpt}`,
    '',
  ]
}

function kindLines(name: string, { found, skipped, repaired, unknownFields }: KindFound): string[] {
  const fields = Object.entries(unknownFields).map(([field, n]) => `${field} (${n})`)
  return [
    `${name}: ${found}`,
    ...Object.entries(skipped).map(([reason, count]) => `  skipped: ${count} (${reason})`),
    ...Object.entries(repaired).map(([what, count]) => `  repaired: ${count} (${what})`),
    ...(fields.length > 0 ? [`  unknown fields, left out: ${fields.join(', ')}`] : []),
  ]
}
