import { parseSearchRequest } from '../../../search/request/request.ts'
import type { OwnerIndex } from './owner-index.ts'

/** A query, and the ids of the posts, any of which should be found. `meant` is the correct text of a mistyped query; only one query is kept for each. */
export type KnownItem = { q: string; ids: readonly string[]; meant?: string }

/** The context of making queries: the indexes, the longest query that the search accepts, and random draws for a document's id. */
export type Making = {
  owner: OwnerIndex
  maxQueryLength: number
  randomFor: (id: string) => () => number
}

/** Quotes: the search must find quoted words exactly as typed, so they cannot be mistyped. */
export const QUOTES = /["“”„‟«»]/

/** Makes queries from sampled documents, at most one from each. */
export type Maker<Sampled> = (making: Making, sampled: readonly Sampled[]) => Promise<KnownItem[]>

/** Whether the search looks for every word of a query: it is not too long, and no word is an operator. It must also fit on a line of a file. */
export function isAskable(q: string, { maxQueryLength }: Pick<Making, 'maxQueryLength'>): boolean {
  const request = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength })
  return request.ok && lettersOf(request.input.query.text) === lettersOf(q) && !/^#|[\t\r\n]/.test(q)
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
