import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachWord } from '../../../src/content/words/written-words.ts'

/** The same words by an expression, which is slower. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu

const TEXTS = [
  '',
  "'",
  "Firefox is quick, isn’t it? l'amour d’été rock'n'roll the dogs' \"quoted' it's'",
  'node.js snake_case a-b x2 2x Ⅻ ½',
  'e\u0301tat na\u0308ive \u0301alone',
  '日本語のテキスト 한국어 עברית العربية',
  // beyond 16 bits: letters, an emoji, a half of a pair
  "𠀀𠀁 a𠀀'𠀁b 😀abc😀 x\ud83d y\udc00z",
]

test('words are runs of letters, digits and marks, joined by apostrophes', () => {
  for (const text of TEXTS) {
    const words: string[] = []
    eachWord(text, (from, to) => words.push(text.slice(from, to)))
    assert.deepEqual(words, text.match(WORD) ?? [])
  }
})

test('a word has the same two hashes wherever it stands, and no other has both', () => {
  const hashes = new Map<string, Set<string>>()
  const words = Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)} ${(i * 7_919).toString(36)}`)
  const text = `${words.join(' ')} ${words.toReversed().join(', ')}`
  eachWord(text, (from, to, ...both) => {
    const word = text.slice(from, to)
    hashes.set(word, (hashes.get(word) ?? new Set()).add(both.join()))
  })
  const all = [...hashes.values()].flatMap((of) => [...of])
  assert.equal(all.length, hashes.size)
  assert.equal(new Set(all).size, hashes.size)
})
