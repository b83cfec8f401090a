import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { normaliseText } from '../../src/search/normalise.ts'
import { type ParsedQuery, parseQuery } from '../../src/search/operators.ts'

const NOTHING: ParsedQuery = {
  text: '',
  fixed: [],
  phrases: [],
  excluded: [],
  categories: [],
  keywords: [],
  authors: [],
  languages: [],
  titleOnly: false,
  fuzzy: true,
}

const CASES: Record<string, Partial<ParsedQuery>> = {
  'foo "exact phrase" bar': {
    text: 'foo exact phrase bar',
    fixed: [{ start: 4, end: 16 }],
    phrases: ['exact phrase'],
  },
  '“curly quotes”': { text: 'curly quotes', fixed: [{ start: 0, end: 12 }], phrases: ['curly quotes'] },
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
  'tea lang:zh-TW': { text: 'tea', languages: ['zh-TW'] },
  'tea lang:!': { text: 'tea lang:!' },
  'tea after:2019 before:2019-04': {
    text: 'tea',
    after: '2019-01-01T00:00:00.000Z',
    before: '2019-04-01T00:00:00.000Z',
  },
  'tea after:2020-02-29': { text: 'tea', after: '2020-02-29T00:00:00.000Z' },
  'tea after:2019-02-29': { text: 'tea after:2019-02-29' },
  'tea before:2019-13': { text: 'tea before:2019-13' },
  'see https://blog.example/?a=b': { text: 'see https://blog.example/?a=b' },
  'keyword:': { text: 'keyword:' },
  'a keyword: b': { text: 'a keyword: b' },
  'keyword:""': { text: 'keyword:' },
  xkeyword: { text: 'xkeyword' },
  '(keyword:a)': { text: '(keyword:a)' },
  'keywords:a': { text: 'keywords:a' },
}

describe('operators within a query', () => {
  for (const [q, expected] of Object.entries(CASES)) {
    test(q, () => assert.deepEqual(parseQuery(q), { ...NOTHING, ...expected }))
  }

  const query = fc
    .array(
      fc.oneof(
        fc.constantFrom('"', '-', 'in:title', 'after:2019', 'no:fuzzy', 'lang:', '-"', ' ', 'keyword:"', '“'),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
      ),
      { maxLength: 20 },
    )
    .map((parts) => normaliseText(parts.join('')))

  test('what is fixed is a phrase within the text, whatever is typed', () => {
    fc.assert(
      fc.property(query, (q) => {
        const { text, fixed, phrases } = parseQuery(q)
        assert.deepEqual([...new Set(fixed.map(({ start, end }) => text.slice(start, end)))], phrases)
      }),
    )
  })

  test('no more than twenty of each count', () => {
    const words = Array.from({ length: 30 }, (_, i) => `-w${i}`)
    assert.equal(parseQuery(words.join(' ')).excluded.length, 20)
  })
})
