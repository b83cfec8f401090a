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

/** All posts, best first; equal ones by id, so that pages never overlap. */
export function mergeRanks(
  posts: ReadonlyMap<string, number>,
  comments: ReadonlyMap<string, FoundComment[]>,
): RankedPost[] {
  const ids = new Set([...posts.keys(), ...comments.keys()])
  return [...ids]
    .map((id) => {
      const found = comments.get(id) ?? []
      return { id, score: mergeScores(posts.get(id) ?? 0, found[0]?._score ?? 0), comments: found }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** The score of a post with its best comment: the tier of the better of them, and the points of both, a comment's counting less. */
export function mergeScores(post: number, comment: number): number {
  const points = post - Math.floor(post) + COMMENT_WEIGHT * (comment - Math.floor(comment))
  return points + Math.max(Math.floor(post), Math.floor(comment))
}
