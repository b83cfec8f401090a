import { messageOf } from '../../core/message-of.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import type { Tally } from './tally.ts'

/** The document that `toIndexed` makes, as an item to be indexed; undefined after an error, which is recorded. */
export function convert(
  tally: Tally,
  { id, place }: { id: string; place: string },
  toIndexed: () => object,
): BulkItem | undefined {
  const document = convertText(tally, { id, place }, toIndexed)
  return document && { id, place, document }
}

/** The result of `read`. If a text breaks a parser, for example by deep nesting, that is an error of this one document, and the result is undefined. */
export function convertText<T>(
  tally: Pick<Tally, 'errors'>,
  { id, place }: { id: string; place: string },
  read: () => T,
): T | undefined {
  try {
    return read()
  } catch (error) {
    tally.errors.add({ id, place, reason: `expected a text that can be read, got ${messageOf(error)}` })
    return undefined
  }
}
