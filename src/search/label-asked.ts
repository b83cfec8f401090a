import type { FoundPost } from './hits.ts'
import { lettersOf } from './meant.ts'

/** Whether the query is a tag, a category or the author of one of the posts, or all of its words are in one: then nobody expects it in the text. */
export function isLabelOf(posts: Iterable<FoundPost>, q: string): boolean {
  return [...posts].some(({ _source }) => {
    const { tags = [], categories = [], author = '' } = _source ?? {}
    return [...tags, ...categories, author].some((label) => hasLettersOrWords(label, q))
  })
}

function hasLettersOrWords(label: string, q: string): boolean {
  if (lettersOf(label) === lettersOf(q)) return true
  const words = new Set(wordsOf(label))
  return wordsOf(q).every((word) => words.has(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
