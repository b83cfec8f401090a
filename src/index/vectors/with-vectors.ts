import { withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import type { PostVectors, Readable } from '../../meaning/post-vectors.ts'
import { vectorField } from '../../meaning/vector-field.ts'

/** Posts that are read, embedded and held in memory at a time. */
const BATCH = 64

/** Adds to each post the vector of its meaning. */
export async function* withVectors(
  vectors: PostVectors,
  items: AsyncIterable<BulkItem>,
  signal: AbortSignal | undefined,
): AsyncGenerator<BulkItem> {
  const batch: BulkItem[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length === BATCH) yield* addTo(vectors, batch.splice(0), signal)
  }
  yield* addTo(vectors, batch, signal)
}

async function* addTo(
  vectors: PostVectors,
  items: readonly BulkItem[],
  signal: AbortSignal | undefined,
): AsyncGenerator<BulkItem> {
  if (items.length === 0) return
  const posts = items.map(({ document }) => toReadable(document as IndexedPost))
  const made = await vectors.of(posts, signal)
  for (const [i, item] of items.entries()) {
    const vector = made[i]
    yield vector === undefined
      ? item
      : { ...item, document: { ...item.document, [vectorField(vectors.model)]: vector } }
  }
}

/** A post without the marks that its analyzers need. */
export function toReadable({ title, text, language }: IndexedPost): Readable {
  return { title: withoutIndexMarks(title), text: withoutIndexMarks(text), language }
}
