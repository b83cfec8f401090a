import { parseSearchRequest } from '../../search/request.ts'
import type { OwnerIndex } from './owner-index.ts'

/** A query and the ids of the posts of which any should be found. */
export type KnownItem = { q: string; ids: readonly string[] }

/** What making queries needs: the indexes, the longest query that the search takes, and draws by chance for a document's id. */
export type Making = {
  owner: OwnerIndex
  maxQueryLength: number
  randomFor: (id: string) => () => number
}

/** Makes queries of sampled documents: at most one of each. */
export type Maker<Sampled> = (making: Making, sampled: readonly Sampled[]) => Promise<KnownItem[]>

/** Whether the search takes a query as it is, neither too long nor with operators in it, and a line of a file can hold it. */
export function isAskable(q: string, { maxQueryLength }: Pick<Making, 'maxQueryLength'>): boolean {
  const request = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength })
  return request.ok && request.input.q === q && !q.startsWith('#')
}
