import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import type { Progress } from '../../../src/index/reindex/loading.ts'
import { createProgressDisplay } from '../../../src/index/reindex/progress.ts'

/** What a log shows of progress that is told at these seconds. */
function logOf(t: TestContext, told: readonly (readonly [seconds: number, Progress])[]): string {
  let [ms, written] = [0, '']
  t.mock.method(performance, 'now', () => ms)
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk)
      done()
    },
  })
  const display = createProgressDisplay(output)
  for (const [seconds, progress] of told) {
    ms = seconds * 1000
    display.show(progress)
  }
  display.stop()
  return written
}

test('a log has a line every five seconds, and one when segments are merged', (t) => {
  const log = logOf(t, [
    [0, { phase: 'read', done: 1 }],
    [4, { phase: 'read', done: 300 }],
    [6, { phase: 'read', done: 600 }],
    [7, { phase: 'words', done: 0, total: 900 }],
    [13, { phase: 'words', done: 600, total: 900 }],
    [14, { phase: 'merge' }],
  ])
  assert.equal(log, 'read: 600, 100/s\nwords: 600 of 900, 100/s\nmerging segments\n')
})

test('a log of what takes no time has no line', (t) => {
  const log = logOf(t, [
    [0, { phase: 'read', done: 1 }],
    [1, { phase: 'merge' }],
  ])
  assert.equal(log, '')
})
