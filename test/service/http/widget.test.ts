import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { startApp } from './start-app.ts'

const MAX_GZIPPED_BYTES = 15_000

test('the widget is a script of at most 15 kB, for every page, which browsers ask for again by its tag', async (t) => {
  const { url } = await startApp(t)
  const response = await fetch(`${url}/widget.js`)
  const script = await response.text()
  const bytes = gzipSync(script).length
  assert.ok(bytes > 3_000 && bytes <= MAX_GZIPPED_BYTES, `${bytes} bytes`)
  const { headers } = response
  assert.match(headers.get('content-type') ?? '', /^text\/javascript; charset=utf-8$/)
  assert.equal(headers.get('access-control-allow-origin'), '*')
  assert.match(headers.get('cache-control') ?? '', /^public, max-age=3600/)
  const tag = headers.get('etag') ?? ''
  assert.match(tag, /^W\/"[\w-]+"$/)
  const again = await fetch(`${url}/widget.js`, {
    headers: { 'if-none-match': tag, 'cache-control': 'max-age=0' },
  })
  assert.deepEqual([again.status, await again.text()], [304, ''])
  assert.equal((await fetch(`${url}/widget.js`, { method: 'POST' })).status, 405)
})

test('nothing in it needs more of a content security policy than script-src and connect-src', async (t) => {
  const { url } = await startApp(t)
  const script = await (await fetch(`${url}/widget.js`)).text()
  for (const forbidden of [
    /\beval\(/,
    /new Function/,
    /innerHTML/,
    /insertAdjacentHTML/,
    /document\.write/,
    /<style/,
  ]) {
    assert.doesNotMatch(script, forbidden)
  }
  assert.doesNotMatch(script, /\bimport\s*["'(]/)
})
