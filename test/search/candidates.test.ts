import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { buildCandidateSearch, readCandidates } from '../../src/search/spelling/candidates.ts'
import { dropIndexes, indexBlog, testClient } from '../helpers/test-index.ts'

const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** More words that are equally like `qwertzz` than one search fetches. */
const ALIKE = [...LETTERS].flatMap((first) => [...LETTERS.slice(0, 8)].map((last) => `qwert${first}${last}`))

async function candidatesOf(words: readonly string[]): Promise<string[]> {
  const post = { id: 'a', url: 'https://example.org/a', title: 'Words', text: words.join(' ') }
  const { prefix } = await indexBlog({ posts: [post] })
  prefixes.push(prefix)
  const { hits } = await client.search({ index: `${prefix}-words`, ...buildCandidateSearch('qwertzz') })
  return readCandidates(hits.hits).map(({ word }) => word)
}

test('of words that are equally alike the same are candidates, in whatever order the blog has them', async () => {
  const candidates = await candidatesOf(ALIKE)
  assert.equal(candidates.length, 100)
  assert.deepEqual(await candidatesOf(ALIKE.toReversed()), candidates)
})
