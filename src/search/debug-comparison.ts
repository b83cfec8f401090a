import type { ComparedSide, Comparison } from './debug-answer.ts'
import { placesOf } from './debug-hits.ts'
import { type Found, find, type SearchContext } from './find.ts'
import { toPostHit } from './hits.ts'
import type { SearchInput } from './input.ts'
import type { Ranking } from './read-ranking.ts'

/** The same page with everything and without what is turned off; undefined where nothing is. */
export async function compare(
  ctx: SearchContext,
  input: SearchInput,
  { ranking }: Found,
  signal?: AbortSignal,
): Promise<Comparison | undefined> {
  const off = [...(input.fuzzy ? [] : ['fuzzy']), ...input.off]
  if (off.length === 0) return undefined
  const everything = await find(ctx, { ...input, fuzzy: true, off: [] }, signal)
  return {
    off,
    with: sideOf(everything.ranking, ranking, input),
    without: sideOf(ranking, everything.ranking, input),
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
