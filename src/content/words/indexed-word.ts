import { gramsOf } from './grams.ts'
import { soundKey } from './sound-key.ts'

/** A word of the blog as it stands in `<prefix>-words`; its `_id` is the word. */
export type IndexedWord = {
  word: string
  /** In how many posts and comments it is. */
  documents: number
  /** Its pairs and triples of letters, with spaces between. */
  grams: string
  /** What it sounds like. */
  sound: string
}

/** A word that so many documents have. */
export function toIndexedWord(word: string, documents: number): IndexedWord {
  return { word, documents, grams: gramsOf(word).join(' '), sound: soundKey(word) }
}
