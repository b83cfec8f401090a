import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UnavailableError } from '../../../src/core/errors.ts'
import { Breaker } from '../../../src/service/overload/breaker.ts'

function breakerAt() {
  const clock = { ms: 0 }
  return { clock, breaker: new Breaker(() => clock.ms) }
}

test('three failures in a row refuse all but a trial twice a second, and an answer ends that', () => {
  const { clock, breaker } = breakerAt()
  for (let i = 0; i < 2; i++) breaker.failed()
  breaker.check()
  breaker.failed()
  assert.throws(() => breaker.check(), UnavailableError)
  clock.ms = 500
  breaker.check()
  assert.throws(() => breaker.check(), UnavailableError)
  breaker.answered()
  breaker.check()
  breaker.check()
})

test('an answer between failures keeps it closed', () => {
  const { breaker } = breakerAt()
  for (let i = 0; i < 10; i++) {
    breaker.failed()
    breaker.failed()
    breaker.answered()
  }
  breaker.check()
})

test('a watch that sees nothing opens it only if nothing else was answered meanwhile', () => {
  const { clock, breaker } = breakerAt()
  clock.ms = 1_999
  breaker.unseen()
  breaker.check()
  clock.ms = 2_000
  breaker.unseen()
  assert.throws(() => breaker.check(), UnavailableError)
})
