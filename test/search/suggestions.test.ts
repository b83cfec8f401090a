import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { estypes } from '@elastic/elasticsearch'
import { buildWordLookup, knownWords, readOptions } from '../../src/search/suggestions.ts'
import { splitWords } from '../../src/search/words.ts'

/** The answer of a word lookup: how many documents have each word, and the suggesters' entries. */
function lookup(
  counts: number[],
  suggest: Record<string, { text: string; offset: number; options: [string, number, number][] }[]> = {},
): estypes.MsearchMultiSearchItem {
  const buckets = Object.fromEntries(counts.map((doc_count, i) => [`word_${i}`, { doc_count }]))
  const entries = Object.entries(suggest).map(([name, list]) => [
    name,
    list.map(({ text, offset, options }) => ({
      text,
      offset,
      length: text.length,
      options: options.map(([option, score, freq]) => ({ text: option, score, freq })),
    })),
  ])
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, failed: 0 },
    hits: { hits: [] },
    aggregations: { words: { buckets } },
    suggest: Object.fromEntries(entries),
  }
}

test('a word lookup asks for each word in any spelling field, and each suggester under its own name', () => {
  const q = 'Firefix node.js'
  assert.deepEqual(
    buildWordLookup(q, splitWords(q), {
      suggesters: { suggest_title: 'title.spelling', suggest_text: 'text.spelling' },
      others: [],
      prefix: false,
    }),
    {
      size: 0,
      aggs: {
        words: {
          filters: {
            filters: {
              word_0: {
                bool: {
                  should: [
                    { match: { 'title.spelling': { query: 'Firefix', operator: 'and' } } },
                    { match: { 'text.spelling': { query: 'Firefix', operator: 'and' } } },
                  ],
                },
              },
              word_1: {
                bool: {
                  should: [
                    { match: { 'title.spelling': { query: 'node.js', operator: 'and' } } },
                    { match: { 'text.spelling': { query: 'node.js', operator: 'and' } } },
                  ],
                },
              },
            },
          },
        },
      },
      suggest: {
        text: q,
        suggest_title: {
          term: { field: 'title.spelling', prefix_length: 0, min_word_length: 3, max_edits: 2, size: 8 },
        },
        suggest_text: {
          term: { field: 'text.spelling', prefix_length: 0, min_word_length: 3, max_edits: 2, size: 8 },
        },
      },
    },
  )
})

test('a word that only comments have is known', () => {
  const words = splitWords('dose of code')
  const known = knownWords(words, [lookup([0, 9, 9]), lookup([1, 9, 9])])
  assert.deepEqual(
    [...known].map((word) => word.text),
    ['dose', 'of', 'code'],
  )
})

test('a known word gets no alternative, whatever a single field misses', () => {
  const words = splitWords('dose')
  const lookups = [
    lookup([3], { suggest_title: [{ text: 'dose', offset: 0, options: [['does', 0.75, 40]] }] }),
    lookup([0]),
  ]
  const { options, seen } = readOptions(lookups, knownWords(words, lookups))
  assert.deepEqual(options, [])
  assert.deepEqual(
    seen.map((option) => option.outcome),
    ['not used: the word as typed is known'],
  )
})

test('an option below the least score is not used', () => {
  const lookups = [
    lookup([0], {
      suggest_text: [
        {
          text: 'firefix',
          offset: 0,
          options: [
            ['firefox', 0.86, 27],
            ['fire', 0.59, 99],
          ],
        },
      ],
    }),
    lookup([0]),
  ]
  const { options, seen } = readOptions(lookups, new Set())
  assert.deepEqual(options, [{ start: 0, end: 7, text: 'firefox', score: 0.86, freq: 27 }])
  assert.equal(seen[1]?.outcome, 'not used: its score is below 0.6')
})

test('an option that several suggesters give counts once, with its highest document frequency', () => {
  const entry = (freq: number) => [
    { text: 'wrold', offset: 6, options: [['world', 0.8, freq]] as [string, number, number][] },
  ]
  const lookups = [
    lookup([1, 0], { suggest_title: entry(3), suggest_text: entry(40) }),
    lookup([1, 0], { suggest_comment: entry(7) }),
  ]
  const { options, seen } = readOptions(lookups, new Set())
  assert.deepEqual(options, [{ start: 6, end: 11, text: 'world', score: 0.8, freq: 40 }])
  assert.deepEqual(
    seen.map((option) => option.suggester),
    ['suggest_title', 'suggest_text', 'suggest_comment'],
  )
})
