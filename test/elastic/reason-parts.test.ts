import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ErrorLog } from '../../src/core/item-errors.ts'
import { readReason } from '../../src/core/reason-parts.ts'

test('a reason is told by its parts as well, of several the first', () => {
  assert.deepEqual(
    readReason('field "date": expected an ISO date, got "a, got b"; field "url": expected x'),
    {
      field: 'date',
      expected: 'an ISO date',
      given: '"a, got b"',
    },
  )
  assert.deepEqual(readReason('front matter: expected a line --- after it, got none'), {
    field: 'front matter',
    expected: 'a line --- after it',
    given: 'none',
  })
  assert.deepEqual(readReason('expected <channel> in <rss>, got none'), {
    expected: '<channel> in <rss>',
    given: 'none',
  })
  assert.deepEqual(readReason('repeated id: another document of this kind has it'), {})
})

test('errors keep place, field, expected and given', () => {
  const log = new ErrorLog()
  log.add({ place: 'a.md', reason: 'field "date": expected an ISO date, got "soon"' })
  assert.deepEqual(log.first, [
    {
      place: 'a.md',
      reason: 'field "date": expected an ISO date, got "soon"',
      field: 'date',
      expected: 'an ISO date',
      given: '"soon"',
    },
  ])
})
