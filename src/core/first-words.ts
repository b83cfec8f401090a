/** The first words of a text on one line, at most `length` characters, and "..." after them if there are more. A text without spaces is cut between characters. */
export function firstWords(text: string, length: number): string {
  const start = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (start.length <= length && text.length <= length * 4) return start
  const cut = start.slice(0, length + 1)
  const lastSpace = cut.lastIndexOf(' ')
  const words = lastSpace > length / 2 ? cut.slice(0, lastSpace) : withoutHalfCharacter(cut.slice(0, length))
  return `${words.trimEnd()}...`
}

/** Drops half a character at the end: a character outside of the basic plane is two units, and its combining marks belong to it. */
function withoutHalfCharacter(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '')
}
