import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { search } from '../../../src/search/search.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { serve } from '../../content/fetching/serve.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { startApp } from './start-app.ts'

type Answer = { status: number; type: string; ofEachSearch?: true }

/** An Elasticsearch that gives the same answer to everything, or to every search in a request, until it is told another. */
async function talkative(t: TestContext) {
  const says = { now: { status: 400, type: '' } as Answer }
  const { url } = await serve(t, async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { status, type, ofEachSearch } = says.now
    const error = { type, reason: 'a secret reason' }
    const searches = Math.round(Buffer.concat(chunks).toString().trim().split('\n').length / 2)
    const responses = Array.from({ length: searches }, () => ({ status, error }))
    response.writeHead(ofEachSearch ? 200 : status, {
      'content-type': 'application/json',
      'x-elastic-product': 'Elasticsearch',
    })
    response.end(JSON.stringify(ofEachSearch ? { took: 1, responses } : { status, error }))
  })
  return { url, says }
}

const PASSING: Answer[] = [
  { status: 429, type: 'es_rejected_execution_exception' },
  { status: 503, type: 'cluster_block_exception' },
  { status: 504, type: 'process_cluster_event_timeout_exception' },
  { status: 503, type: 'no_shard_available_action_exception', ofEachSearch: true },
]
const LASTING: Answer[] = [
  { status: 400, type: 'illegal_argument_exception' },
  { status: 401, type: 'security_exception' },
  { status: 403, type: 'security_exception' },
  { status: 404, type: 'index_not_found_exception', ofEachSearch: true },
  { status: 400, type: 'search_phase_execution_exception', ofEachSearch: true },
  { status: 403, type: 'cluster_block_exception' },
  { status: 429, type: 'cluster_block_exception' },
]

test('nobody is told to try again in a moment unless that may help', async (t) => {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'test', scopes: ['write'] }, new Date())
  await writeKeys(path, [stored])
  const elasticsearch = await talkative(t)
  const env = { API_KEYS_FILE: path, ELASTICSEARCH_URL: elasticsearch.url }
  const { url } = await startApp(t, { search, env })
  const write = { method: 'DELETE', headers: { Authorization: `Bearer ${key}` } }
  const check = async (answer: Answer, mayPass: boolean) => {
    elasticsearch.says.now = answer
    const asked = await Promise.all([
      fetch(`${url}/api/v1/search?q=firefox`),
      fetch(`${url}/search?q=firefox`),
      fetch(`${url}/api/v1/suggest?q=fire`),
      ...(answer.ofEachSearch ? [] : [fetch(`${url}/api/v1/posts/a`, write)]),
    ])
    for (const response of asked) {
      const text = await response.text()
      const told = [response.status, response.headers.get('retry-after'), /in a moment/.test(text)]
      assert.deepEqual(told, mayPass ? [503, '5', true] : [500, null, false], JSON.stringify(answer))
      assert.equal(/trying again does not help/.test(text), !mayPass)
      assert.doesNotMatch(text, /secret/)
    }
  }
  for (const answer of LASTING) await check(answer, false)
  for (const answer of PASSING) await check(answer, true)
})
