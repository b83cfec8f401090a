import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { estypes } from '@elastic/elasticsearch'
import { splitWords, type Word } from '../../src/search/request/words.ts'
import { correctable, readCandidateWords, weighOptions } from '../../src/search/spelling/options.ts'

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
  const { inVocabulary, options } = readCandidateWords(
    firstWord('Firefix'),
    answer({ garden: 90, firefly: 3, firefox: 3 }),
    false,
  )
  assert.deepEqual([inVocabulary, options.map(({ text }) => text)], [false, ['firefox', 'firefly']])
})

test('a known word has options that are far more frequent only', () => {
  const options = (own: number) =>
    readCandidateWords(firstWord('recieve'), answer({ recieve: own, receive: 60, relieve: 5 }), true)
  assert.deepEqual(
    options(3).options.map(({ text }) => text),
    ['receive'],
  )
  assert.deepEqual(options(4).options, [])
})

test('a word that the vocabulary has is known, whatever texts say', () => {
  const { inVocabulary, options } = readCandidateWords(
    firstWord('Node'),
    answer({ node: 3, nodes: 4 }),
    false,
  )
  assert.deepEqual([inVocabulary, options], [true, []])
})

test('a word that is known by another form alone has all options', () => {
  assert.deepEqual(
    readCandidateWords(firstWord('dose'), answer({ does: 90, doses: 1 }), true).options.map(
      ({ text }) => text,
    ),
    ['does', 'doses'],
  )
})

test('a spelling of both sources is one option, and what only a suggester offers is weighed alike', () => {
  const found = [{ start: 0, end: 5, text: 'world', score: 0.3, freq: 5 }]
  const suggested = [
    { start: 0, end: 5, text: 'world', score: 0.8, freq: 4 },
    { start: 0, end: 5, text: 'wold', score: 0.75, freq: 1 },
  ]
  const options = weighOptions('wrold', suggested, found)
  assert.deepEqual(
    options.map(({ text, freq }) => [text, freq]),
    [
      ['world', 5],
      ['wold', 1],
    ],
  )
  assert.ok((options[1]?.score ?? 0) < 0.75)
})

function firstWord(q: string): Word {
  const [word] = splitWords(q)
  if (word === undefined) throw new Error(`${q} has no word`)
  return word
}
