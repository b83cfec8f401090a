import type { Client } from '@elastic/elasticsearch'
import { getMany } from '../../elastic/get-many.ts'

/** A document as an index holds it. `seqNo` and `primaryTerm` tell whether it changed since (optimistic concurrency). */
export type Stored<T> = { source: T; seqNo: number; primaryTerm: number }

/** The documents of an index by id, as they are now, searchable yet or not. Throws the errors of getMany. */
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
