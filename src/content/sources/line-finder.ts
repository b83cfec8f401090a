/** Finds the lines of positions in a text that comes in pieces. Positions are asked for in ascending order. */
export class LineFinder {
  #length = 0
  #line = 1
  /** The positions of line breaks that are not yet counted. */
  #breaks: number[] = []

  /** Takes the next piece of the text. */
  add(text: string): void {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#breaks.push(this.#length + at)
    }
    this.#length += text.length
  }

  /** The line of a position, counted from 1. */
  lineAt(position: number): number {
    const before = this.#breaks.findIndex((at) => at >= position)
    const count = before === -1 ? this.#breaks.length : before
    this.#breaks = this.#breaks.slice(count)
    this.#line += count
    return this.#line
  }
}
