/** Characters that stay as they are: the am of Thai and Lao, which people type as one sign, and single letters of Hangul. */
const KEPT = /[\u0e33\u0eb3\u3130-\u318f\uffa0-\uffdc]/
const SUPERSCRIPT = /[\u00b2\u00b3\u00b9\u2070-\u209c]/
/** Signs that stand for a word or number of their own: ½, ①, ™, №, ㈱, ℃. */
const SIGN = /[\p{No}\p{So}]/u
/** A space before an accent, as in the form of "¨": it is no letter. */
const LONE_ACCENT = /^\s\p{M}/u
/** ASCII, and letters and signs of European texts: none of them has another form. */
const PLAIN = /^[\p{ASCII}\u00c0-\u0131\u0391-\u03ce\u0400-\u052f\u2013\u2014\u2018-\u201d]*$/u
/** The first and last code points of the blocks that have such characters. Ideographs and syllables lie between them. */
const BLOCKS = [
  [0xa1, 0x33ff],
  [0xa690, 0xabff],
  [0xfb00, 0xffff],
  [0x1_0780, 0x1_07bf],
  [0x1_ccd0, 0x1_ccff],
  [0x1_d400, 0x1_d7ff],
  [0x1_e030, 0x1_e06f],
  [0x1_ee00, 0x1_f25f],
  [0x1_fbf0, 0x1_fbff],
] as const

/**
 * The character as it is compared: Unicode's compatibility form (NFKC), such as "A" for "Ａ", "2" for "²", "fi" for "ﬁ". A sign that
 * stands for a word gets spaces around it, so that "2½" is read as "2 1/2" and "Trademark™" as "Trademark TM". Texts keep their own characters.
 */
export function compatibilityForm(character: string): string {
  if (KEPT.test(character)) return character
  const form = character.normalize('NFKC').replaceAll('\u2044', '/')
  if (form === character.normalize('NFC') || LONE_ACCENT.test(form)) return character
  return SIGN.test(character) && !SUPERSCRIPT.test(character) ? ` ${form} ` : form
}

/** The text with each character in its compatibility form. */
export function foldCompatibility(text: string): string {
  if (PLAIN.test(text)) return text
  return [...text].map(compatibilityForm).join('').normalize('NFC')
}

/** Each character that has another compatibility form, and that form; half-width kana together with their marks, too. */
export function compatibilityForms(): Map<string, string> {
  const single = BLOCKS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  )
  const kana = single.filter((character) => /[\uff66-\uff9d]/.test(character))
  const marked = kana.flatMap((character) => [`${character}\uff9e`, `${character}\uff9f`])
  return new Map([...single.filter(isOneCharacter).map(formOf), ...marked.map(formOf)].filter(isOther))
}

/** Whether it is more than half of a surrogate pair, and no white space. */
function isOneCharacter(character: string): boolean {
  return !/[\s\p{Surrogate}]/u.test(character)
}

function formOf(characters: string): [string, string] {
  return [characters, foldCompatibility(characters)]
}

function isOther([characters, form]: [string, string]): boolean {
  return form !== characters.normalize('NFC')
}
