/** A line for a terminal. Control characters and marks of writing direction become blanks, since a title or an id of a document must not steer the terminal. */
export function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}\u2060-\u2064]+/gu, ' ')
}
