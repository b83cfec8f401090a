import { z } from 'zod'
import { TIERS } from '../ranking.ts'

/** The sources of points: the tier; phrases of the post; words of the post or its best comment; phrases of that comment; author, freshness and popularity; the meaning of the post. */
export const POINT_KINDS = [
  'tier',
  'phrase',
  'words',
  'comment',
  'author',
  'freshness',
  'popularity',
  'meaning',
] as const
type PointKind = (typeof POINT_KINDS)[number]

/** The points that one clause gave to one result. */
export const ClausePoints = z.strictObject({
  /** A tier, or field and term of the clause, such as `title: “firefox”` for a phrase and `words: firefox` for words. */
  clause: z.string(),
  kind: z.enum(POINT_KINDS),
  points: z.number(),
})
export type ClausePoints = z.infer<typeof ClausePoints>

/** The kind of a clause, by its name. */
export function kindOf(clause: string): PointKind {
  if (Object.hasOwn(TIERS, clause)) return 'tier'
  if (clause === 'freshness' || clause === 'popularity') return clause
  if (clause.startsWith('author: ')) return 'author'
  if (clause.startsWith('comment: ')) return 'comment'
  return clause.endsWith('”') ? 'phrase' : 'words'
}
