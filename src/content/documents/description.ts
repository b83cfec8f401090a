/** A longer text is no description; what comes after is left out. */
const MAX_LENGTH = 5_000
/** Characters by which a paragraph is recognised. Feeds cut descriptions off, so their ends differ from the text. */
const COMPARED = 60
const MORE = /^\W*(?:continue reading|read (?:more|the rest|the full))\b/i

/** The paragraphs of a post's description (plain text) that say more than its title and text, each as a line. */
export function newInDescription(description: string, title: string, text: string): string {
  if (description === '') return ''
  let known = ` ${wordsOf(title)} ${wordsOf(text)} `
  const added: string[] = []
  for (const paragraph of description.slice(0, MAX_LENGTH).split(/\n+/)) {
    const words = ` ${wordsOf(paragraph)} `
    if (words.trim() === '' || known.includes(words.slice(0, COMPARED)) || MORE.test(paragraph)) continue
    added.push(paragraph)
    known += words
  }
  return added.join('\n')
}

/** The words of a text with single spaces between them, however it is written. */
function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')
}
