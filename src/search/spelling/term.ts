import { z } from 'zod'

/** A spelling of the query that was searched for, with what its matches weigh. */
export const Term = z.strictObject({
  term: z.string(),
  score: z.number(),
  titleBoost: z.number(),
  textBoost: z.number(),
})
export type Term = z.infer<typeof Term>
