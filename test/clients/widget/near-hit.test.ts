import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearHit } from '../../../src/clients/widget/near-hit.ts'

const LONG = 'A lidded tin, the kind that is made for loaves of square and very sandwichy '

for (const [what, before, shown] of [
  ['a match at the beginning', 'Good ', 'Good '],
  ['a match far behind', LONG, '… made for loaves of square and very sandwichy '],
  ['a language without blanks', '東'.repeat(60), `… ${'東'.repeat(48)}`],
] as const) {
  test(`a snippet begins near its match: ${what}`, () => {
    const rest = [
      { text: 'bread', hit: true },
      { text: '.', hit: false },
    ]
    assert.deepEqual(nearHit([{ text: before, hit: false }, ...rest]), [{ text: shown, hit: false }, ...rest])
  })
}

test('a snippet without a match stays whole', () => {
  const pieces = [{ text: LONG.repeat(2), hit: false }]
  assert.deepEqual(nearHit(pieces), pieces)
})
