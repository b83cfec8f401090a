import { formatWeights, type SomeWeights, type Weights } from '../../core/weights.ts'
import type { ComparedSide, Comparison } from '../answer/debug-answer.ts'
import { toPostHit } from '../answer/hits.ts'
import type { Ranking } from '../answer/read-ranking.ts'
import { type Found, find, type SearchContext } from '../find.ts'
import type { SearchInput } from '../request/input.ts'
import { placesOf } from './debug-hits.ts'

/** The same page as it is set, and without the parts that are turned off or with the weights that are tried; undefined if there are none. */
export async function compare(
  ctx: SearchContext,
  input: SearchInput,
  { ranking }: Found,
  signal?: AbortSignal,
): Promise<Comparison | undefined> {
  const off = [...(input.fuzzy ? [] : ['fuzzy']), ...input.off]
  const { weights, usual = weights } = input
  const tried = formatWeights(changesOf(usual, weights))
  if (off.length === 0 && tried === '') return undefined
  const everything = await find(ctx, { ...input, fuzzy: true, off: [], weights: usual }, signal)
  return {
    off,
    ...(tried !== '' && { tried }),
    with: sideOf(everything.ranking, ranking, input),
    without: sideOf(ranking, everything.ranking, input),
  }
}

/** The weights that differ from the usual ones. */
function changesOf(usual: Weights, weights: Weights): SomeWeights {
  const { freshness, title, comments } = weights
  return {
    ...(freshness !== usual.freshness && { freshness }),
    ...(title !== usual.title && { title }),
    ...(comments !== usual.comments && { comments }),
  }
}

function sideOf(own: Ranking, other: Ranking, { page, size }: SearchInput): ComparedSide {
  const places = placesOf(other.posts)
  const first = (page - 1) * size
  return {
    total: own.total.value,
    results: own.posts.slice(first, first + size).map((post, i) => {
      const { id, url, title, score } = toPostHit(post, own.details.get(post.id))
      return { id, url, title, score, rank: first + i + 1, other: places.get(id) ?? null }
    }),
  }
}
