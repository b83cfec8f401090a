import assert from 'node:assert/strict'
import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApiKeys } from '../../../src/service/auth/api-keys.ts'
import { changeKeys, makeKey, readKeys, writeKeys } from '../../../src/service/auth/key-file.ts'
import { runCli } from '../../commands/run-cli.ts'
import { folderOf } from '../../content/sources/folder-of.ts'

const NOW = new Date('2026-01-01T00:00:00Z')

test('a key is known by its hash alone, until it expires', async (t) => {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'a', scopes: ['write'], expires: new Date('2026-02-01') }, NOW)
  await writeKeys(path, [stored])
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.ok(!(await readFile(path, 'utf8')).includes(key))
  assert.match(key, /^bs_[\w-]{43}$/)
  const errors: unknown[] = []
  const open = (now: string) =>
    openApiKeys(
      path,
      (error) => errors.push(error),
      () => new Date(now),
    )
  assert.equal((await open('2026-01-31').find(key))?.name, 'a')
  assert.equal(await open('2026-02-02').find(key), undefined)
  for (const wrong of ['', 'bs_', key.slice(0, -1), `${key}x`, 'x'.repeat(10_000)]) {
    assert.equal(await open('2026-01-31').find(wrong), undefined)
  }
  assert.deepEqual(errors, [])
})

test('a key is known to everybody who asks while the file is first read', async (t) => {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'a', scopes: ['write'] }, NOW)
  await writeKeys(path, [stored])
  const keys = openApiKeys(path, (error) => assert.fail(String(error)))
  const found = await Promise.all([1, 2, 3].map(() => keys.find(key)))
  assert.deepEqual(
    found.map((one) => one?.name),
    ['a', 'a', 'a'],
  )
})

test('a file that changed is read again, and one that is broken lets nobody in', async (t) => {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'a', scopes: ['write'] }, NOW)
  const errors: unknown[] = []
  const keys = openApiKeys(path, (error) => errors.push(error))
  assert.equal(await keys.find(key), undefined)
  await writeKeys(path, [stored])
  await sleep(1_050)
  assert.equal((await keys.find(key))?.id, stored.id)
  await writeFile(path, '{"keys": [{"id": "secret"}]}')
  await utimes(path, new Date(), new Date())
  await sleep(1_050)
  assert.equal(await keys.find(key), undefined)
  assert.match(
    String(errors[0]),
    /expected a file that `blog-search keys create` wrote, got another \(keys.0/,
  )
  assert.ok(!String(errors[0]).includes('secret'))
})

test('keys are made, listed and revoked', async (t) => {
  const env = { API_KEYS_FILE: join(await folderOf(t, {}), 'keys.json') }
  const made = await runCli(
    t,
    ['keys', 'create', '--name', 'C\u202eI', '--scopes', 'write,debug', '--expires', '90d'],
    env,
  )
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /^bs_[\w-]{43}\n$/)
  const [stored] = await readKeys(env.API_KEYS_FILE)
  assert.deepEqual(stored?.scopes, ['write', 'debug'])
  const listed = await runCli(t, ['keys', 'list'], env)
  assert.match(
    listed.stdout,
    /^[0-9a-f]{8} {2}write,debug {2}since \d{4}-\d\d-\d\d, until \d{4}-\d\d-\d\d {2}C I\n$/,
  )
  assert.ok(!listed.stdout.includes(made.stdout.trim()))
  assert.equal((await runCli(t, ['keys', 'revoke', 'nobody00'], env)).code, 2)
  assert.equal((await runCli(t, ['keys', 'revoke', stored?.id ?? ''], env)).code, 0)
  assert.deepEqual(await readKeys(env.API_KEYS_FILE), [])
  const wrong = await runCli(t, ['keys', 'create', '--name', 'x', '--scopes', 'all'], env)
  assert.deepEqual([wrong.code, /Expected some of read, write/.test(wrong.stderr)], [2, true])
  assert.match(
    (await runCli(t, ['keys', 'list'])).stderr,
    /API_KEYS_FILE: expected the path of a file of keys/,
  )
})

test('keys that are made at the same time are all kept', async (t) => {
  const path = join(await folderOf(t, {}), 'keys.json')
  const made = Array.from({ length: 12 }, (_, i) => makeKey({ name: `k${i}`, scopes: ['read'] }, NOW).stored)
  await Promise.all(made.map((stored) => changeKeys(path, (keys) => [...keys, stored])))
  assert.equal((await readKeys(path)).length, 12)
})
