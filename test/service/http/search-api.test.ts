import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { plainInput } from '../../../src/search/request/input.ts'
import { startApp } from './start-app.ts'

describe('GET /api/v1/search', () => {
  test('answers as JSON that is never cached', async (t) => {
    const { url } = await startApp(t)
    const response = await fetch(`${url}/api/v1/search?q=firefox`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    const answer = SearchAnswer.parse(await response.json())
    assert.equal(answer.results[0]?.id, 'firefox-tabs')
    assert.equal(answer.debug, undefined)
  })

  test('searches for what the parameters say', async (t) => {
    const { url, inputs } = await startApp(t)
    await fetch(`${url}/api/v1/search?q=%20date+format&page=2&size=5&category=a%2Fb&keyword=js&debug-search`)
    const names = { categories: [], keywords: [], facets: [], sites: [], authors: [], languages: [] }
    const typed = { excluded: [], ...names }
    const chosen = { categories: ['a/b'], keywords: ['js'], typed }
    assert.deepEqual(inputs, [plainInput('date format', { page: 2, size: 5, ...chosen, debug: true })])
  })

  test('adds the breakdown for debug-search, whatever its value', async (t) => {
    const { url } = await startApp(t)
    for (const flag of ['debug-search', 'debug-search=', 'debug-search=false']) {
      const answer = SearchAnswer.parse(await (await fetch(`${url}/api/v1/search?q=a&${flag}`)).json())
      assert.equal(answer.debug?.requests.length, 1)
    }
  })

  test('refuses what is wrong with all parameters at once, without searching', async (t) => {
    const { url, inputs } = await startApp(t)
    const response = await fetch(`${url}/api/v1/search?size=10abc&page=5000&category=a&category=b&x=1`)
    assert.equal(response.status, 400)
    assert.deepEqual(await response.json(), {
      errors: [
        { field: 'q', code: 'missing', message: 'q: expected a text to search for' },
        {
          field: 'page',
          code: 'too_deep',
          message: 'page: expected page x size of at most 1000, got page 5000 of size 1',
        },
        {
          field: 'size',
          code: 'invalid',
          message: 'size: expected a whole number from 1 to 50, got "10abc"',
        },
        { field: 'category', code: 'repeated', message: 'category: expected once, got 2 times' },
        {
          field: 'x',
          code: 'unknown',
          message:
            '"x" is no parameter of a search; expected q, page, size, sort, category, keyword, facet, site, author, lang, after, before, in, no, phrase, exclude, prefix, debug-search, with, debug-post',
        },
      ],
    })
    assert.deepEqual(inputs, [])
  })

  const refused: Record<string, string[]> = {
    'q=': ['q missing'],
    'q=a&q=b': ['q repeated'],
    'q=a%00b': ['q invalid'],
    [`q=${'a'.repeat(201)}`]: ['q too_long'],
    [`q=${'a'.repeat(20_000)}`]: ['q too_long'],
    'q=%zz': ['q invalid'],
    'q=100%': ['q invalid'],
    'q=%ff&page=x': ['q invalid', 'page invalid'],
    'q=a&page=101': ['page too_deep'],
    'q=a&Q=b': ['Q unknown'],
    'q[]=a': ['q missing', 'q[] unknown'],
    'q=a&__proto__=1&constructor=2': ['__proto__ unknown', 'constructor unknown'],
  }
  for (const [query, expected] of Object.entries(refused)) {
    test(`${query.slice(0, 40)} gives ${expected.join(', ')}`, async (t) => {
      const { url } = await startApp(t)
      const response = await fetch(`${url}/api/v1/search?${query}`)
      assert.equal(response.status, 400)
      const { errors }: { errors: { field: string; code: string }[] } = await response.json()
      assert.deepEqual(
        errors.map(({ field, code }) => `${field} ${code}`),
        expected,
      )
    })
  }

  test('takes a query as long as the setting allows, in the longest of encodings', async (t) => {
    const { url, inputs } = await startApp(t, { env: { MAX_QUERY_LENGTH: '10000' } })
    const q = '🦊'.repeat(10_000)
    const response = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(q)}`)
    assert.equal(response.status, 200)
    assert.equal(inputs[0]?.query.text, q)
  })
})
