const LATIN_MARKS = /(?<=\p{Script=Latin})\p{M}+/gu

/** A text with its Latin letters without accents, as the analyzers have them; other scripts keep their marks. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC')
}
