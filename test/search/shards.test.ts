import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSource } from '../../src/content/sources/source.ts'
import type { SearchAnswer } from '../../src/search/answer/answer.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, memorySource, reindexSources, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const one = testPrefix()
const three = testPrefix()

before(async () => {
  const sources = [await openSource('src/tools/demo/sample-blog', { siteUrl: 'https://blog.example' })]
  const reports = [
    await reindexSources(sources, one),
    await reindexSources(sources, three, { shardLayout: { shards: 3, replicas: '0' } }),
  ]
  for (const report of reports) assert.ok(report.swapped, JSON.stringify(report))
})
after(async () => {
  await dropIndexes(one)
  await dropIndexes(three)
  await client.close()
})

test('the indexes of posts and comments have the shards asked for, the words one', async () => {
  const found = await client.indices.getSettings({ index: `${three}-*` })
  const shards = Object.entries(found).flatMap(([name, { settings }]) =>
    name.includes('-state') ? [] : [[name.split('-')[2], settings?.index?.number_of_shards]],
  )
  assert.deepEqual(Object.fromEntries(shards), { posts: '3', comments: '3', words: '1' })
})

for (const q of [
  'sourdough',
  'sourdoh',
  'date format',
  'elasticsaerch',
  'garden tomatoes water',
  'the',
  'qwxyzzy plugh',
]) {
  test(`three shards answer "${q}" as one does`, async () => {
    const [whole, spread] = [await ask(one, q), await ask(three, q)]
    assert.deepEqual(shown(spread), shown(whole))
    for (const [i, { score }] of whole.results.entries()) assertNear(spread.results[i]?.score, score)
  })
}

test('three shards count many categories as one does', async () => {
  const posts = Array.from({ length: 600 }, (_, i) => ({
    id: `p${i}`,
    url: `/p${i}`,
    title: 'Pudding',
    text: 'With raisins.',
    categories: [`c${i % 150}`, `d${(i * i) % 149}`],
  }))
  const [whole, spread] = [testPrefix(), testPrefix()]
  try {
    await reindexSources([memorySource(posts)], whole)
    await reindexSources([memorySource(posts)], spread, { shardLayout: { shards: 3, replicas: '0' } })
    const { facets } = await ask(whole, 'pudding')
    assert.equal(facets.categories.length, 50)
    assert.deepEqual((await ask(spread, 'pudding')).facets, facets)
  } finally {
    await dropIndexes(whole)
    await dropIndexes(spread)
  }
})

async function ask(indexPrefix: string, q: string): Promise<SearchAnswer> {
  return search({ client, indexPrefix, timeoutMs: 10_000, language: 'en' }, plainInput(q))
}

/** A shard that has a rare word only in texts does not know of the titles of another one that have it: so little may a score differ. */
function assertNear(score: number | undefined, expected: number): void {
  assert.ok(Math.abs((score ?? 0) - expected) < 0.2 * (expected % 1), `${score} for ${expected}`)
}

/** What a reader sees. */
function shown({ total, results, facets }: SearchAnswer) {
  return {
    total,
    facets,
    results: results.map(({ id, title, comments }) => ({
      id,
      title,
      comments: comments.map((comment) => comment.id),
    })),
  }
}
