import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { vocabularySpelling } from '../../../../src/content/words/words-of.ts'
import { InputError } from '../../../../src/core/errors.ts'
import { splitWords } from '../../../../src/search/request/words.ts'
import { type GeneratedKind, generateQueries } from '../../../../src/tools/evaluation/generate/generate.ts'
import { formatQueries } from '../../../../src/tools/evaluation/generate/queries-file.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../../../helpers/test-index.ts'

const TOPICS = [
  'sourdough',
  'telescope',
  'bicycle',
  'allotment',
  'typewriter',
  'harbour',
  'accordion',
  'cathedral',
]
const DOINGS = ['repairing', 'photographing', 'borrowing', 'cleaning', 'selling', 'painting', 'measuring']
const PLACES = ['Gothenburg', 'Innsbruck', 'Lisbon', 'Tallinn', 'Marseille']

/** Fifty-six posts: each has a title of common words in an own combination, and a sentence with own words. */
const posts = TOPICS.flatMap((topic, i) =>
  DOINGS.map((doing, j) => ({
    id: `${i}-${j}`,
    url: `https://example.org/${i}/${j}`,
    title: `Notes about ${doing} an old ${topic}`,
    text: [
      `Yesterday somebody asked about ${doing} the ${topic} behind our house in ${PLACES[(i + j) % 5]}.`,
      `A ${ownWord(i * 7 + j)} neighbour called his ${ownWord(60 + i * 7 + j)} daughter a ${ownWord(120 + i * 7 + j)} baker.`,
      'public static void main(String[] args) { return 1; }',
    ].join('\n\n'),
  })),
)
const comments = posts.slice(0, 20).map(({ id }, n) => ({
  id: `c${n}`,
  postId: id,
  text: `My ${ownWord(220 + n)} uncle ${ownWord(260 + n)} lives downstairs.`,
}))

/** A word without a neighbour. */
function ownWord(n: number): string {
  const syllables = ['bra', 'kel', 'mov', 'tis', 'dun', 'fer', 'gol']
  return [n % 7, Math.floor(n / 7) % 7, (n * 3 + 1) % 7, Math.floor(n / 49)].map((s) => syllables[s]).join('')
}

const client = testClient()
const prefix = testPrefix()
const empty = testPrefix()
before(async () => {
  await indexBlog({ posts, comments }, prefix)
})
after(async () => {
  for (const used of [prefix, empty]) await dropIndexes(used)
  await client.close()
})

async function generate(
  seed: number,
  count = 10,
  indexPrefix = prefix,
): Promise<Record<string, GeneratedKind['items']>> {
  const kinds: GeneratedKind[] = []
  const options = { seed, count, maxQueryLength: 200 }
  for await (const kind of generateQueries({ client, indexPrefix }, options)) kinds.push(kind)
  return Object.fromEntries(kinds.map(({ kind, items }) => [kind, items]))
}

/** What a post has, in lower case. */
const contentOf = (id: string | undefined) =>
  posts.filter((post) => post.id === id).map(({ title, text }) => `${title}\n${text}`.toLowerCase())[0] ?? ''

test('every kind that the blog has material for is made, as many as asked for and none twice', async () => {
  const kinds = await generate(1)
  assert.deepEqual(Object.keys(kinds), [
    'exact-title',
    'title-typo',
    'phrase',
    'typo-term',
    'pair-typo',
    'noharm',
    'comment',
  ])
  for (const kind of ['exact-title', 'title-typo', 'phrase', 'typo-term', 'comment']) {
    const queries = new Set(kinds[kind]?.map(({ q }) => q.toLowerCase()))
    assert.equal(queries.size, 10, kind)
  }
})

test('the same seed gives the same queries even after a reindex, another seed others', async () => {
  const first = await generate(3, 5)
  await indexBlog({ posts: posts.toReversed(), comments }, prefix)
  assert.deepEqual(await generate(3, 5), first)
  assert.notDeepEqual(await generate(4, 5), first)
})

test('a phrase is three to five plain words that its post alone has', async () => {
  for (const { q, ids } of (await generate(1)).phrase ?? []) {
    const having = posts.filter(({ id }) => contentOf(id).includes(q.toLowerCase())).map(({ id }) => id)
    assert.deepEqual(having, ids, q)
    assert.ok(splitWords(q).length >= 3 && splitWords(q).length <= 5, q)
    assert.doesNotMatch(q, /static|void|String/)
  }
})

test('a comment query expects the post of the comment that has it', async () => {
  for (const { q, ids } of (await generate(1)).comment ?? []) {
    const having = comments.filter(({ text }) => text.includes(q)).map(({ postId }) => postId)
    assert.deepEqual(having, ids, q)
  }
})

test('what is mistyped is no word of the blog', async () => {
  const kinds = await generate(1)
  const words = new Set(
    [...posts.map(({ id }) => contentOf(id)), ...comments.map(({ text }) => text)]
      .flatMap((text) => splitWords(text))
      .map(({ text }) => vocabularySpelling(text)),
  )
  for (const kind of ['title-typo', 'typo-term', 'pair-typo']) {
    for (const { q } of kinds[kind] ?? []) {
      const unknown = splitWords(q).filter(({ text }) => !words.has(vocabularySpelling(text)))
      assert.equal(unknown.length, 1, `${kind}: ${q}`)
    }
  }
})

test('a title that several posts share expects any of them; an id with a comma cannot be listed', async () => {
  const shared = testPrefix()
  const twins = ['a', 'b'].map((id) => ({ ...posts[0], id, url: `/${id}/` }))
  await indexBlog({ posts: [...twins, posts[8], { ...posts[9], id: 'x,y' }] }, shared)
  try {
    const items = (await generate(1, 10, shared))['exact-title'] ?? []
    assert.deepEqual(
      items.toSorted((a, b) => a.q.localeCompare(b.q)),
      [
        { q: posts[8]?.title, ids: [posts[8]?.id] },
        { q: posts[0]?.title, ids: ['a', 'b'] },
      ],
    )
  } finally {
    await dropIndexes(shared)
  }
})

test('a line has query, kind and ids', () => {
  const kinds = [{ kind: 'exact-title', items: [{ q: 'Old bread', ids: ['a', 'b'] }] }]
  assert.equal(formatQueries(kinds), 'Old bread\texact-title\ta,b\n')
})

test('without an index nothing is made, and the error says which is expected', async () => {
  const options = { seed: 1, count: 1, maxQueryLength: 200 }
  await assert.rejects(
    generateQueries({ client, indexPrefix: empty }, options).next(),
    (error) =>
      error instanceof InputError && error.message.startsWith(`${empty}-posts: expected an index, got none`),
  )
})
