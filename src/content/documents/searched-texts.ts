import type { IndexedComment, IndexedPost } from './indexed.ts'

/** The texts of a post or a comment by whose words it may be found. A comment is found neither by its author nor by the labels of its post. */
export function searchedTexts(document: Partial<IndexedPost & IndexedComment>): string[] {
  const { title, text = '', comment = '', author = '' } = document
  if (title === undefined) return [comment]
  const { tags = [], categories = [], keywords = [] } = document
  return [title, text, author, ...tags, ...categories, ...keywords]
}
