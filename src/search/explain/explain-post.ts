import type { Neighbour, PostExplanation, WhyHere } from '../answer/debug-post-answer.ts'
import type { RankedPost } from '../answer/merge.ts'
import { type Found, find, type SearchContext } from '../find.ts'
import { TIERS } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import type { Term } from '../spelling/term.ts'
import { toTerm } from '../spelling/term.ts'
import { explainHits } from './debug-hits.ts'
import { verdictOf } from './debug-verdict.ts'
import { findPostId } from './find-post-id.ts'
import { whyMissing } from './why-missing.ts'

/** Explains one post, by its id or address, for a query, by the same ranking as the search. Throws a BackendError as the search does. */
export async function explainPost(
  ctx: SearchContext,
  input: SearchInput,
  asked: string,
  signal?: AbortSignal,
): Promise<PostExplanation & { q: string; terms: readonly Term[] }> {
  const debugged = { ...input, debug: true }
  const found = await find(ctx, debugged, signal)
  const explanation = await explainFound(ctx, found.input, found, asked, signal)
  const terms = found.ranking.live.map((term) => toTerm(term, input.weights.title))
  return { q: found.input.query.text, terms, ...explanation }
}

/** Explains one post by the result of a debug search. */
export async function explainFound(
  ctx: SearchContext,
  input: SearchInput,
  found: Found,
  asked: string,
  signal: AbortSignal = AbortSignal.timeout(ctx.timeoutMs),
): Promise<PostExplanation> {
  const id = await findPostId(ctx, found, asked, signal)
  const index = found.ranking.posts.findIndex((post) => post.id === id)
  const explanation =
    index >= 0
      ? { here: whyHere(found, index, input) }
      : { missing: await whyMissing(ctx, { ...input, phrases: found.phrases }, found, id, signal) }
  return { asked, id, verdict: verdictOf(explanation, { input, found, id }), ...explanation }
}

function whyHere({ ranking }: Found, index: number, input: SearchInput): WhyHere {
  const { page, size } = input
  const post = ranking.posts[index]
  const here = neighbour(post, index)
  if (post === undefined || here === undefined) throw new RangeError(`no result ${index}`)
  const above = neighbour(ranking.posts[index - 1], index - 1)
  const below = neighbour(ranking.posts[index + 1], index + 1)
  const last = page * size - 1
  const lastShown = index > last ? neighbour(ranking.posts[last], last) : undefined
  const [explained] = explainHits([post], ranking, input)
  return {
    ...here,
    of: ranking.total.value,
    page: Math.floor(index / size) + 1,
    points: explained?.points ?? [],
    ...(explained?.comment !== undefined && { comment: explained.comment }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
    ...(lastShown !== undefined && { lastShown }),
  }
}

function neighbour(post: RankedPost | undefined, index: number): Neighbour | undefined {
  return post && { rank: index + 1, id: post.id, score: post.score, tier: tierOf(post.score) }
}

/** The name of the tier of a score. */
export function tierOf(score: number): string {
  const tier = Object.entries(TIERS).find(([, points]) => points === Math.floor(score))
  return tier?.[0] ?? 'some words'
}
