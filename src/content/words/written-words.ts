/** A character of words: a letter, digit or mark. */
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u
const APOSTROPHE = 0x27
const CURLY_APOSTROPHE = 0x2019
/** The zero-width non-joiner, which stands within Persian words. */
const NON_JOINER = 0x200c

/** The kind of each unit of UTF-16, found out when it is first met. */
const kinds = new Uint8Array(0x1_0000)
const UNKNOWN = 0
const OF_WORD = 1
const OTHER = 2

/**
 * Calls `found` with the start and end of each word of a text, and with two hashes of 32 bits of its letters. A word is letters and
 * digits, joined by apostrophes; "node.js" and "snake_case" give their parts. It makes no strings, so that callers who only count
 * words need none.
 */
export function eachWord(
  text: string,
  found: (from: number, to: number, hash: number, secondHash: number) => void,
): void {
  const { length } = text
  for (let at = 0; at < length; at++) {
    if (!startsWordCharacter(text, at)) continue
    const from = at
    let hash = 0
    let secondHash = 0
    do {
      const code = text.charCodeAt(at)
      hash = (Math.imul(hash, 31) + code) | 0
      secondHash = Math.imul(secondHash ^ code, 0x0100_0193)
      at += 1
    } while (at < length && goesOn(text, at))
    found(from, at, hash, secondHash)
  }
}

/** Whether a character of words is at a position, or begins there. */
function startsWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const known = kinds[code]
  if (known !== UNKNOWN) return known === OF_WORD
  const codePoint = text.codePointAt(at) ?? code
  const is = WORD_CHARACTER.test(String.fromCodePoint(codePoint))
  // The first half of a character tells nothing about other characters with the same half.
  if (!isSurrogate(code)) kinds[code] = is ? OF_WORD : OTHER
  return is
}

/** Whether a word goes on at a position: by a character of words, by the second half of one, or by an apostrophe or a non-joiner before one. */
function goesOn(text: string, at: number): boolean {
  if (startsWordCharacter(text, at)) return true
  const code = text.charCodeAt(at)
  if (code === APOSTROPHE || code === CURLY_APOSTROPHE || code === NON_JOINER)
    return at + 1 < text.length && startsWordCharacter(text, at + 1)
  return isSurrogate(code) && isBeyond16Bits(text, at - 1)
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xe000
}

function isBeyond16Bits(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff
}
