import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { search } from '../../../src/search/search.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { openApi } from '../../../src/service/http/openapi/document.ts'
import { ROUTES } from '../../../src/service/http/routes/routes.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../../helpers/test-index.ts'
import { encoded, hostileText } from '../../hostile/hostile-texts.ts'
import { PUBLIC } from '../../hostile/secret-blog.ts'
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

/** Headers that something here or below looks at; with what HTTP can carry of a text, which is Latin-1 without control characters. */
const HEADERS = [
  'accept',
  'accept-encoding',
  'cookie',
  'content-encoding',
  'forwarded',
  'if-modified-since',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-request-id',
]
const headerText = fc.oneof(
  hostileText.map((text) => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 2_000)),
  fc.constantFrom('gzip', 'br;q=1, *;q=0', 'bytes=0-', '*', 'null', 'W/"', '1.2.3.4, ::1', 'DELETE'),
)
const headers = fc.dictionary(fc.constantFrom(...HEADERS), headerText, { maxKeys: 4, noNullPrototype: true })

const SECRET = 'a secret of some length'
const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex')
/** The signatures of both webhooks, so that what is signed gets past them. */
const signatures = (text: string) => {
  const now = Date.now()
  const seconds = Math.floor(now / 1000)
  return {
    'x-ghost-signature': `sha256=${hmac(`${text}${now}`)}, t=${now}`,
    'x-blog-search-signature': `sha256=${hmac(`${seconds}.${text}`)}, t=${seconds}`,
  }
}

const operations = Object.entries(openApi(ROUTES).paths).flatMap(([path, methods]) =>
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
    const env = {
      ELASTICSEARCH_URL: testElasticsearchUrl(),
      INDEX_PREFIX: prefix,
      API_KEYS_FILE: keys,
      SITE_URL: 'https://blog.example',
      TRUST_PROXY: 'true',
      GHOST_WEBHOOK_SECRET: SECRET,
      WORDPRESS_WEBHOOK_SECRET: SECRET,
    }
    const { url } = await startApp(t, { search, env })
    const check = answerChecker(openApi(ROUTES))
    const ask = async (
      ids: string,
      params: [string, string][],
      text: string,
      contentType: string,
      others: Record<string, string>,
    ) => {
      const at = path.replaceAll(/\{\w+\}/g, encoded(ids) || 'a')
      const search = params.map(([name, value]) => `${name}=${encoded(value)}`).join('&')
      const response = await fetch(`${url}${at}?${search}`, {
        method,
        headers: {
          ...others,
          ...signatures(Buffer.from(text).toString()),
          'content-type': contentType,
          authorization: `Bearer ${key}`,
        },
        ...(method !== 'GET' && { body: text }),
      })
      // Keys and signatures are right, so that what comes behind them is tried.
      assert.notEqual(response.status, 401)
      const answer = await response.text()
      const isError = ANYWHERE.includes(response.status) && (answer === '' || answer.startsWith('{"errors"'))
      if (!isError) check(operationId, response, answer)
      else if (answer !== '') check.schema('ErrorAnswer', answer)
    }
    await fc.assert(fc.asyncProperty(hostileText, query, body, type, headers, ask), {
      seed: SEED,
      numRuns: RUNS_EACH,
    })
  })
}
