import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentsQuery, postsQuery, type QueryParts } from '../../src/search/query/query.ts'
import { MAX_WORDS } from '../../src/search/ranking.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { parseText } from '../../src/search/request/parsed-query.ts'
import { splitWords } from '../../src/search/request/words.ts'
import { joinedTexts, positionsOf } from '../../src/search/spelling/positions.ts'
import { termsOf } from '../../src/search/spelling/terms.ts'

function parts(q: string, others: Partial<QueryParts> = {}): QueryParts {
  return {
    terms: termsOf(parseText(q), []),
    positions: positionsOf(parseText(q), []),
    joined: joinedTexts(parseText(q), []),
    matchable: 1,
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

test('a word is looked for in a row in title and text, and alone in labels', () => {
  assert.deepEqual(namesIn(postsQuery(parts('firefox'))), [
    'title: “firefox”',
    'text: “firefox”',
    'words: firefox',
    'words as spelled: firefox',
    'phrase',
    'phrase as typed',
    'exact title',
    'address: all of firefox',
    'author: firefox',
    ...ALWAYS,
  ])
})

test('several words are looked for as a phrase, each by itself, and near each other', () => {
  assert.deepEqual(namesIn(postsQuery(parts('the date format'))), [
    'title: “the date format”',
    'text: “the date format”',
    'words: date format',
    'words as spelled: date format',
    'near: date format',
    'phrase',
    'phrase as typed',
    'exact title',
    'author: all of the date format',
    'address: all of the date format',
    'author: date format',
    ...ALWAYS,
  ])
})

test('a word that stands twice weighs twice', () => {
  const { fields, boosts } = combinedFields(postsQuery(parts('kettle soap kettle')))
  assert.deepEqual(fields, ['title^2', 'labels^1', 'text^1'])
  assert.ok(Math.abs((boosts.get('kettle') ?? 0) - 2 * (boosts.get('soap') ?? 0)) < 1e-9)
})

test('an alternative has clauses of its own, and a word that must be corrected weighs as much as one typed right', () => {
  const q = 'firefix kettle'
  const options = [FIREFOX, { ...FIREFOX, text: 'fireflies', score: 0.1 }]
  const asked = {
    terms: termsOf(parseText(q), options),
    positions: positionsOf(parseText(q), options),
    joined: joinedTexts(parseText(q), options),
  }
  const { boosts } = combinedFields(postsQuery(parts(q, asked)))
  assert.ok((boosts.get('firefox') ?? 0) > 0)
  assert.equal(boosts.get('firefox'), boosts.get('kettle'))
  assert.equal(boosts.get('fireflies'), undefined, 'far less likely')
})

test('comments have no titles', () => {
  assert.deepEqual(namesIn(commentsQuery(parts('firefox'))), [
    'comment: “firefox”',
    'phrase',
    'phrase as typed',
  ])
})

/** What the words of a query are looked for in by their stems, and the boost of each word. */
function combinedFields(query: unknown): { fields: string[]; boosts: Map<string, number> } {
  const clauses = [...JSON.stringify(query).matchAll(/"combined_fields":(\{[^}]*"boost"[^}]*\})/g)].map(
    ([, json = '']) => JSON.parse(json) as { query: string; fields: string[]; boost: number },
  )
  const stems = clauses.filter(({ fields }) => fields.every((field) => !field.includes('spelling')))
  const boosts = stems.flatMap(({ query: words, boost }) =>
    words.split(' ').map((word): [string, number] => [word, boost]),
  )
  return { fields: stems[0]?.fields ?? [], boosts: new Map(boosts) }
}

test('without debugging nothing has a name', () => {
  assert.deepEqual(namesIn(postsQuery(parts('date format', { input: plainInput('date format') }))), [])
})

test('a post must have two of many words, a comment three quarters', () => {
  const asked = parts('how to parse dates and times without tears', { matchable: 5 })
  assert.match(JSON.stringify(postsQuery(asked)), /"minimum_should_match":2/)
  assert.match(JSON.stringify(commentsQuery(asked)), /"minimum_should_match":4/)
  const few = JSON.stringify(postsQuery(parts('parse dates without tears', { matchable: 4 })))
  assert.ok(!few.includes('"minimum_should_match":2'))
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

test('the beginning of a code is looked for as one, that of a word by the words that it begins', () => {
  const typed = (q: string) =>
    JSON.stringify(postsQuery(parts(q, { input: plainInput(q, { prefix: true }) })))
  assert.ok(typed('using log4n').includes('"type":"phrase_prefix"'))
  assert.ok(!typed('date form').includes('"type":"phrase_prefix"'))
})

/** Leaves that Elasticsearch may count against indices.query.bool.max_clause_count, which is 1,024 at least: a term of each field and form. */
function countClauses(query: unknown): number {
  if (Array.isArray(query)) return query.reduce((sum: number, part) => sum + countClauses(part), 0)
  if (typeof query !== 'object' || query === null) return 0
  return Object.entries(query).reduce((sum, [name, value]) => {
    const fields = name === 'combined_fields' || name === 'multi_match' ? (value.fields?.length ?? 1) : 1
    const text = typeof value?.query === 'string' ? value.query : undefined
    return sum + (text === undefined ? countClauses(value) : fields * splitWords(text).length)
  }, 0)
}

test('no query comes near the least number of clauses that Elasticsearch allows, whatever its words and operators', () => {
  const words = Array.from({ length: 400 }, (_, i) => `w${String.fromCharCode(97 + (i % 26))}${i}`)
  const q = words.join(' ')
  const options = words.slice(0, 8).flatMap((word, w) =>
    Array.from({ length: 16 }, (_, i) => ({
      start: q.indexOf(word),
      end: q.indexOf(word) + word.length,
      text: `other${w}x${i}`,
      score: 0.5 - i / 100,
      freq: 1,
    })),
  )
  const input = plainInput(q, {
    debug: true,
    phrases: words.slice(0, 20).map((_, i) => words.slice(i * 20, i * 20 + 20).join(' ')),
    excluded: words.slice(0, 20).map((_, i) => words.slice(i * 20, i * 20 + 20).join(' ')),
  })
  const query = postsQuery(
    parts(q, {
      terms: termsOf(parseText(q), options),
      positions: positionsOf(parseText(q), options).slice(0, MAX_WORDS),
      joined: joinedTexts(parseText(q), options),
      matchable: 400,
      input,
    }),
  )
  const counted = countClauses(query)
  assert.ok(counted > 200 && counted < 800, `${counted}`)
})
