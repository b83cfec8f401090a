import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SAMPLE } from '../../bench/blog/corpora.ts'
import { mixQueries, zipfPlaces } from '../../bench/blog/mix.ts'
import {
  KINDS,
  type QueriesByKind,
  queriesByKind,
  unwritable,
  withTwoTypos,
} from '../../bench/blog/queries.ts'
import { openSource } from '../../src/content/sources/source.ts'
import { seededRandom } from '../../src/core/random.ts'
import { dropIndexes, reindexSources, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()
let queries: QueriesByKind
before(async () => {
  const sources = await Promise.all(
    SAMPLE.sources.map((path) => openSource(path, { siteUrl: 'https://blog.example' })),
  )
  await reindexSources(sources, prefix)
  queries = await queriesByKind({ client, prefix }, { count: 5, seed: 1, maxQueryLength: 200 })
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test('there are queries of every kind for the sample blog', () => {
  for (const kind of KINDS) assert.ok(queries[kind].length >= 3, `${kind}: ${queries[kind].length}`)
})

test('a mix has as many different queries as wanted', () => {
  const mix = mixQueries(queries, 60, 1)
  assert.equal(new Set(mix).size, 60)
  assert.deepEqual(mixQueries(queries, 60, 1), mix)
})

test('of a hundred queries few are asked often', () => {
  const places = zipfPlaces(100, 10_000, 1)
  const count = (place: number) => places.filter((one) => one === place).length
  assert.ok(count(0) > 5 * count(9) && count(9) > 2 * count(99))
  assert.ok(places.every((place) => place >= 0 && place < 100))
})

test('two typos are in the two longest words', () => {
  const typed = withTwoTypos('the telescope on a balcony', seededRandom(1)).split(' ')
  assert.deepEqual([typed[0], typed[2], typed[3]], ['the', 'on', 'a'])
  assert.notEqual(typed[1], 'telescope')
  assert.notEqual(typed[4], 'balcony')
})

test('what nobody writes is two words of letters', () => {
  assert.match(unwritable(seededRandom(1)), /^[zxqjkvwf]{7} [zxqjkvwf]{7}$/)
})
