import { hanForms } from './han.ts'

/** Marks that words are written with or without: vowels and other points of Arabic and Hebrew, tatweel, the zero-width non-joiner, and variation selectors. */
const OPTIONAL_MARKS = /(?=\p{M})[\u0591-\u06ed]|\u0640|\u200c|\p{Variation_Selector}/gu
/** Letters of Arabic, Persian and Cyrillic that stand for each other. */
const SAME_LETTERS: ReadonlyMap<string, string> = new Map([
  ...[
    'آا',
    'أا',
    'إا',
    'ٱا',
    'ؤو',
    'ئي',
    'ىي',
    'یي',
    'ېي',
    'کك',
    'ڪك',
    'ةه',
    'ۀه',
    'ەه',
    'ہه',
    'ёе',
    'ЁЕ',
    'ςσ',
  ].map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
])
const GREEK = /\p{sc=Greek}/u
const DIGIT = /\p{Nd}/u
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/
/** From a katakana to the hiragana of the same sound. */
const TO_HIRAGANA = -0x60
/** The blocks of letters that have such forms: Greek to Arabic, kana, variation selectors. */
const BLOCKS = [
  [0x370, 0x6ff],
  [0x1f00, 0x1fff],
  [0x200c, 0x200c],
  [0x3040, 0x30ff],
  [0xfe00, 0xfe0f],
] as const

/** The text without the marks that its words may be written without. */
export function withoutOptionalMarks(text: string): string {
  return text.replace(OPTIONAL_MARKS, '')
}

/**
 * Each character that counts as another one where words are compared by their stems, and that other one: Greek letters without accents,
 * Arabic and Persian forms of one letter, "е" for "ё", hiragana for katakana, simplified Chinese characters.
 * An empty text stands for a mark that does not count.
 */
export function letterForms(): Map<string, string> {
  const characters = BLOCKS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  )
  const forms = characters.map((character): [string, string] => [character, letterForm(character)])
  return new Map([...forms.filter(([character, form]) => form !== character), ...digitForms(), ...hanForms()])
}

/** Each digit of another script, and the ASCII digit of its value. The ten digits of a script are in a row. */
function digitForms(): Map<string, string> {
  const codes = Array.from({ length: 0x1_0000 - 0x80 }, (_, i) => 0x80 + i)
  const digits = codes.map((code) => String.fromCodePoint(code)).filter((character) => DIGIT.test(character))
  return new Map(digits.map((digit, i) => [digit, String(i % 10)]))
}

function letterForm(character: string): string {
  if (withoutOptionalMarks(character) === '') return ''
  if (GREEK.test(character)) return withoutMarks(SAME_LETTERS.get(character) ?? character)
  if (KATAKANA.test(character)) return String.fromCodePoint((character.codePointAt(0) ?? 0) + TO_HIRAGANA)
  return SAME_LETTERS.get(character) ?? character
}

function withoutMarks(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}/gu, '')
}
