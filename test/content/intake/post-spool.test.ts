import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Post } from '../../../src/content/documents/document.ts'
import { PostAddresses } from '../../../src/content/intake/post-addresses.ts'
import { PostSpool } from '../../../src/content/intake/post-spool.ts'
import { Tally } from '../../../src/content/intake/tally.ts'

test('a post whose contents are not kept keeps all its addresses, for comments that name one', async (t) => {
  const spool = await PostSpool.create()
  t.after(() => spool.remove())
  const post = Post.parse({ url: '/tea/', aliases: ['/old/tea/'], text: 'Tea' })
  await spool.add({ place: 'a.md', source: 'a.md', post }, { isKept: false })
  for await (const spooled of spool.counting({ tally: new Tally(), addresses: new PostAddresses() })) {
    assert.deepEqual(spooled, {
      place: 'a.md',
      source: 'a.md',
      id: 'tea',
      url: '/tea/',
      aliases: ['/old/tea/'],
    })
  }
  assert.equal(spool.count, 1)
})

type Given = { id: string; url: string; date?: string; source?: string }

/** Adds posts as `0.md`, `1.md` and so on, and says what came of them. */
async function counted(posts: readonly Given[]) {
  const spool = await PostSpool.create()
  const tally = new Tally()
  const addresses = new PostAddresses()
  try {
    for (const [i, { source = 'blog', ...given }] of posts.entries()) {
      await spool.add({ place: `${i}.md`, source, post: Post.parse({ text: 'Tea', ...given }) })
    }
    const places: string[] = []
    for await (const { place } of spool.counting({ tally, addresses })) places.push(place)
    const told = tally.warnings.first.map(({ place, reason }) => `${place}: ${reason}`)
    const failed = tally.errors.first.map(({ place, reason }) => `${place}: ${reason}`)
    return { places, told, failed, addresses }
  } finally {
    await spool.remove()
  }
}

test('of posts with ids of their own at one address the newest counts, and comments of the others are its', async () => {
  const { places, told, addresses } = await counted([
    { id: '1', url: 'https://blog.example/tea/', date: '2020-01-02' },
    { id: '2', url: 'http://blog.example/tea', date: '2020-01-01' },
    { id: '3', url: 'https://blog.example/coffee/', date: '2020-01-01' },
  ])
  assert.deepEqual(places, ['0.md', '2.md'])
  assert.deepEqual(told, ['1.md: expected one post at an address, got another that counts: 0.md'])
  assert.deepEqual(
    ['1', '2', '3'].map((postId) => addresses.idOf({ postId })),
    ['1', '1', '3'],
  )
})

test('a post that another of its id replaces does not keep a third from their address', async () => {
  const { places, told } = await counted([
    { id: 'a', url: '/tea/', date: '2020-01-01' },
    { id: 'a', url: '/new-tea/', date: '2020-01-03' },
    { id: 'b', url: '/tea/', date: '2019-01-01' },
  ])
  assert.deepEqual(places, ['1.md', '2.md'])
  assert.deepEqual(told, ['0.md: expected one post of an id, got another that counts: 1.md'])
})

test('a post of another source with the same id fails, unless it is the same post by its address', async () => {
  const { places, told, failed } = await counted([
    { id: '7', url: '/tea/', date: '2019-01-01' },
    { id: '7', url: '/moved/', date: '2020-01-01' },
    { id: '7', url: 'https://blog.example/moved', date: '2018-01-01', source: 'mirror' },
    { id: '7', url: '/coffee/', date: '2018-01-01', source: 'b.ndjson' },
  ])
  assert.deepEqual([places, told.length], [['1.md'], 2])
  assert.deepEqual(failed, [
    '3.md: field "id": expected one that no post of another source has, got that of 1.md; name an idPrefix for one of the sources',
  ])
})

for (const [what, urls] of [
  ['parts of one page', ['/log/#one', '/log/#two']],
  ['posts named by a query', ['/?p=1', '/?p=2']],
  ['posts on the front page', ['https://blog.example/', 'https://blog.example/']],
  ['posts of two sites', ['https://one.example/tea/', 'https://two.example/tea/']],
] as const) {
  test(`all count: ${what}`, async () => {
    const { places } = await counted(urls.map((url, i) => ({ id: String(i), url })))
    assert.deepEqual(places, ['0.md', '1.md'])
  })
}
