import { gramsOf } from './grams.ts'
import { soundKey } from './sound-key.ts'

/** A word of the blog as it stands in `<prefix>-words`; its `_id` is the word. */
export type IndexedWord = {
  word: string
  /** The number of posts and comments that have it. */
  documents: number
  /** Its pairs and triples of letters, with spaces between. */
  grams: string
  /** The key of its sound. */
  sound: string
}

/** The indexed form of a word that this many documents have. */
export function toIndexedWord(word: string, documents: number): IndexedWord {
  return { word, documents, grams: gramsOf(word).join(' '), sound: soundKey(word) }
}
