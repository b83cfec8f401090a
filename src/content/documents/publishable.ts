import type { Comment, Post } from './document.ts'

/** Why a post must not enter the index, or undefined if it may; `due` is the date of a post that waits for it. */
export function whyNotPublished(
  post: Post,
  now: Date,
): { reason: 'draft' | 'excluded' | 'future'; due?: string } | undefined {
  if (post.draft) return { reason: 'draft' }
  if (!post.search) return { reason: 'excluded' }
  return whyNotDue(post.date, now)
}

/** Why a comment must not enter the index, or undefined if it may; `due` is the date of a comment that waits for it. */
export function whyCommentNotPublished(
  comment: Comment,
  now: Date,
): { reason: 'unapproved' | 'future'; due?: string } | undefined {
  if (!comment.approved) return { reason: 'unapproved' }
  return whyNotDue(comment.date, now)
}

function whyNotDue(date: string | undefined, now: Date): { reason: 'future'; due: string } | undefined {
  if (date === undefined || Date.parse(date) <= now.getTime()) return undefined
  return { reason: 'future', due: date }
}
