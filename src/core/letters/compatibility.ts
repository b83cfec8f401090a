import { DIGRAPHS, withDigraphs } from './word-breaks.ts'

/** Characters that stay as they are: the am of Thai and Lao and two digraphs of Lao, which people type as one sign, and single letters of Hangul. */
const KEPT = /[\u0e33\u0eb3\u0edc\u0edd\u3130-\u318f\uffa0-\uffdc]/
/** Superscripts, subscripts and radicals of Chinese: signs or numbers by Unicode's category, but letters of words. */
const PART_OF_WORD = /[\u00b2\u00b3\u00b9\u2070-\u209c\u2e80-\u2fdf]/
/** Signs that stand for a word or number of their own: ½, ①, ™, №, ㈱, ℃. */
const SIGN = /[\p{No}\p{So}]/u
/** A space before an accent, as in the form of "¨": it is no letter. */
const LONE_ACCENT = /^\s\p{M}/u
/** ASCII, and letters and signs of European texts: none of them has another form. */
const PLAIN = /^[\p{ASCII}\u00c0-\u0131\u0391-\u03ce\u0400-\u052f\u2013\u2014\u2018-\u201d]*$/u
/** The blocks of such characters that the index knows, by their first and last code points. It folds full and half width by a filter of its own. */
const BLOCKS = [
  [0xa1, 0x2fdf],
  [0x3000, 0x33ff],
  [0xa690, 0xabff],
  [0xfb00, 0xfdff],
  [0xfe70, 0xfefc],
  [0x1_0780, 0x1_07bf],
  [0x1_ccd0, 0x1_ccff],
  [0x1_d400, 0x1_d7ff],
  [0x1_e030, 0x1_e06f],
  [0x1_f100, 0x1_f25f],
  [0x1_fbf0, 0x1_fbff],
] as const

/**
 * The character as it is compared: Unicode's compatibility form (NFKC), such as "A" for "Ａ", "2" for "²", "fi" for "ﬁ". A sign that
 * stands for a word gets spaces around it, so that "2½" is read as "2 1/2" and "Trademark™" as "Trademark TM". Texts keep their own characters.
 */
function compatibilityForm(character: string): string {
  if (KEPT.test(character)) return character
  const form = character.normalize('NFKC').replaceAll('\u2044', '/')
  if (form === character.normalize('NFC') || LONE_ACCENT.test(form)) return character
  return SIGN.test(character) && !PART_OF_WORD.test(character) ? ` ${form} ` : form
}

/** The text with each character in its compatibility form. */
export function foldCompatibility(text: string): string {
  if (PLAIN.test(text)) return text
  return withDigraphs([...text].map(compatibilityForm).join('').normalize('NFC'))
}

/** Each character, or digraph, that the index must know to have another compatibility form, and that form. */
export function compatibilityForms(): Map<string, string> {
  const characters = BLOCKS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  )
  return new Map([...characters.filter(isOneCharacter).map(formOf).filter(isOther), ...DIGRAPHS])
}

/** Whether it is more than half of a surrogate pair, and no white space. */
function isOneCharacter(character: string): boolean {
  return !/[\s\p{Surrogate}]/u.test(character)
}

function formOf(character: string): [string, string] {
  return [character, foldCompatibility(character)]
}

function isOther([character, form]: [string, string]): boolean {
  return form !== character.normalize('NFC')
}
