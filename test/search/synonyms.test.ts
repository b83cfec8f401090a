import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { parseQuery } from '../../src/search/request/parsed-query.ts'
import { search } from '../../src/search/search.ts'
import { parseSynonyms, readSynonyms, synonymOptions } from '../../src/search/spelling/synonyms.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const RULES = `
# names
js, JavaScript, ecma script
k8s => kubernetes   # one way
`
const synonyms = parseSynonyms(RULES, 'synonyms.txt')
const client = testClient()
const prefix = testPrefix()

before(async () => {
  const posts = [
    { id: 'a', url: '/a', title: 'Learning JavaScript', text: 'From the start.' },
    { id: 'b', url: '/b', title: 'A short js trick', text: 'In one line.' },
    { id: 'c', url: '/c', title: 'Kubernetes at home', text: 'On a small machine.' },
    { id: 'd', url: '/d', title: 'On ecma script', text: 'The language.' },
  ]
  await indexBlog({ posts }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function ask(q: string, others = {}) {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, synonyms }
  return search(ctx, plainInput(q, { debug: true, ...others }))
}

test('each name of a line stands for the others, an arrow points one way', () => {
  const texts = (q: string) => synonymOptions(parseQuery(q), synonyms).map(({ text }) => text)
  assert.deepEqual(texts('JS'), ['JavaScript', 'ecma script'])
  assert.deepEqual(texts('ecma script'), ['js', 'JavaScript'])
  assert.deepEqual(texts('k8s'), ['kubernetes'])
  assert.deepEqual(texts('kubernetes'), [])
})

test('what was quoted has no synonyms', () => {
  assert.deepEqual(synonymOptions(parseQuery('js', [{ start: 0, end: 2 }]), synonyms), [])
})

test('a wrong line is named with its place', () => {
  for (const [line, wrong] of [
    ['js', '"js"'],
    ['a => b => c', '"a => b => c"'],
    ['a,,b', '"a,,b"'],
    ['one two three four five, x', '"one two three four five, x"'],
  ]) {
    assert.throws(() => parseSynonyms(`# first\n${line}`, 'rules.txt'), {
      name: 'InputError',
      message: `rules.txt:2: expected names of 1 to 4 words as "js, javascript" or "k8s => kubernetes", got ${wrong}`,
    })
  }
})

test('a file that is not there is an error that names the setting', () => {
  assert.throws(() => readSynonyms('/nowhere/synonyms.txt'), { name: 'InputError', message: /SYNONYMS_FILE/ })
})

test('synonyms are found below what was typed, in one round trip, and told in debugging', async () => {
  const { results, terms, debug } = await ask('js')
  assert.deepEqual(results[0]?.id, 'b')
  assert.deepEqual(results.map(({ id }) => id).toSorted(), ['a', 'b', 'd'])
  assert.deepEqual(
    terms.map(({ term }) => term),
    ['js', 'JavaScript', 'ecma script'],
  )
  assert.equal(debug?.requests.length, 1)
  assert.deepEqual(
    debug?.suggestions.map(({ suggester, option }) => [suggester, option]),
    [
      ['synonyms', 'JavaScript'],
      ['synonyms', 'ecma script'],
    ],
  )
})

test('no:fuzzy is without synonyms', async () => {
  const { results } = await ask('js', { fuzzy: false })
  assert.deepEqual(
    results.map(({ id }) => id),
    ['b'],
  )
})

test('a synonym within a longer query', async () => {
  const { results } = await ask('k8s home')
  assert.equal(results[0]?.id, 'c')
})
