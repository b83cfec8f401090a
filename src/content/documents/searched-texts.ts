import type { IndexedComment, IndexedPost } from './indexed.ts'

/** The texts whose words find a post or a comment. Neither the author of a comment nor the labels of its post find it. */
export function searchedTexts(document: Partial<IndexedPost & IndexedComment>): string[] {
  const { title, text = '', comment = '', author = '', labels = [] } = document
  if (title === undefined) return [comment]
  return [title, text, author, ...labels]
}
