import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { estypes } from '@elastic/elasticsearch'
import { splitWords } from '../../src/search/request/words.ts'
import { buildWordLookup, readKnown, readSuggestions } from '../../src/search/spelling/suggestions.ts'

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

test('a word lookup asks for each word in any field, and each suggester under its own name', () => {
  const words = splitWords('the Firefix')
  assert.deepEqual(
    buildWordLookup(words, words.slice(1), {
      fields: ['title', 'text'],
      suggesters: { suggest_title: 'title.spelling', suggest_text: 'text.spelling' },
    }),
    {
      size: 0,
      aggs: {
        words: {
          filters: {
            filters: {
              word_0: { multi_match: { query: 'the', fields: ['title', 'text'], operator: 'and' } },
              word_1: { multi_match: { query: 'Firefix', fields: ['title', 'text'], operator: 'and' } },
            },
          },
        },
      },
      suggest: {
        text: 'Firefix',
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
  const words = splitWords('dose of cdoe')
  assert.deepEqual(readKnown(words, [lookup([0, 9, 0]), lookup([1, 9, 0])]), [true, true, false])
})

test('suggestions belong to the word that they are for, at their place in it', () => {
  const words = splitWords("the  Firefix's wrold")
  const lookups = [
    lookup([1, 0, 0], {
      suggest_title: [{ text: 'wrold', offset: 14, options: [['world', 0.8, 3]] }],
      suggest_text: [
        { text: 'firefix', offset: 4, options: [['firefox', 0.86, 27]] },
        { text: 'wrold', offset: 14, options: [['world', 0.8, 40]] },
      ],
    }),
  ]
  const world = { from: 0, to: 5, text: 'world', score: 0.8 }
  assert.deepEqual(readSuggestions(words, lookups), [
    [],
    [{ suggester: 'suggest_text', from: 0, to: 7, text: 'firefox', score: 0.86, freq: 27 }],
    [
      { suggester: 'suggest_title', ...world, freq: 3 },
      { suggester: 'suggest_text', ...world, freq: 40 },
    ],
  ])
})
