/** Letters that have no plain letter inside, as transliteration writes them. */
const LETTERS = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    ø: 'o',
    œ: 'oe',
    đ: 'd',
    ł: 'l',
    þ: 'th',
    ð: 'd',
    ı: 'i',
    '’': "'",
    '‘': "'",
    '–': '-',
    '—': '--',
  }),
)

/** A name as a part of an address, in lower case and with dashes between its words. Accents are dropped unless `keepsUnicode`. */
export function slugify(name: string, keepsUnicode = false): string {
  const plain = keepsUnicode ? name.normalize('NFKC') : withoutAccents(name)
  return plain
    .toLowerCase()
    .replace(keepsUnicode ? /[^\p{L}\p{N}_\s-]/gu : /[^\w\s-]/g, '')
    .trim()
    .replace(/[-\s]+/g, '-')
}

function withoutAccents(name: string): string {
  return [...name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')]
    .map((letter) => LETTERS.get(letter) ?? letter)
    .join('')
}
