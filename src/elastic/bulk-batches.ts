import type { ErrorLog } from '../core/item-errors.ts'

/** A document to index. `place` is its position in the source, for messages. */
export type BulkItem = { id: string; place: string; document: object }

/** A document as the two lines of a bulk request. */
export type BulkEntry = { id: string; place: string; action: string; source: string; bytes: number }

/** The largest size of a batch, and of one document. */
export type BatchLimits = { batchBytes: number; batchDocuments: number; documentBytes: number }

/**
 * Requests of half a megabyte. For 1,000 posts with their comments, requests of 256 kB and of 1 to 4 MB took 5 to 15 % longer, since less
 * of the work is done while a request is on its way. For 10,000 posts they took as long. All are far below the 100 MB that Elasticsearch
 * accepts.
 */
export const DEFAULT_LIMITS: BatchLimits = {
  batchBytes: 512 * 1024,
  batchDocuments: 2_000,
  documentBytes: 50 * 1024 * 1024,
}

/** The documents in batches of about half a megabyte, never empty. A document over the limit for one document goes to `errors`. */
export async function* toBatches(
  items: AsyncIterable<BulkItem>,
  limits: BatchLimits,
  errors: ErrorLog,
): AsyncGenerator<BulkEntry[], void, undefined> {
  let batch: BulkEntry[] = []
  let bytes = 0
  for await (const item of items) {
    const entry = toEntry(item)
    if (entry.bytes > limits.documentBytes) {
      errors.add({ place: item.place, id: item.id, reason: tooLarge(limits.documentBytes, entry.bytes) })
      continue
    }
    if (
      batch.length > 0 &&
      (bytes + entry.bytes > limits.batchBytes || batch.length >= limits.batchDocuments)
    ) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += entry.bytes
  }
  if (batch.length > 0) yield batch
}

function toEntry({ id, place, document }: BulkItem): BulkEntry {
  const action = JSON.stringify({ create: { _id: id } })
  const source = JSON.stringify(document)
  return { id, place, action, source, bytes: Buffer.byteLength(action) + Buffer.byteLength(source) + 2 }
}

function tooLarge(limit: number, bytes: number): string {
  return `expected a document of at most ${limit} bytes, got ${bytes}`
}
