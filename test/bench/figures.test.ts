import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bisect, goDown, smallest } from '../../bench/memory/ladder.ts'
import { readOptions } from '../../bench/options.ts'
import { measure, warmUp } from '../../bench/run/interleave.ts'
import { kilobytesOf } from '../../bench/run/memory.ts'
import { figure, formatTable } from '../../bench/table.ts'
import { InputError } from '../../src/core/errors.ts'

const HEAPS = [512, 256, 128, 64, 32]
const { signal } = new AbortController()
const passesFrom = (least: number) => async (heap: number) => ({ heap, passed: heap >= least })

test('a table has its figures under their columns, and a bar beside them', () => {
  const rows = [
    { label: 'raw', figures: ['1.50'], bar: 1.5 },
    { label: 'over HTTP', figures: ['3.00'], bar: 3 },
  ]
  const text = formatTable({
    title: 'Search',
    notes: ['Noted.'],
    columns: ['p50 ms'],
    sections: [{ name: 'word', rows }],
  })
  assert.deepEqual(text.split('\n'), [
    '== Search ==',
    'Noted.',
    '             p50 ms',
    'word',
    `  raw          1.50  ${'█'.repeat(15)}`,
    `  over HTTP    3.00  ${'█'.repeat(30)}`,
  ])
})

test('a figure has the digits that mean something', () => {
  assert.deepEqual([0.123, 12.34, 1234.5, Number.NaN].map(figure), ['0.12', '12.3', '1,235', '-'])
})

test('every call is timed once a round, by its row', async () => {
  const run = async () => undefined
  const calls = [
    { row: 'a', run },
    { row: 'b', run },
    { row: 'b', run },
  ]
  const times = await measure(calls, { rounds: 4, seed: 1, signal })
  assert.deepEqual([times.get('a')?.length, times.get('b')?.length], [4, 8])
})

test('the warm-up ends when the median stays, or after as many rounds', async () => {
  const taking = (all: number[]) => [{ row: 'a', run: async () => all.shift() ?? 1 }]
  const settings = { most: 9, seed: 1, signal }
  const warm = await warmUp(taking([9, 5, 3, 2, 2, 2, 2]), settings)
  assert.deepEqual(warm, { calls: 6, settled: true, medians: [9, 5, 3, 2, 2, 2] })
  const cold = await warmUp(taking([9, 8, 7, 6]), { ...settings, most: 3 })
  assert.equal(cold.settled, false)
})

test('going down ends after two heaps that fail; halving tries few', async () => {
  const down = await goDown(HEAPS, passesFrom(200))
  assert.deepEqual(
    down.map(({ heap }) => heap),
    [512, 256, 128, 64],
  )
  const halved = await bisect(HEAPS, passesFrom(64))
  assert.equal(smallest(down)?.heap, 256)
  assert.equal(smallest(halved)?.heap, 64)
  assert.ok(halved.length <= 3)
})

test('a heap that passes below one that fails does not count', async () => {
  const probes = await goDown(HEAPS, async (heap) => ({ heap, passed: heap !== 128 }))
  assert.equal(smallest(probes)?.heap, 256)
})

test('memory is read from what the kernel says', () => {
  assert.equal(kilobytesOf('VmPeak:\t  10 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n', 'VmHWM'), 2048)
})

test('a command line is read, and what is wrong in it named', () => {
  const options = readOptions(['growth', 'search', '--sizes', '1000,50', '--million'])
  assert.deepEqual(options.parts, ['search', 'growth'])
  assert.deepEqual(options.sizes, [50, 1_000, 1_000_000])
  for (const args of [['speed'], ['--sizes', 'many'], ['--fast']]) {
    assert.throws(() => readOptions(args), InputError)
  }
})
