import type { Client } from '@elastic/elasticsearch'
import { getMany } from '../../elastic/get-many.ts'

/** A document as an index has it, and what tells whether it changed since. */
export type Stored<T> = { source: T; seqNo: number; primaryTerm: number }

/** The documents of an index by id, as they are now, be they searchable yet or not. Throws as getMany does. */
export async function readStored<T>(
  client: Client,
  index: string,
  ids: Iterable<string>,
): Promise<Map<string, Stored<T>>> {
  const found = await getMany<T>(client, { index, ids: [...new Set(ids)] })
  return new Map(
    [...found].map(([id, { _source, _seq_no = 0, _primary_term = 0 }]) => [
      id,
      { source: _source, seqNo: _seq_no, primaryTerm: _primary_term },
    ]),
  )
}
