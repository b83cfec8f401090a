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
