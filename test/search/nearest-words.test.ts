import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nearestWords } from '../../src/search/spelling/nearest-words.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()
const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }

before(async () => {
  const posts = ['Kettles whistle', 'Saucepans simmer', 'Teapots pour'].map((title, i) => ({
    id: `${i}`,
    url: `/${i}/`,
    title,
    text: `${title} in the kitchen.`,
  }))
  await indexBlog({ posts }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test('the nearest word to each word of a query comes first, however far it is', async () => {
  assert.deepEqual((await nearestWords(ctx, 'kextltlesque saucers', 8)).slice(0, 2), ['kettles', 'saucepans'])
})

test('a word that the blog has stands for no other, though the query finds nothing', async () => {
  assert.deepEqual(await nearestWords(ctx, 'kettles', 8), [])
  assert.ok(!(await nearestWords(ctx, 'teapots saucepanx', 8)).includes('teapots'))
})

test('there are no more than wanted, and none near nothing', async () => {
  assert.equal((await nearestWords(ctx, 'kettlex saucepanx', 1)).length, 1)
  assert.deepEqual(await nearestWords(ctx, '', 8), [])
})
