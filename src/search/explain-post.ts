import { aliasNames } from '../elastic/aliases.ts'
import type { Debug, Term } from './answer.ts'
import { explainHits } from './debug.ts'
import { type Found, find, type SearchContext } from './find.ts'
import type { SearchInput } from './input.ts'
import type { RankedPost } from './merge.ts'
import { TIERS } from './ranking.ts'
import { type WhyMissing, whyMissing } from './why-missing.ts'

/** A result beside the explained one. */
export type Neighbour = { rank: number; id: string; score: number; tier: string }

/** Where a post is among all results, and why. */
export type WhyHere = Neighbour & {
  of: number
  /** Add up to the score. */
  points: Debug['hits'][number]['points']
  /** The id of its best comment, if one matched. */
  comment?: string
  above?: Neighbour
  below?: Neighbour
}

/** Why a post is among the results of a query, or why it is not. */
export type PostExplanation = { q: string; id: string; terms: readonly Term[] } & (
  | { here: WhyHere }
  | { missing: WhyMissing }
)

/** Explains one post for a query, by the same ranking as the search. Throws a BackendError as the search does. */
export async function explainPost(
  ctx: SearchContext,
  input: SearchInput,
  id: string,
  signal?: AbortSignal,
): Promise<PostExplanation> {
  const found = await find(ctx, { ...input, debug: true }, signal)
  const asked = { q: input.q, id, terms: found.ranking.live }
  const index = found.ranking.posts.findIndex((post) => post.id === id)
  if (index >= 0) return { ...asked, here: whyHere(found, index) }
  const aliases = aliasNames(ctx.indexPrefix)
  const question = { input: { ...input, phrases: found.phrases }, found, language: ctx.language }
  return { ...asked, missing: await whyMissing(ctx, aliases, question, id, signal) }
}

function whyHere({ ranking }: Found, index: number): WhyHere {
  const post = ranking.posts[index]
  const here = neighbour(post, index)
  if (post === undefined || here === undefined) throw new RangeError(`no result ${index}`)
  const above = neighbour(ranking.posts[index - 1], index - 1)
  const below = neighbour(ranking.posts[index + 1], index + 1)
  const comment = post.comments[0]?._source?.id
  return {
    ...here,
    of: ranking.total.value,
    points: explainHits([post], ranking.postRanks)[0]?.points ?? [],
    ...(comment !== undefined && { comment }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
  }
}

function neighbour(post: RankedPost | undefined, index: number): Neighbour | undefined {
  return post && { rank: index + 1, id: post.id, score: post.score, tier: tierOf(post.score) }
}

function tierOf(score: number): string {
  const tier = Object.entries(TIERS).find(([, points]) => points === Math.floor(score))
  return tier?.[0] ?? 'some words'
}
