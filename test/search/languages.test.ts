import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

const client = testClient()
const prefix = testPrefix()

const POSTS = [
  { id: 'wells', title: 'Digging wells', text: 'Three men and a spade.' },
  { id: 'welle', title: 'Welle', text: 'Eine Welle und noch eine Welle vor Warnemünde.', lang: 'de' },
  { id: 'tests', title: 'Testing', text: 'We tested the relations of the parts.', lang: 'en-GB' },
  { id: 'teste', title: 'Prüfung', text: 'Ich teste die Relation, im 東京 getUserName.', lang: 'de' },
].map((post) => ({ url: `https://blog.example/${post.id}`, ...post }))
const COMMENTS = [{ id: '1', postId: 'welle', text: 'Schöne Bilder aus Rostock.' }]

async function find(q: string) {
  const input = plainInput(q, { fuzzy: false })
  const answer = await search({ client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' }, input)
  return answer.results
}

before(async () => {
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const samples: [string, string[]][] = [
  ['well', ['wells']],
  ['welle', ['welle', 'wells']],
  ['welles', ['wells']],
  ['test', ['tests']],
  ['relation', ['teste', 'tests']],
  ['relate', ['tests']],
  ['Wellen vor Warnemünde', ['welle']],
  ['wellen', []],
  ['Warnemunde', ['welle']],
  ['東京', ['teste']],
  ['user name', ['teste']],
  ['schöne bilder', ['welle']],
  ['schöne bild', []],
]
for (const [q, expected] of samples) {
  test(`the blog's stemmer leaves posts of other languages alone: ${q}`, async () => {
    assert.deepEqual((await find(q)).map(({ id }) => id).sort(), expected)
  })
}

test('what is shown of a post in another language is as it was written', async () => {
  const [post] = await find('welle')
  assert.equal(post?.title, 'Welle')
  assert.deepEqual(post?.highlights.title, [{ text: 'Welle', hit: true }])
  assert.equal(post?.highlights.text[0]?.[0]?.text, 'Eine ')
  const [commented] = await find('bilder')
  assert.equal(commented?.title, 'Welle')
  assert.equal(commented?.comments[0]?.highlights[0]?.map(({ text }) => text).join(''), COMMENTS[0]?.text)
})
