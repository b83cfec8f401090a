import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, type TestContext, test } from 'node:test'
import {
  dropIndexes,
  indexBlog,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../../helpers/test-index.ts'
import { aComment, aPost, whatIsFound } from '../../index/write/blog.ts'
import { startApp } from '../http/start-app.ts'

const SECRET = 'a secret of some length'
const client = testClient()
const prefix = testPrefix()
before(() => indexBlog({ posts: [aPost('old'), aPost('7')], comments: [aComment('1', '7')] }, prefix))
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

function sign(text: string): string {
  return createHmac('sha256', SECRET).update(text).digest('hex')
}

async function service(t: TestContext) {
  const env = {
    ELASTICSEARCH_URL: testElasticsearchUrl(),
    INDEX_PREFIX: prefix,
    SITE_URL: 'https://blog.example',
    GHOST_WEBHOOK_SECRET: SECRET,
    WORDPRESS_WEBHOOK_SECRET: SECRET,
  }
  const { url } = await startApp(t, { env })
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }
    const response = await fetch(`${url}/api/v1/webhooks/${path}`, init)
    const answer = await response.json()
    await client.indices.refresh({ index: `${prefix}-*` })
    return { status: response.status, answer }
  }
  return {
    post,
    ghost: (event: object, time = Date.now(), path = 'ghost') => {
      const body = JSON.stringify(event)
      return post(path, body, { 'X-Ghost-Signature': `sha256=${sign(`${body}${time}`)}, t=${time}` })
    },
    wordpress: (ask: object, time = Math.floor(Date.now() / 1000)) => {
      const body = JSON.stringify(ask)
      return post('wordpress', body, {
        'X-Blog-Search-Signature': `sha256=${sign(`${time}.${body}`)}, t=${time}`,
      })
    },
  }
}

const ghostPost = (fields: object = {}) => ({
  id: 'g1',
  title: 'From Ghost',
  slug: 'from-ghost',
  url: 'https://blog.example/from-ghost/',
  html: '<p>Quincunx</p>',
  status: 'published',
  visibility: 'public',
  updated_at: new Date().toISOString(),
  tags: [{ name: 'News' }],
  authors: [{ name: 'Ann' }],
  ...fields,
})

test("Ghost's posts come, change, and go when they are unpublished or deleted", async (t) => {
  const { ghost } = await service(t)
  const published = await ghost(
    { post: { current: ghostPost(), previous: { status: 'draft' } } },
    Date.now(),
    'ghost?site=Notes',
  )
  assert.deepEqual([published.status, published.answer.result], [200, 'created'])
  assert.equal((await whatIsFound(client, prefix)).posts.g1, 'From Ghost')
  const { count } = await client.count({ index: `${prefix}-posts`, query: { term: { site: 'notes' } } })
  assert.equal(count, 1, 'the part of the blog that the address names')
  const members = ghostPost({ visibility: 'members', html: '<p>Zugzwang</p>', custom_excerpt: 'Short' })
  await ghost({ post: { current: members, previous: {} } })
  const found = await whatIsFound(client, prefix)
  assert.ok(
    found.words.includes('short') && !found.words.includes('zugzwang') && !found.words.includes('quincunx'),
  )
  const unpublished = await ghost({
    post: { current: ghostPost({ status: 'draft' }), previous: { status: 'published' } },
  })
  assert.equal(unpublished.answer.result, 'deleted')
  await ghost({
    post: { current: ghostPost({ updated_at: new Date(Date.now() + 1000).toISOString() }), previous: {} },
  })
  const deleted = await ghost({ post: { current: {}, previous: { id: 'g1' } } })
  assert.equal(deleted.status, 200)
  assert.equal((await ghost({ page: {} })).status, 400)
})

test("WordPress's posts and comments come and go", async (t) => {
  const { wordpress } = await service(t)
  const put = await wordpress({ action: 'put', comment: { id: '2', postId: '7', text: 'Zwieback' } })
  assert.deepEqual([put.status, put.answer.result], [200, 'created'])
  assert.ok((await whatIsFound(client, prefix)).words.includes('zwieback'))
  await wordpress({ action: 'delete', comment: { postId: '7', id: '2' } })
  assert.deepEqual(Object.keys((await whatIsFound(client, prefix)).comments), ['7#1'])
  const gone = await wordpress({ action: 'delete', post: '7' })
  assert.equal(gone.answer.result, 'deleted')
  const again = await wordpress({ action: 'delete', post: '7' })
  assert.deepEqual([again.status, again.answer.result], [200, 'not found'])
  const { posts, comments } = await whatIsFound(client, prefix)
  assert.deepEqual([posts['7'], comments], [undefined, {}])
  assert.equal((await wordpress({ action: 'drop' })).status, 400)
})

test('a comment without its post is not said to be written', async (t) => {
  const { wordpress } = await service(t)
  const answer = await wordpress({ action: 'put', comment: aComment('9', 'nobody') })
  const message = 'Nothing was written. The post of this comment is not there.'
  assert.deepEqual(answer, { status: 404, answer: { errors: [{ code: 'not_found', message }] } })
})

test('a call that is not signed, wrongly, or long ago does nothing', async (t) => {
  const { post, ghost, wordpress } = await service(t)
  const body = JSON.stringify({ action: 'delete', post: 'old' })
  const now = Math.floor(Date.now() / 1000)
  const wrong = [
    {},
    { 'X-Blog-Search-Signature': '' },
    { 'X-Blog-Search-Signature': `sha256=${sign(body)}` },
    { 'X-Blog-Search-Signature': `sha256=${sign(`${now}.${body} `)}, t=${now}` },
    { 'X-Blog-Search-Signature': `sha256=00, t=${now}` },
  ]
  for (const headers of wrong)
    assert.equal((await post('wordpress', body, headers as Record<string, string>)).status, 401)
  assert.equal((await wordpress({ action: 'delete', post: 'old' }, now - 400)).status, 401)
  assert.equal(
    (await ghost({ post: { current: {}, previous: { id: 'old' } } }, Date.now() - 400_000)).status,
    401,
  )
  assert.equal((await whatIsFound(client, prefix)).posts.old, 'Title of old')
  const { url } = await startApp(t)
  assert.equal((await fetch(`${url}/api/v1/webhooks/ghost`, { method: 'POST', body: '{}' })).status, 403)
})

test('a call that is sent again within its time does not undo what came after it', async (t) => {
  const { ghost, wordpress } = await service(t)
  const earlier = Date.now() - 60_000
  const gone = { post: { current: {}, previous: { id: 'again' } } }
  await ghost(gone, earlier)
  await ghost({ post: { current: ghostPost({ id: 'again', title: 'Back again' }), previous: {} } })
  await ghost(gone, earlier)
  const deletion = { action: 'delete', post: 'wp' }
  await wordpress(deletion, Math.floor(earlier / 1000))
  await wordpress({ action: 'put', post: aPost('wp') })
  await wordpress(deletion, Math.floor(earlier / 1000))
  const { posts } = await whatIsFound(client, prefix)
  assert.equal(posts.again, 'Back again')
  assert.ok(posts.wp !== undefined)
})

test('a refused signature says what is wrong with it, and of clocks only to who knows the secret', async (t) => {
  const { post, ghost } = await service(t)
  const told = ({ status, answer }: { status: number; answer: { errors?: { message: string }[] } }) =>
    `${status} ${answer.errors?.[0]?.message}`
  assert.match(
    told(await post('ghost', '{}', {})),
    /^401 Expected a signature in the header x-ghost-signature/,
  )
  const wrong = { 'X-Ghost-Signature': `sha256=${'0'.repeat(64)}, t=${Date.now()}` }
  assert.match(told(await post('ghost', '{}', wrong)), /^401 The signature is not right/)
  const late = await ghost({ post: { current: {}, previous: { id: 'x' } } }, Date.now() - 600_000)
  assert.match(told(late), /^401 The signature is right, but its time is 600 s before the clock/)
})
