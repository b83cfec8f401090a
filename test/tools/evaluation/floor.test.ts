import assert from 'node:assert/strict'
import { test } from 'node:test'
import { belowFloors, parseFloors } from '../../../src/tools/evaluation/floor.ts'
import type { Figures } from '../../../src/tools/evaluation/run.ts'

const figures: Figures[] = [
  {
    file: 'queries',
    kind: 'typo-term',
    queries: 10,
    mrr: 0.8,
    success1: 0.7,
    success10: 0.9,
    ndcg10: 0,
    fallback: 0,
    roundTrips: 2,
    p50: 1,
    p99: 2,
  },
]

test('a figure below its floor is named with both numbers', () => {
  assert.deepEqual(belowFloors(figures, parseFloors('mrr=.75, typo-term.success10=.95')), [
    'queries typo-term: success10 is 0.900, expected at least 0.95',
  ])
})

test('a floor for a kind that no query has is a failure, since it would pass for ever', () => {
  assert.deepEqual(belowFloors(figures, parseFloors('phrase.mrr=.5')), ['no query of kind phrase'])
})

test('a floor that cannot be read is refused', () => {
  for (const text of ['mrr', 'mrr=2', 'speed=.5', 'mrr=.5;', '']) {
    assert.throws(() => parseFloors(text), /--fail-under: expected/, text)
  }
})
