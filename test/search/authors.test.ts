import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient } from '../helpers/test-index.ts'

const client = testClient()
let prefix = ''

const POSTS = [
  { id: 'anna', title: 'Bread', text: 'It rose overnight.', author: "Anna O'Hara" },
  { id: 'brien', title: 'Boats', text: 'We rowed until noon.', author: 'Flann O’Brien' },
  { id: 'lindqvist', title: 'Kettles', text: 'They whistle.', author: 'Mara Lindqvist' },
  { id: 'jose', title: 'Trams', text: 'They are yellow.', author: 'José Álvarez de la Cruz' },
  {
    id: 'about',
    title: 'A talk',
    text: "Somebody quoted Anna O'Hara about ovens.",
    author: 'Mara Lindqvist',
  },
  { id: 'annas', title: 'Names', text: 'Anna is a name that reads the same backwards.' },
  { id: 'cruz', title: 'Coast', text: 'The boat to Cruz was late.' },
].map((post) => ({ url: `/${post.id}/`, date: '2020-01-02', ...post }))

before(async () => {
  const comments = [{ id: 'c1', postId: 'lindqvist', text: 'A marvellous sound.' }]
  prefix = (await indexBlog({ posts: POSTS, comments })).prefix
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function ask(q: string, others: Parameters<typeof plainInput>[1] = {}) {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  const { terms, results } = await search(ctx, plainInput(q, others))
  return { terms: terms.map(({ term }) => term), ids: results.map(({ id }) => id) }
}

test('the operator takes a part of a name, and comments have the author of their post', async () => {
  for (const author of ["Anna O'Hara", 'anna', 'o hara', 'Anna O’Hara'])
    assert.deepEqual((await ask('', { authors: [author], sort: 'date' })).ids, ['anna'])
  for (const author of ['mara', 'mara lindqvist'])
    assert.deepEqual((await ask('marvellous', { authors: [author] })).ids, ['lindqvist'])
  assert.deepEqual((await ask('marvellous', { authors: ['anna'] })).ids, [])
})

test('nobody is told that no text has the name of an author', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  for (const q of ['o brien', 'Anna O’Hara', 'lindqvist mara'])
    assert.equal((await search(ctx, plainInput(q))).query.message, undefined, q)
})

describe("an author's name finds the posts, however it is written", () => {
  const samples: [string, string][] = [
    ["Anna O'Hara", 'anna'],
    ['Anna O’Hara', 'anna'],
    ['anna ohara', 'anna'],
    ["o'hara anna", 'anna'],
    ['anna o hara', 'anna'],
    ['ohara', 'anna'],
    ['o brien', 'brien'],
    ["O'Brien", 'brien'],
    ['obrien', 'brien'],
    ['flann obrien', 'brien'],
    ['flann o’brien’s', 'brien'],
    ['jose alvarez', 'jose'],
    ['jose alvarez de la cruz', 'jose'],
    ['José Álvarez de la Cruz', 'jose'],
  ]
  for (const [q, id] of samples) {
    test(`as ${q}`, async () => {
      const { ids, terms } = await ask(q)
      assert.ok(ids.includes(id), ids.join())
      assert.deepEqual(terms, [q])
    })
  }
})

test('by date, and without single words, a whole name finds the posts too', async () => {
  assert.ok((await ask('anna ohara', { sort: 'date' })).ids.includes('anna'))
  assert.ok((await ask('jose alvarez de la cruz', { sort: 'date' })).ids.includes('jose'))
  assert.deepEqual((await ask('mara lindqvist', { off: ['fallback'] })).ids.toSorted(), [
    'about',
    'lindqvist',
  ])
})

test('a text that has the name comes first, one with a part of it last', async () => {
  assert.deepEqual((await ask("Anna O'Hara")).ids, ['about', 'anna', 'annas'])
})

test('a name among other words is looked for as words are, and in titles nobody is found by it', async () => {
  assert.equal((await ask('mara lindqvist kettles')).ids[0], 'lindqvist')
  assert.deepEqual((await ask('mara lindqvist', { titleOnly: true })).ids, [])
})
