import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuery } from '../../src/search/request/parsed-query.ts'
import { otherForms } from '../../src/search/spelling/forms.ts'

test('a query is also asked with its words joined or parted, at most twice', () => {
  const samples: [q: string, forms: string][] = [
    ['add-on', 'addon'],
    ['covid-19 rules', 'covid19'],
    ['rfc 991', 'rfc991'],
    ['RFC2616', 'RFC 2616'],
    ['10 GB of 32GB', '10GB, 32 GB'],
    ['12 500', '12500'],
    ['12500', '12 500'],
    ['2024', ''],
    ['state-of-the-art', ''],
    ['사진 정리', '사진정리'],
    ['サーバー', 'サーバ'],
    ['کتاب‌های', 'کتاب های'],
    ['a-b c-d e-f', 'ab, cd'],
    ['kettle', ''],
  ]
  for (const [q, forms] of samples) {
    const texts = otherForms(parseQuery(q)).map(({ text }) => text)
    assert.equal(texts.join(', '), forms, q)
  }
})

test('quoted words have no other forms', () => {
  assert.deepEqual(otherForms(parseQuery('add-on', [{ start: 0, end: 6 }])), [])
})
