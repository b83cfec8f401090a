import type { Query } from '../blog/queries.ts'

/** A way to have a query answered. */
export type Way = {
  name: string
  /** The process that answers, where it is one of its own. */
  pid?: number
  /** Answers once, read to the end but not understood: that is not timed. */
  ask(q: string): Promise<Answered>
  close(): Promise<void>
}

export type Answered = {
  /** The ids of the posts found, best first; of Elasticsearch's own answers nobody tells. */
  ids?: () => readonly string[]
  /** How long it took, where the answer's way here does not count. */
  ms?: number
}

/** The share of queries of which one of the posts that they should find is found; undefined where any may be, or nobody tells. */
export async function foundShare(way: Way, queries: readonly Query[]): Promise<number | undefined> {
  let [asked, found] = [0, 0]
  for (const { q, ids } of queries) {
    const { ids: answered } = await way.ask(q)
    if (answered === undefined || ids.length === 0) continue
    asked += 1
    if (answered().some((id) => ids.includes(id))) found += 1
  }
  return asked === 0 ? undefined : found / asked
}
