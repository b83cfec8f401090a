import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPieces } from '../../src/search/highlight.ts'

test('a fragment becomes pieces that tell what matched', () => {
  assert.deepEqual(toPieces('In \uE000Firefox\uE001 and\n\n\uE000Chrome\uE001.'), [
    { text: 'In ', hit: false },
    { text: 'Firefox', hit: true },
    { text: ' and ', hit: false },
    { text: 'Chrome', hit: true },
    { text: '.', hit: false },
  ])
})

test('markup in a text stays text', () => {
  assert.deepEqual(toPieces('<script>\uE000alert\uE001(1)</script>'), [
    { text: '<script>', hit: false },
    { text: 'alert', hit: true },
    { text: '(1)</script>', hit: false },
  ])
})
