import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typingCases } from '../../../src/tools/evaluation/typing/cases.ts'
import { typingFigures } from '../../../src/tools/evaluation/typing/run.ts'

test('titles are cut within words, some with one mistake, the same for the same seed', () => {
  const posts = [{ id: 'a', title: 'Formatting dates in several languages', text: '' }]
  const cases = typingCases(posts, 1)
  const begun = cases.filter(({ kind }) => kind === 'begun').map(({ q, meant }) => [q, meant])
  assert.deepEqual(begun.slice(0, 3), [
    ['Fo', 'Formatting'],
    ['For', 'Formatting'],
    ['Form', 'Formatting'],
  ])
  const typos = cases.filter(({ kind }) => kind === 'begun-typo')
  assert.ok(typos.length > 0)
  for (const { q, letters } of typos)
    assert.notEqual(q, 'Formatting dates in several languages'.slice(0, letters))
  assert.deepEqual(typingCases(posts, 1), cases)
})

test('figures are shares and mean reciprocal ranks of what is among the first', () => {
  const outcome = {
    kind: 'begun',
    letters: 2,
    q: 'Fo',
    meant: 'Formatting',
    id: 'a',
    roundTrips: 1,
    ms: 4,
  } as const
  const [figures] = typingFigures([
    { ...outcome, post: 2, completion: 1 },
    { ...outcome, post: 0, completion: 0, ms: 8 },
  ])
  assert.deepEqual(figures, {
    group: 'begun',
    cases: 2,
    postRecall: 0.5,
    postMrr: 0.25,
    completionRecall: 0.5,
    completionMrr: 0.5,
    roundTrips: 1,
    p50: 4,
    p95: 8,
  })
})
