import { ReindexError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'
import type { Source, SourceItem } from '../sources/source.ts'

/** The items of a source. Throws a ReindexError with its name if it cannot be read to its end, and the signal's reason as it is. */
export async function* readSource(
  source: Source,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem> {
  const items = source.items(signal)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await items.next().catch((cause: unknown) => {
        signal?.throwIfAborted()
        throw new ReindexError([`${source.name}: cannot be read: ${messageOf(cause)}`], { cause })
      })
      signal?.throwIfAborted()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await items.return?.()
  }
}
