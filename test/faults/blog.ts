import { seededRandom } from '../../src/core/random.ts'
import type { Expected } from './searching.ts'

export type FaultPost = { id: string; url: string; title: string; text: string; word: string }

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Posts that each have a word that no other has. */
export function faultBlog(count: number): FaultPost[] {
  const random = seededRandom(count)
  return Array.from({ length: count }, (_, i) => {
    const word = Array.from({ length: 9 }, () => LETTERS[Math.floor(random() * 26)]).join('')
    return { id: `p${i}`, url: `/p${i}`, title: `Kettle ${i}`, text: `It boils, says ${word}.`, word }
  })
}

/** The post as sources and the API have it. */
export function asDocument({ word: _, ...post }: FaultPost) {
  return post
}

/** The search for a post's own word, as typed, which finds it alone; once it is gone, nothing. */
export function searchFor(post: FaultPost, gone: ReadonlySet<string> = new Set()): Expected {
  return { query: `q=${post.word}&no=fuzzy`, ids: () => (gone.has(post.id) ? [] : [post.id]) }
}
