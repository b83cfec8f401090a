import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPieces } from '../../src/search/answer/pieces.ts'

test('a fragment becomes pieces that tell what matched', () => {
  assert.deepEqual(toPieces('In \uE000Firefox\uE001 and\n\n\uE000Chrome\uE001.'), [
    { text: 'In ', hit: false },
    { text: 'Firefox', hit: true },
    { text: ' and ', hit: false },
    { text: 'Chrome', hit: true },
    { text: '.', hit: false },
  ])
})

test('a sign that is read as several words is a hit once, and no text is lost', () => {
  const nothing = '\uE000\uE001'
  assert.deepEqual(toPieces(`Add \uE0002\uE001${nothing}${nothing}½ \uE000cups\uE001 of ${nothing} flour`), [
    { text: 'Add ', hit: false },
    { text: '2½', hit: true },
    { text: ' ', hit: false },
    { text: 'cups', hit: true },
    { text: ' of ', hit: false },
    { text: ' flour', hit: false },
  ])
  const text = toPieces(`a \uE000b\uE000c\uE001d\uE001 e`).map((piece) => piece.text)
  assert.equal(text.join(''), 'a bcd e')
})

test('hits that only a sign parts are one', () => {
  assert.deepEqual(
    toPieces(
      'Use \uE000node\uE001.\uE000js\uE001 and \uE000snake\uE001_\uE000case\uE001, \uE000tea\uE001 - \uE000pot\uE001',
    ),
    [
      { text: 'Use ', hit: false },
      { text: 'node.js', hit: true },
      { text: ' and ', hit: false },
      { text: 'snake_case', hit: true },
      { text: ', ', hit: false },
      { text: 'tea', hit: true },
      { text: ' - ', hit: false },
      { text: 'pot', hit: true },
    ],
  )
})

test('markup in a text stays text', () => {
  assert.deepEqual(toPieces('<script>\uE000alert\uE001(1)</script>'), [
    { text: '<script>', hit: false },
    { text: 'alert', hit: true },
    { text: '(1)</script>', hit: false },
  ])
})
