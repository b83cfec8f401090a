import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InFlight } from '../../../src/service/cache/in-flight.ts'

const NEVER = new AbortController().signal

test('callers of one key share one task, and one after it starts anew', async () => {
  const tasks = new InFlight<number>()
  let runs = 0
  const run = async () => ++runs
  assert.deepEqual(
    await Promise.all([
      tasks.share('a', run, NEVER),
      tasks.share('a', run, NEVER),
      tasks.share('b', run, NEVER),
    ]),
    [1, 1, 2],
  )
  assert.equal(await tasks.share('a', run, NEVER), 3)
})

test('a failure reaches everybody who waits, and is forgotten', async () => {
  const tasks = new InFlight<number>()
  const fail = async () => {
    throw new Error('no')
  }
  const results = await Promise.allSettled([tasks.share('a', fail, NEVER), tasks.share('a', fail, NEVER)])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  assert.equal(await tasks.share('a', async () => 1, NEVER), 1)
})

test('one who goes away leaves the others waiting; the last one ends the task', async () => {
  const tasks = new InFlight<string>()
  let stopped = false
  const run = (signal: AbortSignal) =>
    new Promise<string>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true
        reject(signal.reason)
      })
    })
  const [first, second] = [new AbortController(), new AbortController()]
  const waits = [tasks.share('a', run, first.signal), tasks.share('a', run, second.signal)]
  first.abort(new Error('gone'))
  await assert.rejects(waits[0] ?? Promise.resolve(), /gone/)
  assert.deepEqual([stopped, tasks.has('a')], [false, true])
  second.abort(new Error('gone too'))
  await assert.rejects(waits[1] ?? Promise.resolve(), /gone too/)
  assert.deepEqual([stopped, tasks.has('a')], [true, false])
})

test('whoever is gone already does not wait', async () => {
  const tasks = new InFlight<number>()
  await assert.rejects(
    tasks.share('a', async () => 1, AbortSignal.abort(new Error('gone'))),
    /gone/,
  )
})
