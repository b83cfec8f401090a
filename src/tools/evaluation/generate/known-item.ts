import { parseSearchRequest } from '../../../search/request/request.ts'
import type { OwnerIndex } from './owner-index.ts'

/** A query, the ids of the posts of which any should be found, and what was mistyped in it: that is asked for once. */
export type KnownItem = { q: string; ids: readonly string[]; meant?: string }

/** What making queries needs: the indexes, the longest query that the search takes, and draws by chance for a document's id. */
export type Making = {
  owner: OwnerIndex
  maxQueryLength: number
  randomFor: (id: string) => () => number
}

/** What is quoted must be there as it was typed. */
export const QUOTES = /["“”„‟«»]/

/** Makes queries of sampled documents: at most one of each. */
export type Maker<Sampled> = (making: Making, sampled: readonly Sampled[]) => Promise<KnownItem[]>

/** Whether the search takes every word of a query for what to look for: it is not too long, and none is an operator. A line of a file must hold it, too. */
export function isAskable(q: string, { maxQueryLength }: Pick<Making, 'maxQueryLength'>): boolean {
  const request = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength })
  return request.ok && lettersOf(request.input.query.text) === lettersOf(q) && !/^#|[\t\r\n]/.test(q)
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
