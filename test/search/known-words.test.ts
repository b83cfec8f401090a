import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()

const POSTS = [
  { id: 'iron', title: 'Repairs', text: 'I soldered two wires, and that was all.' },
  { id: 'holder', title: 'Holders', text: 'Holders for folders. A holder and a folder.' },
  { id: 'shop', title: 'Shopping', text: 'We bought some glue.' },
  { id: 'stage', title: 'A quiet evening', text: 'There they sat, with their theory.', tags: ['theatre'] },
  { id: 'cutlery', url: '/2020/01/02/sporks-on-tables.html', title: 'Cutlery', text: 'Spoons and sparks.' },
].map((post) => ({ url: `/${post.id}`, date: '2020-01-02', ...post }))
const COMMENTS = [{ id: 'c', postId: 'shop', text: 'She quilted it.' }]

async function ask(q: string) {
  const context = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' } as const
  return search(context, plainInput(q))
}

async function termsOf(q: string): Promise<string[]> {
  const { terms } = await ask(q)
  return terms.map(({ term }) => term)
}

before(async () => {
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test('a word is known by another form of it, in a text, a comment, or as a label', async () => {
  for (const q of ['solder', 'soldering', 'quilting', 'theatre', 'theater', 'theatres'])
    assert.deepEqual(await termsOf(q), [q])
})

test('a word is known that only an address has, and finds its post', async () => {
  assert.deepEqual(await termsOf('sporks'), ['sporks'])
  for (const q of ['sporks', 'sporks tables']) assert.equal((await ask(q)).results[0]?.id, 'cutlery')
})

test('a word is mended of which the blog has no form', async () => {
  assert.deepEqual(await termsOf('soldred'), ['soldred', 'soldered'])
})

test('of a query of many words those that are longest are mended', async () => {
  const small = 'abe bec cid dob eft fip gor hab iff jop'
  const terms = await termsOf(`${small} soldred`)
  assert.ok(
    terms.some((term) => term.endsWith('soldered')),
    terms.join(),
  )
})
