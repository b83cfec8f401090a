import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainInput } from '../../src/search/input.ts'
import { commentsQuery, postsQuery, type QueryParts } from '../../src/search/query.ts'
import { slotsOf } from '../../src/search/slots.ts'
import { termsOf } from '../../src/search/terms.ts'

function parts(q: string, others: Partial<QueryParts> = {}): QueryParts {
  return {
    terms: termsOf(q, []),
    slots: slotsOf(q, []),
    findable: 1,
    all: false,
    language: 'en',
    input: plainInput(q, { debug: true }),
    ...others,
  }
}

/** Of every query for posts. */
const ALWAYS = ['freshness', 'popularity']

const FIREFOX = { start: 0, end: 7, text: 'firefox', score: 0.86, freq: 1 }

function namesIn(query: unknown): string[] {
  return [...JSON.stringify(query).matchAll(/"_name":"((?:[^"\\\\]|\\\\.)*)"/g)].map(([, name = '']) => name)
}

test('a word is looked for in title and text, above the tiers', () => {
  assert.deepEqual(namesIn(postsQuery(parts('firefox'))), [
    'title: “firefox”',
    'text: “firefox”',
    'phrase',
    'phrase as typed',
    'exact title',
    'author: firefox',
    ...ALWAYS,
  ])
})

test('several words are looked for as a phrase, near each other, all and each', () => {
  assert.deepEqual(namesIn(postsQuery(parts('the date format'))), [
    'title: “the date format”',
    'text: “the date format”',
    'title: date format',
    'text: date format',
    'all words',
    'near',
    'phrase',
    'phrase as typed',
    'exact title',
    'author: date format',
    ...ALWAYS,
  ])
})

test('an alternative has clauses of its own and a tier below what was typed', () => {
  const q = 'firefix'
  const query = postsQuery(parts(q, { terms: termsOf(q, [FIREFOX]), slots: slotsOf(q, [FIREFOX]) }))
  assert.deepEqual(namesIn(query), [
    'title: “firefix”',
    'text: “firefix”',
    'title: “firefox”',
    'text: “firefox”',
    'phrase',
    'phrase as typed',
    'exact title',
    'author: firefix firefox',
    ...ALWAYS,
  ])
})

test('comments have no titles', () => {
  assert.deepEqual(namesIn(commentsQuery(parts('firefox'))), [
    'comment: “firefox”',
    'phrase',
    'phrase as typed',
  ])
})

test('without debugging nothing has a name', () => {
  assert.deepEqual(namesIn(postsQuery(parts('date format', { input: plainInput('date format') }))), [])
})

test('a post must have a quarter of the words, a comment three quarters', () => {
  const asked = parts('how to parse dates and times without tears', { findable: 5 })
  assert.match(JSON.stringify(postsQuery(asked)), /"minimum_should_match":2/)
  assert.match(JSON.stringify(commentsQuery(asked)), /"minimum_should_match":4/)
})

test('in titles only, texts and comments are not asked', () => {
  const asked = parts('firefox', { input: plainInput('firefox', { debug: true, titleOnly: true }) })
  assert.deepEqual(namesIn(postsQuery(asked)), [
    'title: “firefox”',
    'phrase',
    'phrase as typed',
    'exact title',
    ...ALWAYS,
  ])
  assert.deepEqual(commentsQuery(asked), { match_none: {} })
})

test('a last word that may be a beginning is looked for as one', () => {
  const q = 'date form'
  const query = JSON.stringify(postsQuery(parts(q, { input: plainInput(q, { prefix: true }) })))
  assert.ok(query.includes('"type":"phrase_prefix"'))
  assert.ok(query.includes('"type":"bool_prefix"'))
})

test('no query has more than 60 clauses, however many alternatives there are', () => {
  const q = 'one two three four five six seven eight'
  const options = [...q.matchAll(/\w+/g)].flatMap(({ 0: word, index }) =>
    Array.from({ length: 16 }, (_, i) => ({
      start: index,
      end: index + word.length,
      text: `${word}x${i}`,
      score: 0.5 - i / 100,
      freq: 1,
    })),
  )
  const query = postsQuery(parts(q, { terms: termsOf(q, options), slots: slotsOf(q, options), findable: 8 }))
  const clauses = JSON.stringify(query).match(
    /"(?:multi_match|match|match_phrase|term|terms)":\{"(?:query"|title\.exact)/g,
  )
  assert.ok((clauses ?? []).length <= 200, `${clauses?.length}`)
})
