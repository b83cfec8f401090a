import { foldCompatibility } from '../../core/letters/compatibility.ts'
import { withWordBreaks } from '../../core/letters/word-breaks.ts'

/** Invisible characters, which the index does not have: soft hyphen, word joiner and invisible operators, byte order mark, and controls of the writing direction. */
const INVISIBLE = /[\u00ad\u2060-\u2064\ufeff\p{Bidi_Control}]/gu
/** Signs that people type for an apostrophe within a word. */
const APOSTROPHES = /(?<=\p{L})[`\u00b4\u02bc\u2018\u2019\u201b](?=\p{L})/gu
/** White space. A zero-width space separates two words, too. */
const WHITE_SPACE = /[\p{White_Space}\u200b]+/gu
const UNUSABLE = /[\p{Cc}\p{Surrogate}]/u

/** The text as the index compares it: characters in their compatibility forms, on one line, white space collapsed and trimmed, without invisible characters, with straight apostrophes, and with word breaks where a script has no spaces. */
export function normaliseText(text: string): string {
  const folded = foldCompatibility(text.replace(INVISIBLE, '').normalize('NFC'))
  return withWordBreaks(folded.replace(APOSTROPHES, "'").replace(WHITE_SPACE, ' ').trim())
}

/** Whether a normalised text has a control character or half of a surrogate pair, which no text to search for has. */
export function hasControlCharacters(normalised: string): boolean {
  return UNUSABLE.test(normalised)
}

/** The length in Unicode code points. */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
