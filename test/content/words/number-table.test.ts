import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NumberTable } from '../../../src/content/words/number-table.ts'

test('a number is found by both of its hashes alone', () => {
  const table = new NumberTable(4)
  table.set(7, 1, 0)
  table.set(7, 2, 1)
  table.set(-7, 1, 2)
  assert.deepEqual(
    [table.get(7, 1), table.get(7, 2), table.get(-7, 1), table.get(-7, 2)],
    [0, 1, 2, undefined],
  )
})

test('hashes that belong at the same place are told apart', () => {
  const table = new NumberTable(6)
  const hashes = Array.from({ length: 2 ** 6 }, (_, i) => i << 26)
  for (const [number, hash] of hashes.entries()) table.set(hash, 0, number)
  assert.deepEqual(
    hashes.map((hash) => table.get(hash, 0)),
    [...hashes.keys()],
  )
})

test('a full table takes no more, until it is cleared', () => {
  const table = new NumberTable(2)
  for (let number = 0; number < 4; number++) table.set(number, number, number)
  table.set(3, 3, 9)
  assert.deepEqual([table.isFull, table.get(0, 0), table.get(3, 3)], [true, 0, 9])
  assert.throws(() => table.set(4, 4, 4), RangeError)
  table.clear()
  table.set(4, 4, 4)
  assert.deepEqual([table.isFull, table.get(0, 0), table.get(4, 4)], [false, undefined, 4])
})
