import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { estypes } from '@elastic/elasticsearch'
import type { Answers } from '../../src/elastic/ask.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { parseQuery } from '../../src/search/request/parsed-query.ts'
import {
  readSpelling,
  type SpellingPart,
  spellingSearches,
  wordQuestion,
} from '../../src/search/spelling/spelling.ts'
import type { WordFacts } from '../../src/search/spelling/word-facts.ts'
import { memoryIn, NO_MEMORY, type WordMemory } from '../../src/search/spelling/word-memory.ts'

const ALIASES = { posts: 'posts', comments: 'comments', words: 'words' }

/** The answer to one search about words: how many documents have each, what a suggester offers, and the vocabulary's words. */
function answer(parts: {
  counts?: number[]
  offers?: { text: string; offset: number; options: [string, number, number][] }[]
  words?: Record<string, number>
}): estypes.MsearchMultiSearchItem {
  const { counts = [], offers = [], words = {} } = parts
  const buckets = Object.fromEntries(counts.map((doc_count, i) => [`word_${i}`, { doc_count }]))
  const suggest_text = offers.map(({ text, offset, options }) => ({
    text,
    offset,
    length: text.length,
    options: options.map(([option, score, freq]) => ({ text: option, score, freq })),
  }))
  const hits = Object.entries(words).map(([word, documents]) => ({
    _index: 'words',
    fields: { word: [word], documents: [documents] },
  }))
  const whole = { total: 1, successful: 1, failed: 0 }
  return {
    took: 1,
    timed_out: false,
    _shards: whole,
    hits: { hits },
    aggregations: { words: { buckets } },
    suggest: { suggest_text },
  }
}

/** The answers to all searches about words: empty ones, but for those that are given. */
function answers(parts: Partial<Answers<SpellingPart>>): Answers<SpellingPart> {
  const empty = [answer({})]
  return {
    completions: empty,
    partings: empty,
    wordsInPosts: empty,
    wordsInComments: empty,
    candidates: empty,
    ...parts,
  }
}

function spell(q: string, parts: Partial<Answers<SpellingPart>>) {
  const input = plainInput(q)
  return readSpelling(input, wordQuestion(input), answers(parts), {
    row: false,
    given: [],
    memory: NO_MEMORY,
  })
}

test('an option of a suggester for a known word is not used, whatever a single field misses', () => {
  const lookup = answer({
    counts: [3],
    offers: [{ text: 'dose', offset: 0, options: [['does', 0.75, 40]] }],
  })
  const { terms, seen } = spell('dose', {
    wordsInPosts: [lookup],
    wordsInComments: [answer({ counts: [0] })],
  })
  assert.deepEqual([terms.length, seen[0]?.outcome], [1, 'not used: the word as typed is known'])
})

test('an option of a suggester below the least score is not used', () => {
  const lookup = answer({
    counts: [0],
    offers: [
      {
        text: 'zzfox',
        offset: 0,
        options: [
          ['fox', 0.8, 2],
          ['zfo', 0.59, 2],
        ],
      },
    ],
  })
  const { seen } = spell('zzfox', { wordsInPosts: [lookup], wordsInComments: [answer({ counts: [0] })] })
  assert.deepEqual(
    seen.map(({ option, outcome }) => [option, outcome]),
    [
      ['fox', 'used'],
      ['zfo', 'not used: its score is below 0.6'],
    ],
  )
})

/** A memory that tells what it holds. */
function memoryOf(entries: Record<string, WordFacts>): WordMemory & { held: Map<string, WordFacts> } {
  const held = new Map(Object.entries(entries))
  return { held, ...memoryIn(held) }
}

test('nothing is asked about words that are remembered', () => {
  const facts: WordFacts = { known: true, options: [], suggested: [] }
  const memory = memoryOf({ slow: facts, kettle: facts })
  const asked = (q: string) => {
    const searches = Object.entries(spellingSearches(wordQuestion(plainInput(q), memory), ALIASES))
    return searches.flatMap(([part, ofPart]) => ofPart.map(({ index }) => `${part}: ${index}`))
  }
  assert.deepEqual(asked('slow'), [])
  assert.deepEqual(asked('slow boat'), [
    'completions: words',
    'partings: words',
    'wordsInPosts: posts',
    'wordsInComments: comments',
    'candidates: words',
  ])
})

test('what is remembered of a misspelled word gives the same alternatives as asking anew', () => {
  const memory = memoryOf({})
  const input = plainInput('the wrold')
  const offers = [
    { text: 'wrold', offset: 0, options: [['wold', 0.75, 1] satisfies [string, number, number]] },
  ]
  const told = answers({
    wordsInPosts: [answer({ counts: [1, 0], offers })],
    wordsInComments: [answer({ counts: [1, 0] })],
    candidates: [answer({ words: { world: 5 } })],
  })
  const how = { row: false, given: [], memory }
  const asked = readSpelling(input, wordQuestion(input, memory), told, how)
  const remembered = readSpelling(input, wordQuestion(input, memory), answers({}), how)
  assert.deepEqual(
    asked.terms.map(({ term }) => term),
    ['the wrold', 'the world', 'the wold'],
  )
  assert.deepEqual(remembered.terms, asked.terms)
})

test('what is not asked in full is not remembered: quoted words', () => {
  const memory = memoryOf({})
  const input = plainInput('slow wrold', {
    query: parseQuery('slow wrold', [{ start: 0, end: 4 }]),
    prefix: true,
  })
  const told = answers({
    wordsInPosts: [answer({ counts: [1, 1] })],
    wordsInComments: [answer({ counts: [1, 1] })],
    candidates: [answer({ words: { world: 5 } })],
  })
  readSpelling(input, wordQuestion(input, memory), told, { row: true, given: [], memory })
  assert.deepEqual([...memory.held.keys()], ['wrold'])
})
