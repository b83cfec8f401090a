import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { formatQuery, withText } from '../../src/search/request/format-query.ts'
import { normaliseText } from '../../src/search/request/normalise.ts'
import { type OperatorQuery, parseDashed, parseOperators } from '../../src/search/request/operators.ts'

const NOTHING: OperatorQuery = {
  text: '',
  quoted: [],
  phrases: [],
  excluded: [],
  categories: [],
  keywords: [],
  facets: [],
  sites: [],
  authors: [],
  languages: [],
  titleOnly: false,
  fuzzy: true,
}

const CASES: Record<string, Partial<OperatorQuery>> = {
  'foo "exact phrase" bar': {
    text: 'foo exact phrase bar',
    quoted: [{ start: 4, end: 16 }],
    phrases: ['exact phrase'],
  },
  '“curly quotes”': { text: 'curly quotes', quoted: [{ start: 0, end: 12 }], phrases: ['curly quotes'] },
  'an "open quote': { text: 'an open quote' },
  'a 5" disk': { text: 'a 5 disk' },
  'a ""': { text: 'a' },
  'tea -milk -"brown sugar"': { text: 'tea', excluded: ['milk', 'brown sugar'] },
  'e-mail --save-dev - x-ray': { text: 'e-mail --save-dev - x-ray' },
  'tea in:title': { text: 'tea', titleOnly: true },
  'tea in:text': { text: 'tea in:text' },
  'tea NO:Fuzzy': { text: 'tea', fuzzy: false },
  'tea author:"Mara Lindqvist" author:Ines': { text: 'tea', authors: ['Mara Lindqvist', 'Ines'] },
  'tea keyword:js Category:"Web  Sites"': { text: 'tea', keywords: ['js'], categories: ['Web Sites'] },
  'tea site:notes Site:"My photos"': { text: 'tea', sites: ['notes', 'My photos'] },
  'tea lang:zh-TW': { text: 'tea', languages: ['zh-TW'] },
  'tea lang:!': { text: 'tea lang:!' },
  'tea after:2019 before:2019-04': {
    text: 'tea',
    after: '2019-01-01',
    before: '2019-04-01',
  },
  'tea after:2020-02-29': { text: 'tea', after: '2020-02-29' },
  'tea after:2019-02-29': { text: 'tea after:2019-02-29' },
  'tea before:2019-13': { text: 'tea before:2019-13' },
  'see https://blog.example/?a=b': { text: 'see https://blog.example/?a=b' },
  'keyword:': { text: 'keyword:' },
  'a keyword: b': { text: 'a keyword: b' },
  'keyword:""': { text: 'keyword:' },
  'tea author:"open': { text: 'tea author: open' },
  'error:"no such file"': {
    text: 'error: no such file',
    quoted: [{ start: 7, end: 19 }],
    phrases: ['no such file'],
  },
  'tea lang:"in:title"': {
    text: 'tea lang: in:title',
    quoted: [{ start: 10, end: 18 }],
    phrases: ['in:title'],
  },
  'tea -.net -c++': { text: 'tea', excluded: ['.net', 'c++'] },
  'tea "+++" -""': { text: 'tea +++ -' },
  '19"-monitor "foo"-bar': {
    text: '19-monitor foo',
    quoted: [{ start: 11, end: 14 }],
    phrases: ['foo'],
    excluded: ['bar'],
  },
  'in:"title" "tea" “tea”': {
    text: 'tea tea',
    quoted: [
      { start: 0, end: 3 },
      { start: 4, end: 7 },
    ],
    phrases: ['tea'],
    titleOnly: true,
  },
  xkeyword: { text: 'xkeyword' },
  '(keyword:a)': { text: '(keyword:a)' },
  'keywords:a': { text: 'keywords:a' },
}

describe('operators within a query', () => {
  for (const [q, expected] of Object.entries(CASES)) {
    test(q, () => assert.deepEqual(parseOperators(q), { ...NOTHING, ...expected }))
  }

  test('tell where they exclude something, and where that would stand in the text', () => {
    const { typed, words } = parseDashed('“git commit” -m lang:en -"a b" now -"" -m')
    assert.deepEqual(
      words.map(({ start, end, ...word }) => ({ ...word, typed: typed.slice(start, end) })),
      [
        { words: 'm', quoted: false, at: 10, typed: '-m' },
        { words: 'a b', quoted: true, at: 10, typed: '-"a b"' },
        { words: 'm', quoted: false, at: 16, typed: '-m' },
      ],
    )
  })

  test('phrases that were given beside it stand at its end, even after an open quote', () => {
    assert.deepEqual(parseOperators('an "open', ['hot “water"']), {
      ...NOTHING,
      text: 'an open hot water',
      quoted: [{ start: 8, end: 17 }],
      phrases: ['hot water'],
    })
  })

  const pieces = [
    '"',
    '-',
    '-"',
    ' ',
    '“',
    '19"',
    'a',
    'B c',
    ':',
    'in:title',
    'no:',
    'after:2019',
    'lang:',
    'zh-TW',
  ]
  const query = fc
    .array(
      fc.oneof(
        fc.constantFrom(...pieces, 'before:"2019-04-21"', 'AUTHOR:', 'keyword:"', 'category:x', 'no:fuzzy'),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
      ),
      { maxLength: 20 },
    )
    .map((parts) => normaliseText(parts.join('')))
  const holdsFor = (holds: (q: string) => void) => fc.assert(fc.property(query, holds), { numRuns: 2_000 })

  test('what is quoted is a phrase within the text, whatever is typed', () => {
    holdsFor((q) => {
      const { text, quoted, phrases } = parseOperators(q)
      assert.deepEqual([...new Set(quoted.map(({ start, end }) => text.slice(start, end)))], phrases)
    })
  })

  test('the text is no longer than what was typed, and has no quotes', () => {
    holdsFor((q) => {
      const { text } = parseOperators(q)
      assert.ok(text.length <= q.length)
      assert.doesNotMatch(text, /["“”„‟«»]/)
    })
  })

  test('what was parsed and typed anew is parsed to the same', () => {
    holdsFor((q) => {
      const parsed = parseOperators(q)
      assert.deepEqual(parseOperators(formatQuery(parsed)), parsed)
    })
  })

  test('no more than twenty of each count', () => {
    const words = Array.from({ length: 30 }, (_, i) => `-w${i}`)
    const { text, excluded } = parseOperators(words.join(' '))
    assert.deepEqual({ text, excluded: excluded.length }, { text: '', excluded: 20 })
  })
})

describe('a query with another text', () => {
  const others: [string, string, string][] = [
    ['firefix', 'firefox', 'firefox'],
    ['firefix -mac in:title lang:zh-TW', 'firefox', 'firefox -"mac" lang:zh-TW in:title'],
    [
      'no:fuzzy author:Mara cofee "hot water" after:2019',
      'coffee hot water',
      'coffee "hot water" author:"Mara" after:2019-01-01 no:fuzzy',
    ],
    ['"hot water" cofee', 'coffee', 'coffee'],
    ['sl -la -x', 'ls -la', 'ls -la -"x"'],
  ]
  for (const [q, text, expected] of others) {
    test(`${q} with ${text} is ${expected}`, () => assert.equal(withText(q, text), expected))
  }
})
