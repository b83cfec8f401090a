import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../../src/core/config.ts'
import { BackendError } from '../../../src/core/errors.ts'
import { anAnswer, startApp } from './start-app.ts'

const BLOG = 'https://blog.example'
const env = { CORS_ORIGINS: `${BLOG}, http://localhost:1313` }
const headersOf = ({ headers }: Response) => ({
  allowed: headers.get('access-control-allow-origin'),
  vary: headers.get('vary'),
})
const from = (origin: string, others: Record<string, string> = {}) => ({
  headers: { origin, ...others },
})

test('nobody is let in by default', async (t) => {
  const { url } = await startApp(t)
  const response = await fetch(`${url}/api/v1/search?q=a`, from(BLOG))
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('access-control-allow-origin'), null)
  assert.doesNotMatch(response.headers.get('vary') ?? '', /Origin/)
})

test('origins of the setting are let in, by name, and no others', async (t) => {
  const { url } = await startApp(t, { env })
  const ask = async (origin: string) => headersOf(await fetch(`${url}/api/v1/search?q=a`, from(origin)))
  assert.equal((await ask(BLOG)).allowed, BLOG)
  assert.equal((await ask('http://localhost:1313')).allowed, 'http://localhost:1313')
  for (const origin of [
    'https://blog.example.evil.example',
    'http://blog.example',
    'null',
    'https://evil.example',
  ]) {
    const { allowed, vary } = await ask(origin)
    assert.equal(allowed, null, origin)
    assert.match(vary ?? '', /Origin/, origin)
  }
  const page = await fetch(`${url}/search?q=a`, from(BLOG))
  assert.equal(page.headers.get('access-control-allow-origin'), null)
})

test('each answer says that it depends on the origin, to no origin too, known ones and errors', async (t) => {
  let fails = false
  const { url } = await startApp(t, {
    env,
    generation: { current: 'one', refresh: async () => undefined },
    search: async (_ctx, input) => {
      if (fails) throw new BackendError('away')
      return anAnswer(input)
    },
  })
  const address = `${url}/api/v1/search?q=a`
  const plain = await fetch(address)
  assert.match(headersOf(plain).vary ?? '', /Origin/)
  const tag = plain.headers.get('etag') ?? ''
  assert.notEqual(tag, '')
  const known = await fetch(address, from(BLOG, { 'if-none-match': tag, 'cache-control': 'max-age=0' }))
  assert.deepEqual([known.status, headersOf(known).allowed], [304, BLOG])
  assert.match(headersOf(known).vary ?? '', /Origin/)
  fails = true
  const away = await fetch(`${url}/api/v1/search?q=b`, from(BLOG))
  assert.deepEqual([away.status, headersOf(away).allowed], [503, BLOG])
  assert.match(away.headers.get('access-control-expose-headers') ?? '', /Retry-After/)
  const wrong = await fetch(`${url}/api/v1/nowhere`, from(BLOG))
  assert.deepEqual([wrong.status, headersOf(wrong).allowed], [404, BLOG])
})

test('a preflight lets keys through for those origins alone', async (t) => {
  const { url } = await startApp(t, { env })
  const ask = (origin: string) =>
    fetch(`${url}/api/v1/posts/1`, {
      method: 'OPTIONS',
      ...from(origin, {
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,content-type',
      }),
    })
  const ours = await ask(BLOG)
  assert.deepEqual([ours.status, headersOf(ours).allowed], [204, BLOG])
  assert.match(ours.headers.get('access-control-allow-headers') ?? '', /Authorization, ?Content-Type/)
  assert.match(ours.headers.get('access-control-allow-methods') ?? '', /PUT/)
  assert.equal(headersOf(await ask('https://evil.example')).allowed, null)
})

test('* lets everybody in, and then answers depend on no origin', async (t) => {
  const { url } = await startApp(t, { env: { CORS_ORIGINS: '*' } })
  const { allowed, vary } = headersOf(await fetch(`${url}/api/v1/search?q=a`, from('https://any.example')))
  assert.equal(allowed, '*')
  assert.doesNotMatch(vary ?? '', /Origin/)
})

test('what is no origin is refused at start', () => {
  for (const wrong of [
    'blog.example',
    `${BLOG}/`,
    `${BLOG}/path`,
    'https://Blog.example',
    'null',
    `${BLOG} x`,
  ]) {
    assert.throws(() => readConfig({ CORS_ORIGINS: wrong }), /CORS_ORIGINS: expected origins .*, got/, wrong)
  }
})
