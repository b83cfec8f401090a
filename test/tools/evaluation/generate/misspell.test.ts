import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFor, shuffled } from '../../../../src/core/random.ts'
import { isMistypable, misspellings } from '../../../../src/tools/evaluation/generate/misspell.ts'

test('only words of an alphabet are mistyped: no code, numbers, short words, acronyms or signs', () => {
  const words = [
    'government',
    'Réunion',
    'Ситуация',
    'getUserName',
    'utf16',
    'four',
    'HTTPS',
    '릴리스됩니다',
    "it's",
  ]
  assert.deepEqual(words.filter(isMistypable), ['government', 'Réunion', 'Ситуация'])
})

test('the same draws give the same misspellings, other draws others', () => {
  const draw = (seed: number) => misspellings('government', 4, randomFor(seed, 'test'))
  assert.deepEqual(draw(1), draw(1))
  assert.notDeepEqual(draw(1), draw(2))
  assert.ok(draw(1).length > 1 && !draw(1).includes('government'))
})

test('shuffling loses nothing and follows from the draws', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8]
  const order = shuffled(items, randomFor(1))
  assert.deepEqual(order, shuffled(items, randomFor(1)))
  assert.notDeepEqual(order, items)
  assert.deepEqual(order.toSorted(), items)
})
