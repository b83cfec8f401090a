import type { Comment, Post } from './document.ts'

/** The reason why a post must not enter the index; undefined if it may. `due` is the date that the post waits for. */
export function whyNotPublished(
  post: Post,
  now: Date,
): { reason: 'draft' | 'excluded' | 'future'; due?: string } | undefined {
  if (post.draft) return { reason: 'draft' }
  if (!post.search) return { reason: 'excluded' }
  return whyNotDue(post.date, now)
}

/** The reason why a comment must not enter the index; undefined if it may. `due` is the date that the comment waits for. */
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
