const LATIN_MARKS = /(?<=\p{Script=Latin})\p{M}+/gu

/** A text whose Latin letters have no accents, as in the analyzers. Other scripts keep their marks. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC')
}
