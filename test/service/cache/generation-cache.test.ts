import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GenerationCache } from '../../../src/service/cache/generation-cache.ts'

type Value = { text: string }

function cacheOf(
  options: { maxSize?: number; ttlMs?: number; settledMs?: number; keepMs?: number } = {},
): GenerationCache<Value> {
  return new GenerationCache({
    maxSize: 10,
    ttlMs: 60_000,
    sizeOf: ({ text }: Value) => text.length,
    ...options,
  })
}

test('a value lasts as long as its generation', () => {
  const cache = cacheOf()
  cache.of('a').set('q', { text: 'one' })
  assert.equal(cache.of('a').get('q')?.text, 'one')
  assert.equal(cache.of('b').get('q'), undefined)
  assert.equal(cache.of('a').get('q'), undefined)
})

test('what was made from an earlier generation is not kept in a later one', () => {
  const cache = cacheOf()
  const before = cache.of('a')
  const after = cache.of('b')
  before.set('q', { text: 'old' })
  assert.deepEqual([before.get('q'), after.get('q')], [undefined, undefined])
})

test('nothing is kept while the generation is not known, and what was is still right afterwards', () => {
  const cache = cacheOf()
  cache.of('a').set('q', { text: 'one' })
  cache.of(undefined).set('q', { text: 'two' })
  assert.equal(cache.of(undefined).get('q'), undefined)
  assert.equal(cache.of('a').get('q')?.text, 'one')
})

test('the least recently used values go when they are too many', () => {
  const values = cacheOf({ maxSize: 10 }).of('a')
  for (const key of ['1', '2', '3']) values.set(key, { text: 'four' })
  assert.deepEqual(
    ['1', '2', '3'].map((key) => values.get(key) !== undefined),
    [false, true, true],
  )
})

test('a value over the whole size is not kept, and none with a size of 0', () => {
  const values = cacheOf({ maxSize: 3 }).of('a')
  values.set('q', { text: 'four' })
  assert.equal(values.get('q'), undefined)
  const none = cacheOf({ maxSize: 0 }).of('a')
  none.set('q', { text: 'four' })
  assert.equal(none.get('q'), undefined)
})

test('a value is forgotten after its time', async () => {
  const values = cacheOf({ ttlMs: 5 }).of('a')
  values.set('q', { text: 'four' })
  await sleep(20)
  assert.equal(values.get('q'), undefined)
})

test('what was made when all copies had caught up lasts longer', async () => {
  const cache = cacheOf({ ttlMs: 5, settledMs: 60_000, keepMs: 60_000 })
  cache.of('a', false).set('q', { text: 'one' })
  cache.of('a', true).set('r', { text: 'two' })
  await sleep(20)
  assert.equal(cache.of('a').get('q'), undefined)
  assert.equal(cache.of('a').get('r')?.text, 'two')
  assert.equal(cache.of('b').get('r'), undefined)
})

test('what was kept last is there after its time, until another generation is asked about', async () => {
  const cache = cacheOf({ ttlMs: 20, keepMs: 60_000 })
  cache.of('a').set('q', { text: 'one' })
  await sleep(40)
  assert.equal(cache.of('a').get('q'), undefined)
  assert.equal(cache.last('a', 'q')?.text, 'one')
  assert.equal(cache.last('b', 'q'), undefined)
  cache.of('b')
  assert.equal(cache.last('a', 'q'), undefined)
})

test('clearing forgets what is kept and what is being made', () => {
  const cache = cacheOf()
  const before = cache.of('a')
  before.set('q', { text: 'one' })
  cache.clear()
  before.set('r', { text: 'two' })
  assert.equal(cache.last('a', 'q'), undefined)
  assert.equal(cache.last('a', 'r'), undefined)
  cache.of('a').set('r', { text: 'three' })
  assert.equal(cache.of('a').get('r')?.text, 'three')
})
