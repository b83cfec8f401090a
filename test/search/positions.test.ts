import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseText } from '../../src/search/request/parsed-query.ts'
import type { Option } from '../../src/search/spelling/options.ts'
import { joinedTexts, positionsOf } from '../../src/search/spelling/positions.ts'

/** So many options for a part of a query, likeliest first. */
function options(count: number, at: { start: number; end: number }, more: Partial<Option> = {}): Option[] {
  return Array.from({ length: count }, (_, i) => ({
    ...at,
    text: `option${i}`,
    score: 1 - i / 100,
    freq: 1,
    ...more,
  }))
}

const FIREFIX = { start: 0, end: 7 }
const KETLE = { start: 8, end: 13 }

test('all corrected words of a query share 24 readings', () => {
  const one = positionsOf(parseText('firefix kettle'), options(30, FIREFIX))
  assert.deepEqual(
    one.map((position) => position.length),
    [1 + 24, 1],
  )
  const two = positionsOf(parseText('firefix ketle'), [...options(30, FIREFIX), ...options(30, KETLE)])
  assert.deepEqual(
    two.map((position) => position.length),
    [1 + 12, 1 + 12],
  )
})

test('a known word has three far more frequent words in its place at most, which count in a row alone', () => {
  const [position = []] = positionsOf(parseText('firefix kettle'), options(9, FIREFIX, { inARow: true }))
  assert.deepEqual(position, [
    { text: 'firefix', weight: 1 },
    { text: 'option0', weight: 0 },
    { text: 'option1', weight: 0 },
    { text: 'option2', weight: 0 },
  ])
})

test('three words at most stand for two neighbours together', () => {
  assert.equal(joinedTexts(parseText('fire fox'), options(9, { start: 0, end: 8 })).length, 3)
})
