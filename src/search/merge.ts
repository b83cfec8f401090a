import type { estypes } from '@elastic/elasticsearch'
import type { IndexedComment } from '../documents/indexed.ts'
import { COMMENT_WEIGHT } from './ranking.ts'

/** A comment that matched. */
export type FoundComment = estypes.SearchHit<IndexedComment>

/** A post among the results: its score, and the comments that matched, best first. */
export type RankedPost = { id: string; score: number; comments: FoundComment[] }

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

/** All posts, best first: their own points plus the weighted points of their best comment; equal ones by id, so that pages never overlap. */
export function mergeRanks(
  posts: ReadonlyMap<string, number>,
  comments: ReadonlyMap<string, FoundComment[]>,
): RankedPost[] {
  const ids = new Set([...posts.keys(), ...comments.keys()])
  return [...ids]
    .map((id) => {
      const found = comments.get(id) ?? []
      const score = (posts.get(id) ?? 0) + COMMENT_WEIGHT * (found[0]?._score ?? 0)
      return { id, score, comments: found }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}
