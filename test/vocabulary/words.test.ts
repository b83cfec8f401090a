import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gramsOf } from '../../src/vocabulary/grams.ts'
import { WordCounter } from '../../src/vocabulary/word-counter.ts'
import { isSuggestible, vocabularySpelling, wordsOf } from '../../src/vocabulary/words-of.ts'

test('words are lower case, without accents and possessive endings, each once', () => {
  assert.deepEqual(
    [...wordsOf('Mara’s Café: the café, Crème brûlée. Don’t!')],
    ['mara', 'cafe', 'the', 'creme', 'brulee', 'don’t'],
  )
  assert.equal(vocabularySpelling('Firefix'), 'firefix')
})

test('codes, numbers and short words are never suggested nor corrected', () => {
  for (const word of ['1.5', 'x86', 'snake_case', 'node.js', 'is', 'a'.repeat(41)]) {
    assert.equal(isSuggestible(word), false, word)
  }
  assert.ok(isSuggestible('firefox'))
})

test('grams are pairs and triples with the ends marked', () => {
  assert.deepEqual(gramsOf('abc'), ['^a', 'ab', 'bc', 'c$', '^ab', 'abc', 'bc$'])
})

test('a word counts once a document, wherever it stands', () => {
  const counter = new WordCounter()
  counter.add('Firefox tips', 'Firefox firefox')
  counter.add('firefox')
  assert.deepEqual(
    [...counter.words()].map(({ word, documents }) => [word, documents]),
    [
      ['firefox', 2],
      ['tips', 1],
    ],
  )
})

test('with more words than fit the rare ones are forgotten, the frequent ones kept', () => {
  const counter = new WordCounter(10)
  for (let i = 0; i < 5; i++) counter.add('often')
  for (let i = 0; i < 30; i++) counter.add(`rare${String.fromCharCode(97 + i)}`)
  assert.ok(counter.size <= 10)
  assert.ok([...counter.words()].some(({ word }) => word === 'often'))
})
