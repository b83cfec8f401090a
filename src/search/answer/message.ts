/** The facts that a message tells about a search. */
export type Told = {
  q: string
  /** The corrected queries that the results are for. */
  meant: readonly string[]
  /** Whether the query as typed is found as well. */
  typedToo: boolean
  /** Whether a document has the query, as typed or corrected, in a row. */
  inARow: boolean
  /** Whether the query has several words. */
  severalWords: boolean
  /** The phrases that no document has, and that were therefore searched for without their quotes. */
  unquoted: readonly string[]
  /** Whether only titles were searched. */
  titleOnly: boolean
}

/** The message for the reader if the search was not simply for the query as typed. It names only the reader's words and whole corrected queries, each within “ ”, by which message-pieces.ts finds them. */
export function messageOf(told: Told): string | undefined {
  const { q, unquoted } = told
  const sentences = [
    unquoted.length > 0 && `Nothing has ${listOf(unquoted, 'or')} as quoted.`,
    ...(told.meant.length > 0 ? correctedSentences(told) : typedSentences(told)),
    // The message has already said that the query finds nothing with its quotes.
    told.meant.length > 0 && unquoted.length === 0 && `${onlyFor(q)}.`,
  ].filter((sentence) => sentence !== false)
  return sentences.length > 0 ? sentences.join(' ') : undefined
}

function correctedSentences({ q, meant, typedToo, inARow, severalWords, unquoted, titleOnly }: Told) {
  const names = listOf(typedToo ? [q, ...meant] : meant, 'and')
  if (unquoted.length > 0) return [`Showing results for ${names} without the quotes.`]
  const scattered = !inARow && severalWords
  const noneHas = `, which no ${titleOnly ? 'title' : 'post'} has word for word`
  return [`Showing results for ${names}${scattered ? noneHas : ''}.`]
}

function typedSentences({ q, inARow, severalWords, unquoted, titleOnly }: Told) {
  const where = titleOnly ? ' in the title' : ''
  if (unquoted.length > 0)
    return [
      inARow ? 'Showing results without the quotes.' : `Showing posts with some or all of the words${where}.`,
    ]
  if (inARow || !severalWords) return []
  return [
    `No ${titleOnly ? 'title' : 'post'} has “${q}” word for word.`,
    `Showing posts with some or all of its words${where}.`,
  ]
}

/** The label of the link that searches only for the query as typed. */
export function onlyFor(q: string): string {
  return `Search only for “${q}”`
}

/** The question that offers corrections which were not searched for. */
export function offerText(offered: readonly string[]): string {
  return `Did you mean ${listOf(offered, 'or')}?`
}

function listOf(texts: readonly string[], word: 'and' | 'or'): string {
  return texts.map((text, i) => `${separator(i, texts.length, word)}“${text}”`).join('')
}

/** The separator before the i-th of n things in a list. */
export function separator(i: number, n: number, word: string): string {
  if (i === 0) return ''
  return i === n - 1 ? ` ${word} ` : ', '
}
