import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseText } from '../../src/search/request/parsed-query.ts'
import type { Option } from '../../src/search/spelling/options.ts'
import { toTerm } from '../../src/search/spelling/term.ts'
import { likelyTerms, termsOf } from '../../src/search/spelling/terms.ts'

function option(q: string, word: string, text: string, score: number, freq = 1): Option {
  const start = q.indexOf(word)
  return { start, end: start + word.length, text, score, freq }
}

const spellings = (q: string, options: Option[]) => termsOf(parseText(q), options).map((term) => term.term)

test('a query without alternatives is one term, its title boost as often its text boost as a title weighs', () => {
  assert.deepEqual(
    termsOf(parseText('firefox'), []).map((term) => toTerm(term, 2)),
    [{ term: 'firefox', score: 1.1, titleBoost: 2.2, textBoost: 1.1 }],
  )
})

test('the i-th of n terms is boosted by (n - i) times its score', () => {
  const q = 'Firefix'
  const options = [option(q, 'Firefix', 'firefox', 0.9), option(q, 'Firefix', 'firefli', 0.7)]
  assert.deepEqual(
    termsOf(parseText(q), options).map((term) => [term.term, term.textBoost.toFixed(2)]),
    [
      ['Firefix', '3.30'],
      ['firefox', '1.80'],
      ['firefli', '0.70'],
    ],
  )
})

test('an option is spliced in at its place, so that "is" does not change "this"', () => {
  const q = 'this iz it'
  assert.deepEqual(spellings(q, [option(q, 'iz', 'is', 0.8)]), ['this iz it', 'this is it'])
  assert.deepEqual(spellings('is this', [{ ...option('is this', 'is', 'as', 0.7) }]), ['is this', 'as this'])
})

test('of a single word five alternatives are told at most, of several words fifteen', () => {
  const many = (q: string) => Array.from({ length: 30 }, (_, i) => option(q, 'firefix', `firefox${i}`, 0.9))
  assert.equal(spellings('firefix', many('firefix')).length, 1 + 5)
  assert.equal(spellings('firefix tabs', many('firefix tabs')).length, 1 + 15)
})

test('a capital letter is no hindrance', () => {
  const q = 'Hello Wrold'
  assert.deepEqual(spellings(q, [option(q, 'Wrold', 'world', 0.8)]), ['Hello Wrold', 'Hello world'])
})

test('offsets count UTF-16 code units, so that an emoji before the word does no harm', () => {
  const q = '🎉 Wrold 🎉'
  assert.deepEqual(spellings(q, [option(q, 'Wrold', 'world', 0.8)]), ['🎉 Wrold 🎉', '🎉 world 🎉'])
})

test('two misspelled words are mended together, with the product of their scores', () => {
  const q = 'firefix extenshion'
  const terms = termsOf(parseText(q), [
    option(q, 'firefix', 'firefox', 0.8),
    option(q, 'extenshion', 'extension', 0.9),
  ])
  assert.deepEqual(
    terms.map((term) => [term.term, Number(term.score.toFixed(4))]),
    [
      ['firefix extenshion', 1.1],
      ['firefox extension', 0.72],
    ],
  )
})

test('a replacement of another length does not shift the next one', () => {
  const q = 'aaa bbb ccc'
  assert.deepEqual(spellings(q, [option(q, 'aaa', 'a', 0.8), option(q, 'ccc', 'cccccc', 0.8)]), [
    'aaa bbb ccc',
    'a bbb cccccc',
  ])
})

test('alternatives come by score, then document frequency, then text', () => {
  const q = 'cost'
  const options = [
    option(q, 'cost', 'cast', 0.75, 5),
    option(q, 'cost', 'host', 0.75, 9),
    option(q, 'cost', 'coat', 0.75, 5),
    option(q, 'cost', 'costs', 0.8, 1),
  ]
  assert.deepEqual(spellings(q, options), ['cost', 'costs', 'host', 'cast', 'coat'])
})

test('there are at most five alternatives, the best ones', () => {
  const q = 'word'
  const options = [0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67].map((score, i) =>
    option(q, 'word', `word${i}`, score),
  )
  assert.deepEqual(spellings(q, options), ['word', 'word6', 'word5', 'word4', 'word3', 'word2'])
})

test('two ways to the same spelling are one term', () => {
  const q = 'word'
  const twice = [option(q, 'word', 'world', 0.8, 3), option(q, 'word', 'world', 0.8, 2)]
  assert.deepEqual(spellings(q, twice), ['word', 'world'])
})

test('whatever the options, the typed query is first and at most fifteen unique others follow by falling score', () => {
  const q = 'one twoo threee fourr'
  const anyOption = fc.record({
    word: fc.constantFrom('one', 'twoo', 'threee', 'fourr'),
    text: fc.string({ minLength: 1, maxLength: 6 }),
    score: fc.double({ min: 0.6, max: 1, noNaN: true }),
    freq: fc.nat(1000),
  })
  fc.assert(
    fc.property(fc.array(anyOption, { maxLength: 40 }), (options) => {
      const terms = termsOf(
        parseText(q),
        options.map((o) => option(q, o.word, o.text, o.score, o.freq)),
      )
      assert.equal(terms[0]?.term, q)
      assert.ok(terms.length <= 16)
      assert.equal(new Set(terms.map((term) => term.term)).size, terms.length)
      const scores = terms.map((term) => term.score)
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => b - a),
      )
    }),
  )
})

test('of several words only alternatives near the best are looked for word by word, of one all', () => {
  const many = ['kettle', 'kernel', 'letter'].map((text, i) =>
    option('slow kettel', 'kettel', text, [0.6, 0.2, 0.1][i] ?? 0),
  )
  assert.deepEqual(
    likelyTerms(termsOf(parseText('slow kettel'), many)).map(({ term }) => term),
    ['slow kettel', 'slow kettle', 'slow kernel'],
  )
  const single = ['kettle', 'letter'].map((text, i) => option('kettel', 'kettel', text, [0.6, 0.1][i] ?? 0))
  assert.equal(likelyTerms(termsOf(parseText('kettel'), single)).length, 3)
})

test('what is likely is measured by the best alternative that splits no word', () => {
  const q = 'firefix'
  const options = [
    option(q, 'firefix', 'fire fix', 1),
    option(q, 'firefix', 'firefox', 0.09),
    option(q, 'firefix', 'firefly', 0.03),
  ]
  assert.deepEqual(
    likelyTerms(termsOf(parseText(q), options)).map(({ term }) => term),
    ['firefix', 'fire fix', 'firefox', 'firefly'],
  )
})

test('another form of what was typed keeps no correction out', () => {
  const q = 'roudn-trip fare'
  const options = [
    option(q, 'roudn', 'round', 0.25),
    { ...option(q, 'roudn-trip', 'roudntrip', 0.9), optional: true, isForm: true },
  ]
  assert.deepEqual(
    likelyTerms(termsOf(parseText(q), options)).map(({ term }) => term),
    [q, 'roudntrip fare', 'round-trip fare'],
  )
})
