import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { describe, test } from 'node:test'
import { anAnswer, startApp } from './start-app.ts'

describe('the log', () => {
  test('has one line a search, without the query', async (t) => {
    const { url, log } = await startApp(t)
    const headers = { Authorization: 'Bearer secret', Cookie: 'secret', Referer: 'https://secret.example/' }
    const response = await fetch(`${url}/api/v1/search?q=private`, { headers })
    await response.text()
    const [{ time, ms, level, ...line } = {}, ...others] = log
    assert.deepEqual(others, [])
    assert.ok(typeof time === 'number' && typeof ms === 'number' && level === 30)
    assert.deepEqual(line, {
      requestId: response.headers.get('x-request-id'),
      method: 'GET',
      path: '/api/v1/search',
      status: 200,
      roundTrips: 1,
      strategy: 'exact',
      terms: 1,
      results: 1,
      msg: 'request',
    })
    assert.doesNotMatch(JSON.stringify(log), /private|secret|127\.0\.0\.1/)
  })

  test('counts the round trips', async (t) => {
    const { url, log } = await startApp(t, {
      search: async (ctx, input) => {
        ctx.onRoundTrip?.({ ms: 1 })
        ctx.onRoundTrip?.({ ms: 2 })
        return anAnswer(input)
      },
    })
    await (await fetch(`${url}/search?q=a`)).text()
    assert.equal(log[0]?.roundTrips, 2)
  })

  test('has the normalised query if the settings say so', async (t) => {
    const { url, log } = await startApp(t, { env: { LOG_QUERIES: 'true' } })
    await (await fetch(`${url}/api/v1/search?q=%20date%09ﬁle%20`)).text()
    assert.equal(log[0]?.q, 'date file')
  })

  test('has probes only where somebody looks for details', async (t) => {
    const quiet = await startApp(t)
    await (await fetch(`${quiet.url}/healthz`)).text()
    await (await fetch(`${quiet.url}/readyz`)).text()
    assert.deepEqual(quiet.log, [])
    const detailed = await startApp(t, { env: { LOG_LEVEL: 'debug' } })
    await (await fetch(`${detailed.url}/healthz`)).text()
    assert.equal(detailed.log[0]?.path, '/healthz')
  })

  test('says when a client went away before its answer, and the search is told to stop', async (t) => {
    const events = new EventEmitter()
    const stopped = once(events, 'stopped')
    const { url, log } = await startApp(t, {
      search: async (_ctx, input, signal) => {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        events.emit('stopped')
        return anAnswer(input)
      },
    })
    await assert.rejects(fetch(`${url}/search?q=a`, { signal: AbortSignal.timeout(100) }))
    await stopped
    assert.equal(log[0]?.aborted, true)
  })
})
