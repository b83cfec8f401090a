import { ReindexError } from '../../core/errors.ts'
import type { ErrorReport } from '../../core/item-errors.ts'
import type { IndexedPost } from '../documents/indexed.ts'
import { Intake } from '../intake/intake.ts'
import { takeIn } from '../intake/take-in.ts'
import type { Tally } from '../intake/tally.ts'
import type { Source } from '../sources/source.ts'
import { Reading } from './reading.ts'

/** Counts of the documents of one kind, as far as they are known without an index. */
export type KindFound = {
  found: number
  skipped: Record<string, number>
  repaired: Record<string, number>
  unknownFields: Record<string, number>
  /** The first comments whose post is unknown, and the id, address or slug that they give for it. */
  withoutPost?: string[]
}

/** A comment as it would be indexed, and the id, address or slug that it gives for its post. */
export type CommentFound = {
  id: string
  post: string
  author?: string
  date?: string
  text: string
  excerpt: string
}

/** The contents of sources. `--json` prints this as JSON. */
export type Inspection = {
  sources: { name: string; format: string; title?: string; complete: boolean; notes?: readonly string[] }[]
  posts: KindFound
  comments: KindFound
  failed: ErrorReport
  /** What was wrong with documents that would be indexed all the same, such as fields that were set aside. */
  mended: ErrorReport
  /** The first posts, as they would be indexed. */
  first: IndexedPost[]
  firstComments: CommentFound[]
}

type Options = {
  signal?: AbortSignal
  /** Is called for each item that is read. */
  onItem?: () => void
}

/** Reads sources to their end as a reindex would, but indexes nothing. If one cannot be read, the others still are. */
export async function inspect(
  sources: readonly Source[],
  { show, now = new Date(), ...options }: Options & { show: number; now?: Date },
): Promise<Inspection> {
  const intake = await Intake.create()
  try {
    const reading = new Reading({ intake, show })
    for (const source of sources) await readAll(source, reading, { now, ...options })
    const { signal } = options
    await reading.countPosts(signal)
    await reading.findPostsOfComments(signal)
    const { errors, warnings } = reading.tally
    return {
      sources: sources.map(({ name, format, title, complete, notes = [] }) => ({
        name,
        format,
        ...(title !== undefined && { title }),
        complete,
        ...(notes.length > 0 && { notes }),
      })),
      posts: kindFound(reading.tally.posts),
      comments: kindFound(reading.tally.comments),
      failed: errors.toReport(),
      mended: warnings.toReport(),
      first: reading.first,
      firstComments: reading.firstComments,
    }
  } finally {
    await intake.remove()
  }
}

async function readAll(
  source: Source,
  reading: Reading,
  { now, signal, onItem = () => {} }: Options & { now: Date },
): Promise<void> {
  const { tally } = reading
  try {
    for await (const taken of takeIn(source, { tally, now, signal, onItem })) await reading.take(taken)
  } catch (error) {
    if (!(error instanceof ReindexError)) throw error
    for (const reason of error.reasons) {
      tally.errors.add({ place: source.name, reason: withoutName(reason, source.name) })
    }
  }
}

function withoutName(reason: string, name: string): string {
  return [`${name}: cannot be read: `, `${name}: `].reduce(
    (rest, prefix) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : rest),
    reason,
  )
}

function kindFound({ indexed, skipped, repaired, unknownFields, withoutPost }: Tally['posts']): KindFound {
  return {
    found: indexed,
    skipped: Object.fromEntries(skipped),
    repaired: Object.fromEntries(repaired),
    unknownFields: Object.fromEntries(unknownFields),
    ...(withoutPost.length > 0 && { withoutPost }),
  }
}
