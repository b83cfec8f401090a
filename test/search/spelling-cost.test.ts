import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { soundKey } from '../../src/content/words/sound-key.ts'
import { likelihood, likelihoodOfCost } from '../../src/search/spelling/likelihood.ts'
import { spellingCost } from '../../src/search/spelling/spelling-cost.ts'

const cost = (typed: string, word: string) => Number(spellingCost(typed, word).toFixed(2))

test('each kind of mistake has its cost', () => {
  assert.equal(cost('firefox', 'firefox'), 0)
  assert.equal(cost('occured', 'occurred'), 0.5)
  assert.equal(cost('wrold', 'world'), 0.7)
  assert.equal(cost('seperate', 'separate'), 0.7)
  assert.equal(cost('practise', 'practice'), 0.75)
  assert.equal(cost('firefoz', 'firefox'), 0.9)
  assert.equal(cost('firefx', 'firefox'), 0.85)
  assert.equal(cost('firepox', 'firefox'), 1)
  assert.equal(cost('recude', 'reduce'), 1.2)
  assert.equal(cost('hirefox', 'firefox'), 1.4)
})

test('mistakes add up', () => {
  assert.equal(cost('seperatt', 'separate'), Number((0.7 + 1).toFixed(2)))
})

test('the cost is never negative, and nothing for equal words only', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/)
  fc.assert(
    fc.property(word, word, (a, b) => {
      const found = spellingCost(a, b)
      assert.ok(found >= 0 && Number.isFinite(found))
      assert.equal(found === 0, a === b)
    }),
  )
})

test('words that sound alike have one key', () => {
  assert.equal(soundKey('fizix'), soundKey('physics'))
  assert.equal(soundKey('nolege'), soundKey('knowledge'))
  assert.notEqual(soundKey('bread'), soundKey('garden'))
})

test('a likelihood is 1 at most, higher for the frequent and the same in sound, and 0 for what nobody meant', () => {
  const documents = 3
  assert.ok(likelihood('occured', { word: 'occurred', documents }) <= 1)
  assert.ok(
    likelihood('slin', { word: 'skin', documents: 100 }) > likelihood('slin', { word: 'skin', documents: 1 }),
  )
  assert.ok(
    likelihood('nolege', { word: 'knowledge', documents }) >
      likelihood('nolege', { word: 'collegiate', documents }),
  )
  assert.equal(likelihood('firefox', { word: 'garden', documents }), 0)
})

test('a limit changes no cost up to it, and of more it tells only that', () => {
  const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'aberst') })
  const limits = fc.double({ min: 0, max: 8, noNaN: true })
  fc.assert(
    fc.property(word, word, limits, (typed, other, limit) => {
      const [whole, limited] = [spellingCost(typed, other), spellingCost(typed, other, limit)]
      if (whole <= limit) assert.equal(limited, whole)
      else assert.ok(limited > limit)
    }),
  )
})

test('half an edit makes a spelling e times less likely, and many documents make it a little likelier', () => {
  assert.equal(likelihoodOfCost(0.5, 1), Math.exp(-1))
  assert.equal(likelihoodOfCost(1, 1), Math.exp(-2))
  assert.ok(likelihoodOfCost(1, 100) > Math.exp(-2))
})
