import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()

const POSTS = [
  ['list', 'Listing hidden files with ls -la', 'To see what is hidden type ls -la in a terminal.'],
  ['unpack', 'Unpacking an archive', 'Type tar -xzf file.tgz and wait.'],
  ['roof', 'A roof of tar', 'Tar is black and sticks to shoes. Keep a file of the bills.'],
  ['remove', 'Gone for good', 'Never type rm -rf as root.'],
  ['commit', 'Small steps', 'Then git commit -m "Fix the door" is enough.'],
  ['git', 'A git commit a day', 'Write down what you did, each commit by itself.'],
  ['pods', 'What runs where', 'With kubectl get pods -n db I saw the database.'],
  ['frost', 'A cold night', 'It was -12 degrees outside.'],
  ['heat', 'A mild day', 'It was 12 degrees outside.'],
  ['car', 'The new jaguar', 'The jaguar is a car with a long bonnet.'],
  ['cat', 'An old jaguar', 'The jaguar is a cat and swims well.'],
  ['trip', 'Notes of a trip', 'In the bag:\n-marmalade -bread'],
] as const

before(async () => {
  const posts = POSTS.map(([id, title, text]) => ({ id, url: `/${id}`, title, text }))
  await indexBlog({ posts }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function ask(q: string, others: Record<string, string> = {}) {
  let trips = 0
  const onRoundTrip = () => {
    trips += 1
  }
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, onRoundTrip }
  const parsed = parseSearchRequest(new URLSearchParams({ q, ...others }), { maxQueryLength: 400 })
  assert.ok(parsed.ok)
  const { query, results } = await search(ctx, parsed.input)
  return { query, ids: results.map(({ id }) => id), trips }
}

describe('an option that a post has with its sign is text', () => {
  const samples: [string, string][] = [
    ['ls -la', 'list'],
    ['Listing hidden files with ls -la', 'list'],
    ['terminal ls -LA', 'list'],
    ['tar -xzf file', 'unpack'],
    ['rm -rf', 'remove'],
    ['git commit -m', 'commit'],
    ['kubectl get pods -n db', 'pods'],
    ['-12 degrees', 'frost'],
  ]
  for (const [q, first] of samples) {
    test(q, async () => {
      const { query, ids, trips } = await ask(q)
      assert.equal(ids[0], first)
      assert.equal(query.q, q)
      assert.equal(query.excluded, undefined)
      assert.equal(query.withExcluded, undefined)
      assert.ok(trips <= 3)
    })
  }
})

test('an option is text while somebody types, and among several', async () => {
  assert.equal((await ask('ls -la', { prefix: '1' })).ids[0], 'list')
  const { ids, query } = await ask('-marmalade -bread bag')
  assert.deepEqual([ids[0], query.q], ['trip', '-marmalade -bread bag'])
})

describe('what no post has with its sign', () => {
  test('is excluded, and told with the query that has it as text', async () => {
    const { query, ids } = await ask('jaguar -car')
    assert.deepEqual(ids, ['cat'])
    assert.deepEqual(query.excluded, ['car'])
    assert.equal(query.withExcluded, 'jaguar "-car"')
    assert.equal(query.q, 'jaguar')
  })

  test('stays excluded beside an option', async () => {
    const { query, ids } = await ask('tar -xzf file -shoes lang:en')
    assert.equal(ids[0], 'unpack')
    assert.ok(!ids.includes('roof'))
    assert.deepEqual(query.excluded, ['shoes'])
    assert.equal(query.withExcluded, 'tar -xzf file "-shoes" lang:en')
  })

  test('is told whole if it was quoted', async () => {
    const { query, ids } = await ask('jaguar -"a car"')
    assert.deepEqual(ids, ['cat'])
    assert.deepEqual(query.excluded, ['a car'])
    assert.equal(query.withExcluded, 'jaguar "-a car"')
  })

  test('is not told if a parameter excludes it', async () => {
    const { query, ids } = await ask('jaguar -car', { exclude: 'car' })
    assert.deepEqual(ids, ['cat'])
    assert.equal(query.excluded, undefined)
  })
})

test('a query that is quoted for the sign finds it', async () => {
  assert.equal((await ask('ls "-la"')).ids[0], 'list')
})

test('a word that stands with a sign is found without it too, as spelled', async () => {
  for (const q of ['marmalade', '"bread"', 'marmalade bread', '"12 degrees"']) {
    const { ids, query } = await ask(q)
    assert.ok(ids.includes(q.includes('12') ? 'frost' : 'trip'), q)
    assert.equal(query.message, undefined)
  }
})

test('a word that a post has only with a sign can be excluded', async () => {
  assert.deepEqual((await ask('outside -"12 degrees"')).ids, [])
})
