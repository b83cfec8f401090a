import { FORM_SCORE, MAX_FORMS } from '../ranking.ts'
import type { ParsedQuery } from '../request/parsed-query.ts'
import { isCjk, type Word } from '../request/words.ts'
import type { Option } from './options.ts'

/** Two neighbours that may also be written as one: "add-on", "RFC 2616", "10 GB", "1 043". */
const JOINABLE = [/^\p{L}+[-‐]\p{L}+$/u, /^\p{L}{2,20}[-‐ ]\d+$/u, /^\d+[-‐ ]\p{L}{1,4}$/u, /^\d{1,3} \d{3}$/]
/** A word that may also be written as two: "RFC2616", "10GB", "کتاب‌های" with its zero-width non-joiner. */
const PARTABLE = [/^(\p{L}{2,20})(\d+)$/u, /^(\d+)(\p{L}{1,4})$/u, /^([^\u200c]+)\u200c([^\u200c]+)$/]
const HYPHEN = /[-‐]/
/** A katakana word whose last vowel is written long, such as "サーバー". */
const LONG_ENDING = /^(\p{sc=Katakana}[\p{sc=Katakana}ー]{2,})ー$/u
/** A number of thousands, but no year. The index has "1,043" and "1.043" as "1043". */
const THOUSANDS = /^(?!(?:19|20)\d\d$)(\d{1,3})(\d{3})$/

/** Other ways to write the words of a query that were not quoted. A text that has them is found like one that has the query as typed. */
export function otherForms({ text, free }: ParsedQuery): Option[] {
  const joined = free.flatMap((left, i) => joinedWith(text, left, free[i + 1]))
  return [...joined, ...free.flatMap(parted)].slice(0, MAX_FORMS)
}

function joinedWith(q: string, left: Word, right: Word | undefined): Option[] {
  if (right === undefined) return []
  const both = q.slice(left.start, right.end)
  // "state-of-the-art" is written with its hyphens or with spaces.
  if (HYPHEN.test(q.charAt(left.start - 1)) || HYPHEN.test(q.charAt(right.end))) return []
  const areCjk = isCjk(left.text) && isCjk(right.text) && left.end < right.start
  return areCjk || JOINABLE.some((joinable) => joinable.test(both))
    ? [formOf({ start: left.start, end: right.end, text: left.text + right.text })]
    : []
}

function parted(word: Word): Option[] {
  const [, short] = LONG_ENDING.exec(word.text) ?? []
  if (short !== undefined) return [formOf({ ...word, text: short })]
  for (const partable of [...PARTABLE, THOUSANDS]) {
    const [, first, second] = partable.exec(word.text) ?? []
    if (first !== undefined) return [formOf({ ...word, text: `${first} ${second}` })]
  }
  return []
}

function formOf({ start, end, text }: Word): Option {
  return { start, end, text, freq: 1, score: FORM_SCORE, optional: true, isForm: true }
}
