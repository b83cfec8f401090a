import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeClock } from '../../../src/tools/doctor/clocks.ts'

const asked = Date.UTC(2026, 0, 1)
const answered = asked + 200

test('a clock that shows a time between question and answer, or some seconds beside, is right', () => {
  for (const timestamp of [asked, answered, asked - 5_000, answered + 5_000]) {
    assert.equal(judgeClock('node-1', { timestamp, asked, answered }).level, 'ok')
  }
})

test('a clock that is ahead or behind is told with the difference', () => {
  const found = (timestamp: number) => judgeClock('node-1', { timestamp, asked, answered })
  assert.deepEqual(
    [found(asked - 40_000).level, found(asked - 40_000).found],
    ['warning', 'node-1: 40 s behind this machine'],
  )
  assert.equal(found(answered + 7_000).found, 'node-1: 7 s ahead of this machine')
})
