import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Language } from '../../../src/core/language.ts'
import { createMemory } from '../../../src/service/cache/memory.ts'

const SETTINGS = {
  language: Language.parse('en'),
  cache: { megabytes: 1, maxAgeSeconds: 0, staleSeconds: 0 },
}

test('each memory keeps within its megabytes, whatever it is asked to remember', () => {
  const { answers, lookups, words } = createMemory(SETTINGS, new Map())
  const kept = (view: { get(key: string): object | undefined }, count: number) =>
    Array.from({ length: count }, (_, i) => view.get(`key ${i}`)).filter((value) => value !== undefined)
      .length
  const text = 'x'.repeat(10_000)
  const answerView = answers.of('a')
  const lookupView = lookups.of('a')
  const wordView = words.of('a')
  for (let i = 0; i < 100; i += 1) {
    answerView.set(`key ${i}`, { answer: {} as never, json: text, settled: true })
    lookupView.set(`key ${i}`, { json: text })
  }
  for (let i = 0; i < 30_000; i += 1) wordView.set(`key ${i}`, { options: [], suggested: [] } as never)
  // Three quarters of a megabyte at 30 kB an answer, a quarter at 10 kB a lookup, 4 MB at 200 bytes a word.
  assert.equal(kept(answerView, 100), 26)
  assert.equal(kept(lookupView, 100), 25)
  assert.equal(kept(wordView, 30_000), 20_971)
})
