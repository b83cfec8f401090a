import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAskable } from '../../../../src/tools/evaluation/generate/known-item.ts'

const askable = (q: string) => isAskable(q, { maxQueryLength: 40 })

test('a query is askable if the search takes every word of it for what to look for', () => {
  const queries = [
    'Old bread',
    'Notes on "old bread"',
    '«Vieux pain» - suite',
    'bread -old',
    'category:bread old',
    '#bread',
  ]
  assert.deepEqual(queries.filter(askable), ['Old bread', 'Notes on "old bread"', '«Vieux pain» - suite'])
})

test('what is too long, empty or no line is not askable', () => {
  assert.deepEqual(['', 'bread '.repeat(8), 'old\tbread', 'old\nbread'].filter(askable), [])
})
