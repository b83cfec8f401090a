import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareRuns, randomisationTest } from '../../../src/tools/evaluation/compare.ts'
import type { Outcome } from '../../../src/tools/evaluation/run.ts'

function outcome(q: string, rank: number): Outcome {
  return { file: 'f', kind: 'k', q, rank, ndcg: 0, fallback: false, roundTrips: 1, ms: 1 }
}

test('a comparison names each query that changed its place, with both ranks', () => {
  const [comparison] = compareRuns(
    [outcome('a', 1), outcome('b', 2), outcome('c', 0), outcome('gone', 1)],
    [outcome('a', 1), outcome('b', 4), outcome('c', 1), outcome('new', 1)],
  )
  assert.equal(comparison?.queries, 3)
  assert.equal(comparison?.difference, (-0.25 + 1) / 3)
  assert.deepEqual(
    comparison?.better.map(({ q, before, after }) => [q, before, after]),
    [['c', 0, 1]],
  )
  assert.deepEqual(
    comparison?.worse.map(({ q, before, after }) => [q, before, after]),
    [['b', 2, 4]],
  )
})

test('a run compared with itself differs by chance alone', () => {
  const run = [outcome('a', 1), outcome('b', 3)]
  const [comparison] = compareRuns(run, run)
  assert.equal(comparison?.difference, 0)
  assert.equal(comparison?.p, 1)
})

test('one changed query is noise, and twelve that all got better are not', () => {
  assert.equal(randomisationTest([0.5, 0, 0, 0]), 1)
  assert.ok(randomisationTest(Array.from({ length: 12 }, () => 0.5)) < 0.01)
})

test('with two equal gains half of the flips are as extreme', () => {
  const p = randomisationTest([0.5, 0.5])
  assert.ok(Math.abs(p - 0.5) < 0.03, String(p))
})
