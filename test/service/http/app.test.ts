import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { InputError } from '../../../src/core/errors.ts'
import { startApp } from './start-app.ts'

describe('addresses', () => {
  test('/ leads to the search page', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/`, { redirect: 'manual' })
    assert.equal(response.status, 302)
    assert.equal(response.headers.get('location'), '/search')
  })

  for (const path of ['/api', '/api/', '/api/v1/nothing', '/API/v1/search?q=a']) {
    test(`${path} is not found, as JSON`, async (t) => {
      const { url } = await startApp(t)
      const response = await fetch(url + path)
      assert.equal(response.status, 404)
      const message = 'There is nothing at this address.'
      assert.deepEqual(await response.json(), { errors: [{ code: 'not_found', message }] })
    })
  }

  test('an unknown address elsewhere gives a page', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/nothing<script>`, { method: 'POST' })
    assert.equal(response.status, 404)
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
    assert.match(await response.text(), /<h1>Not found<\/h1>/)
  })

  test('a path that is not percent-encoded gives 400', async (t) => {
    const { url } = await startApp(t)
    assert.equal((await fetch(`${url}/%zz`)).status, 400)
    const response = await fetch(`${url}/api/v1/%ff`)
    assert.equal(response.status, 400)
    assert.deepEqual(await response.json(), {
      errors: [{ code: 'invalid', message: 'The address is not properly percent-encoded.' }],
    })
  })

  test('a request line that is endless is refused, and the service goes on', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/search?q=${'a'.repeat(100_000)}`)
    assert.equal(response.status, 431)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
  })

  test('an absolute address in the request line is a search like any other', async (t) => {
    const { url, inputs } = await startApp(t)
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${url}/api/v1/search?q=a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    assert.match(await text(socket), /^HTTP\/1.1 200 OK/)
    assert.equal(inputs[0]?.query.text, 'a')
  })
})

describe('methods', () => {
  for (const path of ['/api/v1/search', '/search', '/', '/healthz', '/readyz']) {
    test(`${path} can only be read`, async (t) => {
      const { url } = await startApp(t)
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(`${url}${path}?q=a`, { method })
        assert.equal(response.status, 405)
        assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS')
      }
      const options = await fetch(url + path, { method: 'OPTIONS' })
      assert.equal(options.status, 204)
      assert.equal(options.headers.get('allow'), 'GET, HEAD, OPTIONS')
    })
  }

  test('a refused method is told as JSON under /api', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/api/v1/search?q=a`, { method: 'POST', body: 'x'.repeat(1e6) })
    assert.deepEqual(await response.json(), {
      errors: [
        {
          code: 'method_not_allowed',
          message: 'POST is not possible here; expected one of GET, HEAD, OPTIONS.',
        },
      ],
    })
  })

  test('HEAD answers as GET without a body', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/search?q=a`, { method: 'HEAD' })
    assert.equal(response.status, 200)
    assert.equal(await response.text(), '')
  })
})

describe('headers', () => {
  test('let pages load nothing but their own, and say nothing of the server', async (t) => {
    const { url } = await startApp(t)
    for (const path of ['/search', '/api/v1/search?q=a', '/nothing']) {
      const { headers } = await fetch(url + path)
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      )
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-powered-by'), null)
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
    }
  })

  test('let browsers keep what pages load, whose addresses have their hashes', async (t) => {
    const { url } = await startApp(t)
    const page = await (await fetch(`${url}/search`)).text()
    const paths = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
    assert.equal(paths.length, 3)
    for (const path of paths) {
      const response = await fetch(`${url}${path}`)
      assert.equal(response.status, 200)
      assert.match(response.headers.get('content-type') ?? '', /^(text\/(css|javascript)|image\/svg\+xml)/)
      assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
      assert.equal((await fetch(`${url}${path}`, { method: 'POST' })).status, 405)
    }
  })
})

describe('failures', () => {
  test('of our own give 500 and a request id, and are logged with their cause', async (t) => {
    const search = async () => {
      throw new Error('a secret detail', {
        cause: { type: 'cluster_block_exception', reason: 'why', body: 'hidden' },
      })
    }
    const { url, log } = await startApp(t, { search })
    const response = await fetch(`${url}/api/v1/search?q=a`)
    const id = response.headers.get('x-request-id')
    assert.equal(response.status, 500)
    assert.deepEqual(await response.json(), {
      errors: [
        {
          code: 'internal',
          message: `Something went wrong here. If you report it, please give the request id ${id}.`,
        },
      ],
    })
    const page = await fetch(`${url}/search?q=a`)
    assert.equal(page.status, 500)
    assert.doesNotMatch(await page.text(), /secret/)
    const [line] = log
    assert.equal(line?.requestId, id)
    assert.equal(line?.status, 500)
    const { err } = JSON.parse(JSON.stringify(line))
    assert.equal(err.message, 'a secret detail')
    assert.deepEqual(err.cause, { type: 'cluster_block_exception', reason: 'why' })
  })

  test('an impossible TRUST_PROXY is named before anybody is served', async (t) => {
    await assert.rejects(
      startApp(t, { env: { TRUST_PROXY: 'nobody' } }),
      (error) => error instanceof InputError && /^TRUST_PROXY: .*"nobody"/.test(error.message),
    )
    for (const setting of ['true', 'false', '2', 'loopback, 10.0.0.0/8']) {
      await startApp(t, { env: { TRUST_PROXY: setting } })
    }
  })
})
