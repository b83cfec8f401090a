import type { BulkItem } from '../elastic/bulk-batches.ts'
import { messageOf } from '../sources/message-of.ts'
import type { Tally } from './tally.ts'

/** The document that `toIndexed` makes; if its text overcomes a parser (by deep nesting, say), that is an error of this one document. */
export function convert(
  tally: Tally,
  { id, place }: { id: string; place: string },
  toIndexed: () => object,
): BulkItem | undefined {
  try {
    return { id, place, document: toIndexed() }
  } catch (error) {
    tally.errors.add({ id, place, reason: `expected a text that can be read, got ${messageOf(error)}` })
    return undefined
  }
}
