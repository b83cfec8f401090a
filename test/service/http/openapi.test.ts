import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { packageRoot } from '../../../src/core/package.ts'
import { search } from '../../../src/search/search.ts'
import { makeKey, writeKeys } from '../../../src/service/auth/key-file.ts'
import { openApi, openApiText } from '../../../src/service/http/openapi/document.ts'
import { ROUTES } from '../../../src/service/http/routes/routes.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../../helpers/test-index.ts'
import { answerChecker } from './answer-checker.ts'
import { exchanges } from './exchanges.ts'
import { startApp } from './start-app.ts'

const prefix = testPrefix()
const SECRET = 'a secret of the webhooks'

before(() =>
  indexBlog(
    {
      posts: [
        {
          id: 'old',
          url: '/old/',
          title: 'Firefox tabs',
          text: 'I use Firefox every day.',
          tags: ['web'],
          date: '2019-01-01',
        },
        {
          id: 'like',
          url: '/like/',
          title: 'More Firefox',
          text: 'Firefox tabs again, every day.',
          tags: ['web'],
        },
      ],
      comments: [{ id: '1', postId: 'old', text: 'So do I use Firefox.', author: 'Ines' }],
    },
    prefix,
  ),
)
after(() => dropIndexes(prefix))

test('the committed file is what the schemas give: npm run openapi', () => {
  assert.equal(readFileSync(join(packageRoot, 'docs/openapi.json'), 'utf8'), openApiText(ROUTES))
})

test('it is an OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(openApiText(ROUTES)))
  assert.deepEqual([valid, errors], [true, undefined])
})

test('the service has it, for machines and for people', async (t) => {
  const { url } = await startApp(t)
  const file = await fetch(`${url}/api/v1/openapi.json`)
  assert.equal(await file.text(), openApiText(ROUTES))
  const tag = file.headers.get('etag') ?? ''
  const again = await fetch(`${url}/api/v1/openapi.json`, {
    headers: { 'if-none-match': tag, 'cache-control': 'max-age=0' },
  })
  assert.equal(again.status, 304)
  const page = await (await fetch(`${url}/docs`)).text()
  for (const path of Object.keys(openApi(ROUTES).paths)) assert.ok(page.includes(path), path)
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const [, id] of page.matchAll(/ href="#([^"]+)"/g)) assert.ok(ids.has(id), `nothing at #${id}`)
})

/** Services in all the states that answers depend on. */
async function services(t: TestContext) {
  const path = join(await folderOf(t, {}), 'keys.json')
  const writer = makeKey({ name: 'writer', scopes: ['write'] }, new Date())
  const reader = makeKey({ name: 'reader', scopes: ['read'] }, new Date())
  await writeKeys(path, [writer.stored, reader.stored])
  const secrets = { GHOST_WEBHOOK_SECRET: SECRET, WORDPRESS_WEBHOOK_SECRET: SECRET }
  const base = { API_KEYS_FILE: path, INDEX_PREFIX: prefix, SITE_URL: 'https://blog.example', ...secrets }
  const env = { ...base, ELASTICSEARCH_URL: testElasticsearchUrl() }
  const generation = { current: 'one', refresh: async () => undefined }
  const [up, away, closed] = await Promise.all([
    startApp(t, { env, search, generation }),
    startApp(t, { env: base, search }),
    startApp(t, { env: { INDEX_PREFIX: prefix, ELASTICSEARCH_URL: testElasticsearchUrl() }, search }),
  ])
  return {
    urls: { up: up.url, away: away.url, closed: closed.url },
    keys: { writer: writer.key, reader: reader.key },
    secret: SECRET,
  }
}

describe('each status that the document tells of is real, and its answer as the document says', () => {
  const check = answerChecker(openApi(ROUTES))

  /** Asks each operation of a service whose limits are used up, and returns those that refused. */
  async function beyondLimits(t: TestContext, secrets: Parameters<typeof exchanges>[0]): Promise<string[]> {
    const limits = { RATE_LIMIT: '1', RATE_LIMIT_WRITES: '1' }
    const { url } = await startApp(t, { search, env: { INDEX_PREFIX: prefix, ...limits } })
    await fetch(`${url}/api/v1/search?q=a`)
    await fetch(`${url}/api/v1/batch`, { method: 'POST' })
    const refused: string[] = []
    for (const { operation, request } of exchanges(secrets)) {
      const { path, ...init } = request
      const response = await fetch(url + path, init)
      const isService = /^\/(?:healthz|readyz)/.test(path) || path === '/api/v1/openapi.json'
      assert.equal(response.status === 429, !isService, path)
      if (isService) continue
      check(operation, response, await response.text())
      refused.push(`${operation} 429`)
    }
    return refused
  }

  test('in all operations', async (t) => {
    const { urls, ...secrets } = await services(t)
    const seen = new Set<string>()
    for (const { operation, status, to = 'up', request } of exchanges(secrets)) {
      const { path, ...init } = request
      const response = await fetch(urls[to] + path, init)
      const text = await response.text()
      assert.equal(response.status, status, `${operation}: ${text.slice(0, 300)}`)
      check(operation, response, text)
      seen.add(`${operation} ${status}`)
    }
    for (const one of await beyondLimits(t, secrets)) seen.add(one)
    assert.deepEqual([...seen].sort(), documented().sort())
  })

  test('unknown addresses and methods', async (t) => {
    const { url } = await startApp(t)
    const cases: [string, string, number][] = [
      ['GET', '/api/v1/nowhere', 404],
      ['POST', '/api/v1/search', 405],
      ['PATCH', '/api/v1/posts/1', 405],
      ['GET', '/api/v1/batch', 405],
      ['DELETE', '/api/v1/posts/1/related', 405],
      ['GET', '/api/v1/webhooks/ghost', 405],
    ]
    for (const [method, path, status] of cases) {
      const response = await fetch(url + path, { method })
      assert.equal(response.status, status, path)
      if (status === 405) assert.ok(response.headers.get('allow'))
      check.schema('ErrorAnswer', await response.text())
    }
  })

  test('what goes wrong inside', async (t) => {
    const { url } = await startApp(t, {
      search: () => {
        throw new Error('a bug')
      },
    })
    const response = await fetch(`${url}/api/v1/search?q=a`)
    assert.equal(response.status, 500)
    check.schema('ErrorAnswer', await response.text())
  })
})

function documented(): string[] {
  return Object.values(openApi(ROUTES).paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, responses }) =>
      Object.keys(responses)
        .filter((status) => status !== 'default')
        .map((status) => `${operationId} ${status}` satisfies `${string} ${string}`),
    )
}
