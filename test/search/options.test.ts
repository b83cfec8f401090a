import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { estypes } from '@elastic/elasticsearch'
import { correctable, readVocabulary, weighOptions } from '../../src/search/options.ts'
import { splitWords } from '../../src/search/words.ts'

function answer(words: Record<string, number>): estypes.MsearchMultiSearchItem {
  const hits = Object.entries(words).map(([word, documents]) => ({
    _index: 'words',
    fields: { word: [word], documents: [documents] },
  }))
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, failed: 0 },
    hits: { hits },
  }
}

test('the vocabulary is asked for words, not for codes, numbers and short words', () => {
  const words = correctable(splitWords('is Firefix node.js x86 2019'))
  assert.deepEqual(
    words.map((word) => word.text),
    ['Firefix'],
  )
})

test('the likeliest words come first, and those that nobody meant are left out', () => {
  const words = splitWords('my Firefix')
  const options = readVocabulary(
    words,
    [answer({}), answer({ garden: 90, firefly: 3, firefox: 3 })],
    () => 'unknown',
  )
  assert.deepEqual(
    options.map(({ start, end, text }) => [start, end, text]),
    [
      [3, 10, 'firefox'],
      [3, 10, 'firefly'],
    ],
  )
})

test('a known word has no options', () => {
  const words = splitWords('dose')
  assert.deepEqual(
    readVocabulary(words, [answer({ does: 90 })], () => 'known'),
    [],
  )
})

test('a doubtful word has options that are far more frequent only', () => {
  const words = splitWords('recieve')
  const options = (own: number) =>
    readVocabulary(words, [answer({ recieve: own, receive: 60, relieve: 5 })], () => 'doubtful')
  assert.deepEqual(
    options(3).map(({ text }) => text),
    ['receive'],
  )
  assert.deepEqual(options(4), [])
})

test('a spelling of both sources is one option, and what only a suggester offers is weighed alike', () => {
  const q = 'wrold'
  const found = readVocabulary(splitWords(q), [answer({ world: 5 })], () => 'unknown')
  const suggested = [
    { start: 0, end: 5, text: 'world', score: 0.8, freq: 4 },
    { start: 0, end: 5, text: 'wold', score: 0.75, freq: 1 },
  ]
  const options = weighOptions(q, suggested, found)
  assert.deepEqual(
    options.map(({ text, freq }) => [text, freq]),
    [
      ['world', 5],
      ['wold', 1],
    ],
  )
  assert.ok((options[0]?.score ?? 0) > (options[1]?.score ?? 1))
})
