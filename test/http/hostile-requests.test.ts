import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openApi } from '../../src/http/openapi/document.ts'
import { makeKey, writeKeys } from '../../src/keys/key-file.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { encoded, hostileText } from '../hostile/hostile-texts.ts'
import { PUBLIC } from '../hostile/secret-blog.ts'
import { folderOf } from '../sources/folder-of.ts'
import { answerChecker } from './answer-checker.ts'
import { startApp } from './start-app.ts'

const SEED = 20260103
const RUNS_EACH = 25
/** What a server may answer to anything, whatever the operation: a header or an address that is none. */
const ANYWHERE = [400, 404, 431]

const prefix = testPrefix()
before(() => indexBlog(PUBLIC, prefix))
after(() => dropIndexes(prefix))

const PARAMETERS = [
  'q',
  'page',
  'size',
  'sort',
  'category',
  'lang',
  'after',
  'in',
  'no',
  'phrase',
  'prefix',
  'path',
  'updated',
  'refresh',
  '__proto__',
]
const query = fc.array(
  fc.tuple(fc.constantFrom(...PARAMETERS), fc.oneof(hostileText, fc.constantFrom('1', 'kettle', ''))),
  { maxLength: 4 },
)
const body = fc.oneof(
  fc.json({ stringUnit: 'binary' }),
  hostileText,
  fc.constantFrom(
    '{"__proto__":{"draft":true},"url":"/a","text":"b"}',
    '{"url":"javascript:alert(1)","text":"b"}',
    '['.repeat(5_000),
  ),
)
const type = fc.constantFrom('application/json', 'application/x-ndjson', 'text/plain')

const operations = Object.entries(openApi().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    path,
    method: method.toUpperCase(),
    operationId,
  })),
)

for (const { path, method, operationId } of operations) {
  test(`${operationId} answers as it says, whatever it is sent`, async (t) => {
    const keys = join(await folderOf(t, {}), 'keys.json')
    const { key, stored } = makeKey({ name: 'writer', scopes: ['write', 'read'] }, new Date())
    await writeKeys(keys, [stored])
    const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, API_KEYS_FILE: keys }
    const { url } = await startApp(t, { search, env })
    const check = answerChecker(openApi())
    const ask = async (ids: string, params: [string, string][], text: string, contentType: string) => {
      const at = path.replaceAll(/\{\w+\}/g, encoded(ids) || 'a')
      const search = params.map(([name, value]) => `${name}=${encoded(value)}`).join('&')
      const response = await fetch(`${url}${at}?${search}`, {
        method,
        headers: { 'content-type': contentType, authorization: `Bearer ${key}` },
        ...(method !== 'GET' && { body: text }),
      })
      const answer = await response.text()
      const isError = ANYWHERE.includes(response.status) && (answer === '' || answer.startsWith('{"errors"'))
      if (!isError) check(operationId, response, answer)
      else if (answer !== '') check.schema('ErrorAnswer', answer)
    }
    await fc.assert(fc.asyncProperty(hostileText, query, body, type, ask), { seed: SEED, numRuns: RUNS_EACH })
  })
}
