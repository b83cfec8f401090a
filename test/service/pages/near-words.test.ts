import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearWords } from '../../../src/service/pages/near-words.ts'

for (const [typed, words, near] of [
  ['xqzvwrk', ['mark', 'work', 'spark', 'network', 'wreck'], []],
  ['kettlxqzvwbbfh', ['kettle', 'bottle'], ['kettle']],
  ['sourdoh', ['sourdough', 'sound', 'dough'], ['sourdough']],
  ['Cassiopeja', ['cassiopeia', 'canopy'], ['cassiopeia']],
  ['tea', ['ten', 'sea', 'coffee'], ['ten']],
] as const) {
  test(`of ${words.join(', ')}, near ${typed}: ${near.join(', ') || 'none'}`, () => {
    assert.deepEqual(nearWords(words, [typed]), near)
  })
}
