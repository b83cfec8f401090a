/** A comment among those of all posts: some blogs number the comments of each post anew. */
type CommentId = { postId: string; id: string }

/** The `_id` of a comment: the ids of its post and its own, with `#` between. In the id of the post, a `\` stands before `#` and `\`, so that no two comments share a key. */
export function commentKey({ postId, id }: CommentId): string {
  return `${postId.replace(/[\\#]/g, '\\$&')}#${id}`
}

/** The ids that a key was made of. */
export function readCommentKey(key: string): CommentId {
  const [, postId = '', id = ''] = /^((?:[^\\#]|\\.)*)#(.*)$/s.exec(key) ?? []
  return { postId: postId.replace(/\\(.)/gs, '$1'), id }
}
