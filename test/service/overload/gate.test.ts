import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { OverloadedError } from '../../../src/core/errors.ts'
import { Gate } from '../../../src/service/overload/gate.ts'

/** A task that ends when it is told. */
function aTask() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { run: () => ended, end }
}

test('as many run as may, others wait in the order in which they came, and more are refused at once', async () => {
  const gate = new Gate({ running: 1, waiting: 2, waitMs: 60_000 })
  const first = aTask()
  const order: string[] = []
  const running = gate.run(first.run)
  const second = gate.run(async () => order.push('second'))
  const third = gate.run(async () => order.push('third'))
  assert.deepEqual(gate.load, { running: 1, waiting: 2 })
  await assert.rejects(
    gate.run(async () => undefined),
    OverloadedError,
  )
  first.end()
  await Promise.all([running, second, third])
  assert.deepEqual(order, ['second', 'third'])
  assert.deepEqual(gate.load, { running: 0, waiting: 0 })
})

test('who waits for seconds is refused, and those who come then wait as before', async () => {
  const gate = new Gate({ running: 1, waiting: 2, waitMs: 20 })
  const slow = aTask()
  const running = gate.run(slow.run)
  const started = performance.now()
  await assert.rejects(
    gate.run(async () => undefined),
    /No turn within 2000 ms/,
  )
  const next = gate.run(async () => 'next')
  await sleep(200)
  assert.deepEqual(gate.load, { running: 1, waiting: 1 })
  assert.ok(performance.now() - started < 3_000)
  slow.end()
  await running
  assert.equal(await next, 'next')
})

test('while there are too many, nobody waits for long', async () => {
  const gate = new Gate({ running: 1, waiting: 1, waitMs: 20 })
  const slow = aTask()
  const running = gate.run(slow.run)
  const waiting = gate.run(async () => 'done')
  await assert.rejects(
    gate.run(async () => undefined),
    /1 requests wait already/,
  )
  slow.end()
  assert.equal(await waiting, 'done')
  await running
  const again = aTask()
  const runningAgain = gate.run(again.run)
  await assert.rejects(
    gate.run(async () => undefined),
    /No turn within 20 ms/,
  )
  again.end()
  await runningAgain
})

test('once there are too many, only those wait that will have their turn in time, who came first; a second of calm later as many as may', async () => {
  const gate = new Gate({ running: 1, waiting: 4, waitMs: 60 })
  for (let i = 0; i < 20; i++) await gate.run(() => sleep(30))
  const slow = aTask()
  const running = gate.run(slow.run)
  const waiting = Promise.allSettled(
    ['first', 'second', 'third', 'fourth'].map((name) => gate.run(async () => name)),
  )
  assert.deepEqual(gate.load, { running: 1, waiting: 4 })
  await assert.rejects(
    gate.run(async () => undefined),
    /4 requests wait already/,
  )
  const { waiting: left } = gate.load
  assert.ok(
    left === 1 || left === 2,
    `${left} wait for their turn within 60 ms, where a task takes some 30 ms`,
  )
  await assert.rejects(
    gate.run(async () => undefined),
    /wait already/,
  )
  slow.end()
  await running
  assert.deepEqual(
    (await waiting).map(({ status }) => status),
    ['first', 'second', 'third', 'fourth'].map((_, i) => (i < left ? 'fulfilled' : 'rejected')),
  )
  await sleep(1_100)
  const again = aTask()
  const busy = gate.run(again.run)
  const rush = Promise.all([1, 2, 3, 4].map((n) => gate.run(async () => n)))
  again.end()
  await busy
  assert.deepEqual(await rush, [1, 2, 3, 4])
})

test('a few that come again at once when they are refused find room in the end', async () => {
  const gate = new Gate({ running: 1, waiting: 4, waitMs: 30 }, 400)
  for (let i = 0; i < 20; i++) await gate.run(() => sleep(30))
  const slow = aTask()
  const running = gate.run(slow.run)
  const waiting = [1, 2, 3, 4].map(() => gate.run(async () => 'done').catch(() => 'refused'))
  await assert.rejects(
    gate.run(async () => undefined),
    /4 requests wait already/,
  )
  const started = performance.now()
  let asked = 0
  let waits: Promise<string> | undefined
  while (waits === undefined && performance.now() - started < 5_000) {
    asked += 1
    const one = gate.run(async () => 'done').catch(() => 'refused')
    const outcome = await Promise.race([one, sleep(100).then(() => 'waits')])
    if (outcome === 'waits') waits = one
  }
  const ms = performance.now() - started
  assert.ok(asked > 3 && ms > 300 && ms < 2_000, `asked ${asked} times in ${ms.toFixed(0)} ms`)
  slow.end()
  assert.equal(await waits, 'done')
  await Promise.all([running, ...waiting])
})

test('who goes away gives its place up', async () => {
  const gate = new Gate({ running: 1, waiting: 1, waitMs: 60_000 })
  const slow = aTask()
  const running = gate.run(slow.run)
  const gone = new AbortController()
  const waiting = assert.rejects(
    gate.run(async () => undefined, gone.signal),
    /gone/,
  )
  await sleep(5)
  gone.abort(new Error('gone'))
  await waiting
  const next = gate.run(async () => 'done')
  slow.end()
  await running
  assert.equal(await next, 'done')
})

test('a task that fails leaves its place', async () => {
  const gate = new Gate({ running: 1, waiting: 0, waitMs: 0 })
  await assert.rejects(
    gate.run(() => Promise.reject(new Error('failed'))),
    /failed/,
  )
  assert.equal(await gate.run(async () => 'done'), 'done')
})

test('a client that fills all places gives one up to another, whose turn comes next', async () => {
  const gate = new Gate({ running: 2, waiting: 3, waitMs: 60_000 })
  const tasks = [aTask(), aTask()]
  const order: string[] = []
  const running = tasks.map((task) => gate.run(task.run, undefined, 'greedy'))
  const greedy = Array.from({ length: 3 }, (_, i) =>
    gate
      .run(async () => order.push(`greedy ${i}`), undefined, 'greedy')
      .catch(() => order.push(`refused ${i}`)),
  )
  const other = gate.run(async () => order.push('other'), undefined, 'other')
  await sleep(5)
  assert.deepEqual(order, ['refused 2'])
  await assert.rejects(
    gate.run(async () => undefined, undefined, 'greedy'),
    OverloadedError,
  )
  for (const { end } of tasks) end()
  await Promise.all([...running, ...greedy, other])
  assert.deepEqual(order, ['refused 2', 'other', 'greedy 0', 'greedy 1'])
})
