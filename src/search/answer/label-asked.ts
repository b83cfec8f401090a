import type { FoundPost } from './hits.ts'

/** Whether the query is a tag, a category or the author of one of the posts, however it is split into words, or one of these has all its words. Then readers do not expect it in the text. */
export function isLabelOf(posts: Iterable<FoundPost>, q: string): boolean {
  const asked = wordsOf(q)
  const isAsked = (label: string) => {
    const words = wordsOf(label)
    return words.join('') === asked.join('') || asked.every((word) => words.includes(word))
  }
  return [...posts].some(({ _source }) => {
    const { tags = [], categories = [], author = '' } = _source ?? {}
    return [...tags, ...categories, author].some(isAsked)
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
