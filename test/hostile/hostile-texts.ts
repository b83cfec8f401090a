import fc from 'fast-check'

/** What breaks naive parsers, of Lucene, JSON, regular expressions, wildcards, HTML, SQL, paths and our own operators. */
const SYNTAX = [
  ...'" \' \\ / * ? ~ ^ : ( ) [ ] { } < > | & ! + - = @ # % $ ; , . ` \t \n \r \0'.split(' '),
  ...[
    '&&',
    '||',
    '*:*',
    '_exists_:url',
    'title:/.*/',
    '[* TO *]',
    '{"match_all":{}}',
    '"}}}',
    '\\u0000',
    '\\',
  ],
  ...[
    '(a+)+$',
    '.*.*.*=',
    '[[:alpha:]]',
    '(?<=a)',
    '<script>alert(1)</script>',
    "' OR 1=1--",
    '../../etc/passwd',
  ],
  ...['-"', 'category:', 'in:title', 'after:0000', 'before:9999-99-99', 'no:fuzzy', 'lang:zz-ZZ', 'author:"'],
  ...[
    '__proto__',
    'constructor',
    'NaN',
    '%00',
    '%',
    '%zz',
    'AND',
    'OR',
    'NOT',
    'null',
    'undefined',
    '#{7*7}',
  ],
]

/** What is hard about Unicode: lone surrogates, directions, marks without end, joined emoji, what cannot be seen, what grows in another case. */
const UNICODE = [
  ...[
    '\ud800',
    '\udfff',
    '\udc00\ud800',
    '\u202e',
    '\u2066\u202d',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\ufffd',
  ],
  ...[
    'e\u0301\u0302\u0303',
    'Z\u0351\u036b\u0343\u036a'.repeat(5),
    '\u0300',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🇩🇪🇫',
    '\u{e0041}',
    '\u{10ffff}',
  ],
  ...['ﬃ', 'İ', 'ß', 'ŉ', 'ǰ', 'ﷺ', 'Ǆ', '𝔘𝔫𝔦', '①', '½', '\u0130\u0307', 'ΑΣ', '\u0345', 'ｆｕｌｌ'],
  ...['東京都', 'ひらがな', '한국어', 'ไทย', 'עברית', 'العربية', 'हिन्दी', '\u1100\u1161\u11a8'],
]

const WORDS = [
  'firefox',
  'firefix',
  'the',
  'git',
  'asp.net',
  'C++',
  'c#',
  'node.js',
  'getUserName',
  'regular',
  '2012',
  'a',
]

/** Texts that somebody may send who means no good, of up to some 10 kB. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: pieces(12) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 2, arbitrary: repeated(200) },
  { weight: 1, arbitrary: repeated(10_000) },
)

function pieces(maxLength: number): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...SYNTAX), fc.constantFrom(...UNICODE), fc.constantFrom(...WORDS))
  const joint = fc.constantFrom('', ' ', ' ', '\u3000')
  return fc.array(fc.tuple(piece, joint), { minLength: 1, maxLength }).map((all) => all.flat().join(''))
}

/** One piece again and again, up to a length. */
function repeated(length: number): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...SYNTAX, ...UNICODE, ...WORDS, 'a', 'ab ', '"a" ', '-a ', '* ')
  return piece.map((one) => one.repeat(Math.ceil(length / one.length)).slice(0, length))
}

/** A text as it stands in an address. Lone surrogates go as the three bytes that they would be, which is no UTF-8. */
export function encoded(text: string): string {
  return [...text]
    .map((point) => (/^[\ud800-\udfff]$/.test(point) ? loneSurrogate(point) : encodeURIComponent(point)))
    .join('')
}

function loneSurrogate(unit: string): string {
  const code = unit.charCodeAt(0)
  const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase()}`).join('')
}
