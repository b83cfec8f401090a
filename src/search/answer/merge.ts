import type { estypes } from '@elastic/elasticsearch'
import type { IndexedComment } from '../../content/documents/indexed.ts'
import { DEFAULT_WEIGHTS } from '../ranking.ts'
import type { SearchInput } from '../request/input.ts'
import type { Nearness } from './add-meaning.ts'

/** A comment that matched. */
export type FoundComment = estypes.SearchHit<IndexedComment>

/** A post among the results: its score, its date in milliseconds since 1970 (when results are sorted by it), and the comments that matched, best first. */
export type RankedPost = {
  id: string
  score: number
  date: number | undefined
  comments: FoundComment[]
  /** Set if its meaning gave it points. */
  meaning?: Nearness
}

const BELOW_NEXT_TIER = 1 - 1e-6

/** Earlier than all dates. */
const NO_DATE = Number.MIN_SAFE_INTEGER

/** The comments that matched, by the id of their post, each post's best first. */
export function commentsByPost(hits: readonly FoundComment[]): Map<string, FoundComment[]> {
  const byPost = new Map<string, FoundComment[]>()
  for (const hit of hits) {
    const id = hit._source?.postId
    if (id === undefined) continue
    const comments = byPost.get(id)
    if (comments === undefined) byPost.set(id, [hit])
    else comments.push(hit)
  }
  return byPost
}

/** The rank of a post in the search for posts. */
export type OwnRank = { score: number; date?: number | undefined }

/** All posts, best or newest first. Equal posts stay as they were found, with those that only comments found last. */
export function mergeRanks(
  posts: ReadonlyMap<string, OwnRank>,
  comments: ReadonlyMap<string, FoundComment[]>,
  { sort, weights }: Pick<SearchInput, 'sort' | 'weights'> = { sort: 'relevance', weights: DEFAULT_WEIGHTS },
): RankedPost[] {
  const ids = new Set([...posts.keys(), ...comments.keys()])
  const compare = sort === 'date' ? byDate : byScore
  return [...ids]
    .map((id) => {
      const own = posts.get(id)
      const found = comments.get(id) ?? []
      const date = own?.date ?? parseDate(found[0]?._source?.post.date)
      return {
        id,
        score: mergeScores(own?.score ?? 0, found[0]?._score ?? 0, weights.comments),
        date,
        comments: found,
      }
    })
    .sort(compare)
}

function byScore(a: RankedPost, b: RankedPost): number {
  return b.score - a.score
}

function byDate(a: RankedPost, b: RankedPost): number {
  return (b.date ?? NO_DATE) - (a.date ?? NO_DATE) || byScore(a, b)
}

function parseDate(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date)
}

/** The score of a post with its best comment: the better of their tiers, plus the points of both, where a comment's points count less. They reach no further tier. */
function mergeScores(post: number, comment: number, commentWeight: number): number {
  const points = post - Math.floor(post) + commentWeight * (comment - Math.floor(comment))
  return Math.min(points, BELOW_NEXT_TIER) + Math.max(Math.floor(post), Math.floor(comment))
}
