import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentsQuery, fallbackWords, postsQuery, type QueryParts } from '../../src/search/query.ts'
import { termsOf } from '../../src/search/terms.ts'

function parts(q: string, others: Partial<QueryParts> = {}): QueryParts {
  const filters = { categories: [], keywords: [] }
  return { terms: termsOf(q, []), strategy: 'match_phrase', language: 'en', filters, named: false, ...others }
}

test('posts are the OR of each term in title and text, by stems and as spelled', () => {
  assert.deepEqual(postsQuery(parts('date format')), {
    bool: {
      should: [
        { match_phrase: { title: { query: 'date format', boost: 0.55 } } },
        { match_phrase: { 'title.spelling': { query: 'date format', boost: 2.2 } } },
        { match_phrase: { text: { query: 'date format', boost: 0.275 } } },
        { match_phrase: { 'text.spelling': { query: 'date format', boost: 1.1 } } },
      ],
      minimum_should_match: 1,
    },
  })
})

test('comments are the OR of the same terms, and filters give no points', () => {
  const filters = { categories: ['web'], keywords: ['firefox'] }
  assert.deepEqual(commentsQuery(parts('date format', { strategy: 'match', filters })), {
    bool: {
      should: [
        { match: { comment: { query: 'date format', boost: 0.275 } } },
        { match: { 'comment.spelling': { query: 'date format', boost: 1.1 } } },
      ],
      minimum_should_match: 1,
      filter: [
        { term: { categories: 'web' } },
        { bool: { should: [{ term: { tags: 'firefox' } }, { term: { keywords: 'firefox' } }] } },
      ],
    },
  })
})

test('for debugging every scoring clause has a name of its own', () => {
  const terms = termsOf('firefix', [{ start: 0, end: 7, text: 'firefox', score: 0.86, freq: 1 }])
  const names = JSON.stringify(postsQuery(parts('firefix', { terms, named: true }))).match(/"_name":"[^"]+"/g)
  assert.deepEqual(names, [
    '"_name":"title: firefix"',
    '"_name":"title.spelling: firefix"',
    '"_name":"text: firefix"',
    '"_name":"text.spelling: firefix"',
    '"_name":"title: firefox"',
    '"_name":"title.spelling: firefox"',
    '"_name":"text: firefox"',
    '"_name":"text.spelling: firefox"',
  ])
})

test('the fallback does without the stop words of the language', () => {
  assert.deepEqual(fallbackWords('the flights to Paris', 'en'), ['flights', 'Paris'])
  assert.deepEqual(fallbackWords('die Reise nach Paris', 'de'), ['Reise', 'Paris'])
})

test('a query of stop words only keeps them all', () => {
  assert.deepEqual(fallbackWords('to be or not to be', 'en'), ['to', 'be', 'or', 'not', 'to', 'be'])
})

test('for posts in another language the fallback drops the stop words of theirs, each clause named outside its filter', () => {
  const inNoOther = { bool: { must_not: [{ terms: { language: ['de', 'fr', 'es'] } }] } }
  const inLanguage = (query: string, filter: object, language: string) =>
    [
      ['comment', 0.275],
      ['comment.spelling', 1.1],
    ].map(([field, boost]) => ({
      bool: {
        must: [{ match: { [String(field)]: { query, boost } } }],
        filter: [filter],
        _name: `${field}: ${query} (${language})`,
      },
    }))
  assert.deepEqual(commentsQuery(parts('the die', { strategy: 'match', named: true })), {
    bool: {
      should: [
        ...inLanguage('die', inNoOther, 'en'),
        ...inLanguage('the', { term: { language: 'de' } }, 'de'),
        ...inLanguage('the die', { term: { language: 'fr' } }, 'fr'),
        ...inLanguage('the die', { term: { language: 'es' } }, 'es'),
      ],
      minimum_should_match: 1,
    },
  })
})
