import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mean, ndcg, percentile, rankOf, reciprocalRank } from '../../../src/core/metrics.ts'

const grades = (entries: Record<string, number>) => new Map(Object.entries(entries))

test('the rank is the place of the first post that was expected', () => {
  assert.equal(rankOf(['a', 'b', 'c'], grades({ c: 1, b: 1 })), 2)
  assert.equal(rankOf(['a'], grades({ b: 1 })), 0)
  assert.equal(rankOf(['a', 'b'], grades({ a: 0, b: 1 })), 2)
})

test('the reciprocal rank of what is not found is 0', () => {
  assert.deepEqual([1, 2, 4, 0].map(reciprocalRank), [1, 0.5, 0.25, 0])
})

test('nDCG is 1 for the best order, less for another, 0 for nothing', () => {
  const judged = grades({ a: 3, b: 2, c: 1 })
  assert.equal(ndcg(['a', 'b', 'c'], judged), 1)
  // (2 + 3 / log2(3) + 1 / 2) / (3 + 2 / log2(3) + 1 / 2)
  assert.equal(ndcg(['b', 'a', 'c'], judged).toFixed(4), '0.9225')
  assert.equal(ndcg([], judged), 0)
  assert.equal(ndcg(['a'], grades({})), 0)
})

test('nDCG looks at the first ten only', () => {
  const results = Array.from({ length: 11 }, (_, i) => `p${i}`)
  assert.equal(ndcg(results, grades({ p10: 1 })), 0)
})

test('percentiles are values that occur', () => {
  assert.equal(percentile([3, 1, 2], 0.5), 2)
  assert.equal(percentile([1, 2, 3, 4], 0.99), 4)
  assert.equal(percentile([], 0.5), 0)
  assert.equal(mean([1, 2]), 1.5)
  assert.equal(mean([]), 0)
})
