import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UnavailableError } from '../../../src/core/errors.ts'
import { anAnswer, aPost, startApp } from './start-app.ts'

const MINUTE_MS = 60_000

/** A generation that has been the same for a minute, and was confirmed so many seconds ago. */
function aGeneration(confirmedSecondsAgo = 0) {
  const now = performance.now()
  const seen = { id: 'one', since: now - MINUTE_MS, confirmed: now - confirmedSecondsAgo * 1000 }
  return { current: 'one' as string | undefined, lastSeen: seen, refresh: async () => undefined }
}

/** A service whose search fails when told so. */
async function withFailingSearch(t: Parameters<typeof startApp>[0], generation = aGeneration(), env = {}) {
  const state = { fails: false }
  const app = await startApp(t, {
    generation,
    env,
    search: async (_ctx, input) => {
      if (state.fails) throw new UnavailableError('away')
      return anAnswer(input, { results: [aPost()] })
    },
  })
  return { ...app, state, generation }
}

test('while Elasticsearch is away the last answer stands in, marked, and nobody may keep it', async (t) => {
  const { url, state, generation, log } = await withFailingSearch(t, aGeneration(7))
  await fetch(`${url}/api/v1/search?q=firefox`)
  state.fails = true
  generation.current = undefined
  const response = await fetch(`${url}/api/v1/search?q=firefox`)
  const { headers } = response
  assert.equal(response.status, 200)
  assert.deepEqual(
    [headers.get('age'), headers.get('warning'), headers.get('cache-control'), headers.get('etag')],
    ['7', '110 - "Response is Stale"', 'no-store', null],
  )
  const body = await response.json()
  assert.deepEqual([body.stale, body.results.length], [true, 1])
  const page = await (await fetch(`${url}/search?q=firefox`)).text()
  assert.match(page, /The search is away for a moment/)
  assert.equal((await fetch(`${url}/api/v1/search?q=other`)).status, 503)
  assert.deepEqual(log.map(({ cache }) => cache).filter((cache) => cache === 'stale').length, 2)
})

for (const [why, made, env] of [
  ['Elasticsearch was heard of too long ago', aGeneration(301), {}],
  ['stale answers are off', aGeneration(1), { STALE_SECONDS: '0' }],
  [
    'what searches find had just changed',
    { ...aGeneration(), lastSeen: { ...aGeneration().lastSeen, since: performance.now() } },
    {},
  ],
] as const) {
  test(`nothing stands in when ${why}`, async (t) => {
    const { url, state, generation } = await withFailingSearch(t, { ...made }, env)
    await fetch(`${url}/api/v1/search?q=firefox`)
    state.fails = true
    generation.current = undefined
    assert.equal((await fetch(`${url}/api/v1/search?q=firefox`)).status, 503)
  })
}
