import { redact } from '../../core/redact.ts'

/** Characters of a query that are kept. */
const MAX_LENGTH = 200
/** More digits in a text are a number of a card, a phone or an account, however it is written. */
const MAX_DIGITS = 8
/** Longer words of Latin letters and digits are tokens. */
const MAX_WORD = 40

/** Zero-width and other format characters, which could hide a part of an address or number. */
const INVISIBLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}/gu
/** Addresses that redact() does not know: with blanks or words in place of the sign, and unfinished ones. */
const ADDRESSES: readonly RegExp[] = [
  /\S+\s*[([{<]\s*(?:at|@|ät|arroba|chez)\s*[)\]}>]\s*\S+(?:\s*[([{<]?\s*(?:dot|punkt|\.)\s*[)\]}>]?\s*\S+)*/giu,
  /\S+\s+(?:at|arroba)\s+\S+(?:\s+(?:dot|punkt)\s+\S+|\.\p{L}{2,}\b)/giu,
  /\S+\s*@\s*\S+\.\S+/gu,
  /[^\s@]+@\S*/gu,
]
/** The half of a character that was cut in two. */
const HALF_SIGN = /[\ud800-\udbff]$/
/** Digits with few other signs between them. */
const SPREAD_DIGITS = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){8,}|\p{Nd}{7,}/gu
const LONG_WORD = new RegExp(`[\\w+/=~.-]{${MAX_WORD},}`, 'g')

/** Short words of Latin letters alone, none of which stands before an address or a password: most queries. They need no look. */
const PLAIN =
  /^(?!.*\b(?:at|dot|arroba|pass|pwd|secret|token|api|auth|bearer|basic))[a-z]{1,15}(?:[ '-][a-z]{1,15}){0,12}$/i

/**
 * A query as it may be counted: in lower case, without e-mail addresses, long numbers and tokens. It is stricter than what
 * logs get, since it is kept for longer: in doubt a word is left out.
 */
export function withoutPrivateData(query: string): string {
  if (PLAIN.test(query)) return query.toLowerCase()
  const plain = query.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  const masked = ADDRESSES.reduce((text, pattern) => text.replace(pattern, '[e-mail]'), plain)
  const redacted = redact(masked).replace(SPREAD_DIGITS, '[number]').replace(LONG_WORD, '[token]')
  return withFewDigits(redacted).toLowerCase().slice(0, MAX_LENGTH).replace(HALF_SIGN, '').trim()
}

/** Many digits in one query are one number with anything between its digits, so that each word with a digit is left out. */
function withFewDigits(text: string): string {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0
  return digits <= MAX_DIGITS ? text : text.replace(/\S*\p{Nd}\S*/gu, '[number]')
}
