import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert } from '../../../src/content/intake/convert.ts'
import { Tally } from '../../../src/content/intake/tally.ts'

test('a document whose text overcomes a parser is an error with its place', () => {
  const tally = new Tally()
  const item = convert(tally, { id: 'a', place: 'posts.ndjson:3' }, () => {
    throw new RangeError('Maximum call stack size exceeded')
  })
  assert.equal(item, undefined)
  assert.deepEqual(tally.errors.first, [
    {
      id: 'a',
      place: 'posts.ndjson:3',
      reason: 'expected a text that can be read, got Maximum call stack size exceeded',
      expected: 'a text that can be read',
      given: 'Maximum call stack size exceeded',
    },
  ])
})
