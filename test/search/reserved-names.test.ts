import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

/** Names that every object of JavaScript has. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
const client = testClient()
const prefix = testPrefix()

before(() =>
  indexBlog(
    {
      posts: NAMES.map((name) => ({
        id: name,
        url: `https://blog.example/${name}`,
        title: `On ${name}`,
        text: `Every object has ${name}, as a kettle has a lid.`,
        categories: [name],
        tags: [name],
        author: name,
        date: '2020-01-02',
      })),
      comments: NAMES.map((name) => ({ id: name, postId: name, text: `My teapot has no ${name}.` })),
    },
    prefix,
  ),
)
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const ask = (q: string, others: Partial<Parameters<typeof search>[1]> = {}) =>
  search({ client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' }, plainInput(q, others))

for (const name of NAMES) {
  test(`${name} is a word, an id, a category and an author like others`, async () => {
    const { results, terms } = await ask(name)
    assert.deepEqual([results[0]?.id, terms[0]?.term], [name, name])
    const filtered = await ask('kettle', { categories: [name] })
    assert.deepEqual(
      filtered.results.map(({ id, title, author }) => [id, title, author]),
      [[name, `On ${name}`, name]],
    )
    assert.deepEqual(filtered.facets.categories, [{ value: name, posts: 1 }])
  })
}

test('posts that only their comments find are counted by such names too', async () => {
  const { results, facets } = await ask('teapot')
  assert.deepEqual(
    results.map(({ id, comments }) => [id, comments.length]).sort(),
    NAMES.map((name) => [name, 1]).sort(),
  )
  assert.deepEqual(facets.categories.map(({ value }) => value).sort(), [...NAMES].sort())
})

test('a misspelled one is corrected', async () => {
  const { terms, results } = await ask('constructer')
  assert.ok(terms.some(({ term }) => term === 'constructor'))
  assert.equal(results[0]?.id, 'constructor')
})
