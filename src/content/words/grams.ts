/** The n-grams of a word, by which similar words are found: its pairs and triples of letters, with its ends marked. */
export function gramsOf(word: string): string[] {
  const letters = [...`^${word}$`]
  return [2, 3].flatMap((size) =>
    letters.slice(0, letters.length - size + 1).map((_, i) => letters.slice(i, i + size).join('')),
  )
}
