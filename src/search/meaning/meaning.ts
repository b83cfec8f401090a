import type { Language } from '../../core/language.ts'
import { contentWords } from '../request/content-words.ts'
import type { SearchInput } from '../request/input.ts'
import { isOff } from '../request/switches.ts'

/** A query as a model reads it: its vector, the field of the posts that has vectors of the same model, and the cosine that this model gives to unrelated texts. */
export type QueryMeaning = { field: string; vector: readonly number[]; unrelated: number }

/** Makes vectors of queries. */
export type MeaningSource = {
  /** The meaning of a query; undefined if it cannot be made in time. Never rejects. */
  of(text: string): Promise<QueryMeaning | undefined>
  /** The nearest passage of each post, for a debug answer. */
  nearest(
    query: QueryMeaning,
    posts: readonly { title: string; text: string }[],
  ): Promise<({ passage: string; cosine: number } | undefined)[]>
}

/** A query of one word is a name or a code: a model knows neither ("firefox" finds "Ready to fire"). */
const LEAST_WORDS = 2

/** Whether a query is also searched for by its meaning: it has two content words or more, and nothing in it asks for words exactly. */
export function asksForMeaning(input: SearchInput, language: Language): boolean {
  const { query, phrases, address, titleOnly, fuzzy, sort, prefix } = input
  const isExact =
    query.quoted.length > 0 || phrases.length > 0 || address !== undefined || titleOnly || !fuzzy
  if (isExact || prefix || sort === 'date' || isOff(input, 'meaning') || isOff(input, 'fallback'))
    return false
  return contentWords(query, language).length >= LEAST_WORDS
}
