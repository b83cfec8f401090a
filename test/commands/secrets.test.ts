import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { makeKey, writeKeys } from '../../src/service/auth/key-file.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { startRewritingProxy } from '../helpers/rewriting-proxy.ts'
import { dropIndexes, indexBlog } from '../helpers/test-index.ts'
import { readLog, runCli, startCli } from './run-cli.ts'

const PLANTED = {
  ELASTICSEARCH_API_KEY: Buffer.from('planted-id:planted-key').toString('base64'),
  GHOST_CONTENT_KEY: 'planted-ghost-content-key',
  GHOST_WEBHOOK_SECRET: 'planted-ghost-webhook-secret',
  WORDPRESS_WEBHOOK_SECRET: 'planted-wordpress-webhook-secret',
}
const FORMS = Object.values(PLANTED).flatMap((secret) => [secret, Buffer.from(secret).toString('base64')])

function assertNoSecret(text: string, others: readonly string[], where: string): void {
  for (const secret of [...FORMS, ...others, 'planted']) {
    assert.ok(!text.includes(secret), `${where} has ${secret}: ${text.slice(0, 500)}`)
  }
}

/** A service with all secrets in files, and a key with every scope that its clients use. */
async function startService(t: TestContext, url: string, prefix: string) {
  const { key, stored } = makeKey({ name: 'all', scopes: ['read', 'write', 'debug', 'metrics'] }, new Date())
  const folder = await folderOf(t, {})
  await writeKeys(join(folder, 'keys.json'), [stored])
  const files = await Promise.all(
    Object.entries(PLANTED).map(async ([name, secret]) => {
      await writeFile(join(folder, name), `${secret}\n`)
      return [`${name}_FILE`, join(folder, name)] as const
    }),
  )
  const env = {
    ELASTICSEARCH_URL: url.replace('//', '//planted-user:planted-password@'),
    ...{
      INDEX_PREFIX: prefix,
      API_KEYS_FILE: join(folder, 'keys.json'),
      LOG_LEVEL: 'trace',
      LOG_QUERIES: 'true',
    },
    ...Object.fromEntries(files),
  }
  const child = startCli(t, ['serve'], { PORT: '0', ...env })
  const log = readLog(child)
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += data
  })
  const { url: service } = await log.waitFor('listening')
  const output = () => errors + log.lines.map((line) => JSON.stringify(line)).join('\n')
  return { child, service: String(service), key, hash: stored.hash, env, output }
}

/** What is run while Elasticsearch answers with a status, or as it should. */
const COMMANDS: Record<string, string[][]> = {
  undefined: [['doctor'], ['keys', 'list']],
  401: [['search', 'kettle']],
  500: [['doctor', '--json'], ['indexes']],
}

/** Whatever can be asked for, rightly and wrongly, with the key and without. */
const REQUESTS: readonly (readonly [string, string, string?])[] = [
  ...[
    '/',
    '/search',
    '/search?q=kettle',
    '/api/v1/search?q=kettle',
    '/api/v1/search?q=kettle&debug-search=1',
  ].map((path) => ['GET', path] as const),
  ...[
    '/api/v1/search?q=&size=x',
    '/healthz',
    '/readyz',
    '/metrics',
    '/docs',
    '/openapi.json',
    '/nothing',
  ].map((path) => ['GET', path] as const),
  ['PUT', '/api/v1/posts/a', '{"url": "/a", "title": "Kettle", "text": "It boils."}'],
  ['PUT', '/api/v1/posts/a', 'no JSON'],
  ['POST', '/api/v1/batch', '{}'],
  ['POST', '/api/v1/webhooks/ghost', '{}'],
  ['POST', '/api/v1/webhooks/wordpress', '{}'],
]

test('secrets are in no answer, log, message or list of processes, whether Elasticsearch answers, fails or refuses', async (t) => {
  const { prefix } = await indexBlog({ posts: [{ id: 'a', url: '/a', title: 'Kettle', text: 'It boils.' }] })
  t.after(() => dropIndexes(prefix))
  let status: number | undefined
  const url = await startRewritingProxy(t, ({ authorization }) =>
    // What Elasticsearch repeats must not go further either.
    status === undefined
      ? undefined
      : {
          status,
          text: JSON.stringify({ error: { type: 'some_exception', reason: `no ${authorization}` }, status }),
        },
  )
  const { child, service, key, hash, env, output } = await startService(t, url, prefix)
  const seen: number[] = []
  for (status of [undefined, 401, 500]) {
    for (const [method, path, body] of REQUESTS) {
      for (const authorization of [undefined, `Bearer ${key}`, 'Bearer bs_planted']) {
        const headers = {
          'content-type': 'application/json',
          ...(authorization !== undefined && { authorization }),
        }
        const answer = await fetch(service + path, {
          method,
          headers,
          redirect: 'manual',
          ...(body && { body }),
        })
        const text = `${JSON.stringify([...answer.headers])}${await answer.text()}`
        seen.push(answer.status)
        assertNoSecret(text, [key, hash], `${method} ${path}`)
      }
    }
    for (const args of COMMANDS[String(status)] ?? []) {
      const { stdout, stderr } = await runCli(t, args, env)
      assert.ok(stdout + stderr !== '')
      assertNoSecret(stdout + stderr, [key, hash], args.join(' '))
    }
  }
  // The paths were really taken: answers that were right, refused, and failed.
  for (const wanted of [200, 302, 400, 401, 503]) assert.ok(seen.includes(wanted), `${wanted}`)
  assert.ok(output().includes('"path":"/api/v1/search"'))
  assertNoSecret(output(), [key, hash], 'the log')
  assertNoSecret(await readFile(`/proc/${child.pid}/cmdline`, 'utf8'), [key], 'the list of processes')
  assertNoSecret(
    await readFile(`/proc/${child.pid}/environ`, 'utf8').then(withoutUrl),
    [key],
    'the environment',
  )
})

/** The address with a password in it is what the test itself put there; a secret that is in a file is not in the environment. */
function withoutUrl(environ: string): string {
  return environ.replace(/ELASTICSEARCH_URL=[^\0]*/, '')
}

test('wrong settings are told without the secrets among them', async (t) => {
  const wrong = {
    ELASTICSEARCH_URL: 'planted:planted@host',
    ELASTICSEARCH_API_KEY: 'planted',
    ELASTICSEARCH_USERNAME: 'someone',
    GHOST_WEBHOOK_SECRET: 'planted',
    ELASTICSEARCH_CA_FINGERPRINT: 'planted',
  }
  const { code, stderr } = await runCli(t, ['serve'], wrong)
  assert.equal(code, 2)
  assert.equal(stderr.split('\n').filter((line) => /^[A-Z_]+: expected/.test(line)).length >= 4, true, stderr)
  assert.doesNotMatch(stderr, /planted/)
})
