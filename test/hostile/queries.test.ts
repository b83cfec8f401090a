import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'
import { encoded, hostileText } from './hostile-texts.ts'
import { PUBLIC } from './secret-blog.ts'

const SEED = 20260102
const RUNS = 250
const PATHS = [
  '/api/v1/search?q=',
  '/search?q=',
  '/api/v1/suggest?q=',
  '/api/v1/resolve?path=/',
  '/opensearch/suggest?q=',
]

const prefix = testPrefix()
before(() => indexBlog(PUBLIC, prefix))
after(() => dropIndexes(prefix))

test('no query, whatever it is made of, costs an error', async (t) => {
  const { url, log } = await startApp(t, {
    search,
    env: { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, DEBUG_SEARCH: 'public' },
  })
  const statuses = new Map<number, number>()
  const ask = async (text: string, path: string) => {
    const response = await fetch(url + path + encoded(text))
    await response.arrayBuffer()
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    assert.ok(
      [200, 400, 431].includes(response.status),
      `${response.status} for ${path}${encoded(text).slice(0, 500)}`,
    )
  }
  await fc.assert(fc.asyncProperty(hostileText, fc.constantFrom(...PATHS), ask), {
    seed: SEED,
    numRuns: RUNS,
  })
  // Most of them really were searched for.
  assert.ok((statuses.get(200) ?? 0) > RUNS / 2, JSON.stringify([...statuses]))
  assert.deepEqual(
    log.filter(({ level }) => Number(level) >= 50),
    [],
  )
})
