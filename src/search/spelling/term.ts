import { z } from 'zod'
import type { ParsedText } from '../request/parsed-query.ts'

/** A spelling of the query that was searched for, with the weights of its matches. */
export const Term = z.strictObject({
  term: z.string(),
  score: z.number(),
  titleBoost: z.number(),
  textBoost: z.number(),
})
export type Term = z.infer<typeof Term>

/** A term and its words, as the search works with it. `asTyped`: it is the query as typed, or another way to write it. */
export type SearchTerm = Omit<Term, 'titleBoost'> &
  Pick<ParsedText, 'words' | 'compounds'> & { asTyped: boolean }

/** A term without its words, as the answer tells it. A match in the title has `titleWeight`. */
export function toTerm({ term, score, textBoost }: Omit<Term, 'titleBoost'>, titleWeight: number): Term {
  return { term, score, titleBoost: titleWeight * textBoost, textBoost }
}
