import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gramsOf } from '../../../src/content/words/grams.ts'
import { WordCounter } from '../../../src/content/words/word-counter.ts'
import { isSuggestible, vocabularySpelling, wordsOf } from '../../../src/content/words/words-of.ts'

test('words are lower case, without accents and possessive endings, each once', () => {
  assert.deepEqual(
    [...wordsOf('Mara’s Café: the café, Crème brûlée. Don’t!')],
    ['mara', 'cafe', 'the', 'creme', 'brulee', "don't"],
  )
  assert.equal(vocabularySpelling('Firefix'), 'firefix')
})

test('words stand as the index has them', () => {
  assert.deepEqual([...wordsOf('l’amour d’été')], ['amour', 'ete'])
  assert.deepEqual([...wordsOf('який हिन्दी')], ['який', 'हिन्दी'])
  assert.deepEqual([...wordsOf('東京都 カタカナ 한국어')], [])
})

test('code words are not among the words, but their parts are', () => {
  assert.deepEqual(
    [
      ...wordsOf(
        'node.js C++ F# .NET --force snake_case getUserName HTMLParser ArgumentNullException x86 2.0',
      ),
    ],
    ['node', 'net', 'force', 'snake', 'case', 'get', 'user', 'name', 'htmlparser', 'html', 'parser'].concat([
      'argument',
      'null',
      'exception',
    ]),
  )
  assert.deepEqual(
    [...wordsOf('JavaScript iPhone macOS URLs')],
    [...['javascript', 'java', 'script', 'iphone', 'phone', 'macos', 'mac', 'urls']],
  )
})

test('codes, numbers and short words are never suggested nor corrected', () => {
  const codes = [
    'snake_case',
    'node.js',
    'C++',
    'F#',
    '.NET',
    '--force',
    'getUserName',
    'ArgumentNullException',
  ]
  for (const word of [...codes, '1.5', 'x86', 'is', '東京', 'a'.repeat(41)]) {
    assert.equal(isSuggestible(word), false, word)
  }
  for (const word of ['firefox', 'JavaScript', 'don’t', 'Crème']) {
    assert.equal(isSuggestible(word), true, word)
  }
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

test('the words of a document are counted as they are listed, also those that are met again', () => {
  const texts = [
    "Firefox's firefox FIREFOX l'amour naïve",
    'HTMLParser getUserName firefox parsers 12 ab',
    'Naive HTMLParser l’amour Firefox’s getUserName',
  ]
  const expected = new Map<string, number>()
  for (const word of texts.flatMap((text) => [...wordsOf(text)]))
    expected.set(word, (expected.get(word) ?? 0) + 1)
  const counter = new WordCounter()
  for (const text of texts) counter.add(text)
  const counted = [...counter.words()].map(({ word, documents }) => [word, documents] as const)
  assert.deepEqual(new Map(counted), expected)
  assert.deepEqual([expected.get('firefox'), expected.get('naive'), expected.get('parser')], [3, 2, 2])
})

test('words are counted rightly when more are written than can be known at once', () => {
  const counter = new WordCounter()
  const numbers = Array.from({ length: 150_000 }, (_, i) => `${i}`).join(' ')
  for (let i = 0; i < 3; i++) counter.add('Firefox HTMLParser', numbers)
  assert.deepEqual(
    [...counter.words()].map(({ word, documents }) => [word, documents]),
    [
      ['firefox', 3],
      ['htmlparser', 3],
      ['html', 3],
      ['parser', 3],
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

test('the counter keeps words, not the texts that they stand in', () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  const counter = new WordCounter()
  const used = () => {
    collectGarbage()
    return process.memoryUsage().heapUsed
  }
  const before = used()
  for (let i = 0; i < 500; i++) {
    const letters = i.toString().replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')
    counter.add(`${'words of fifty kilobytes '.repeat(2_000)} unmistakably${letters}`)
  }
  assert.ok(counter.size > 500)
  assert.ok(used() - before < 5_000_000, 'expected less than a fifth of the texts')
})

test('a word without end takes no time', () => {
  const began = performance.now()
  wordsOf(`AAAbb${'A'.repeat(100_000)}a`)
  assert.ok(performance.now() - began < 2_000)
})
