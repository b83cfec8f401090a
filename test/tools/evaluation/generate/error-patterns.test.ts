import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  doubledLetters,
  droppedLetters,
  ERROR_PATTERNS,
  neighbouringKeys,
  soundsOfF,
  swappedIe,
  swappedVowels,
  transpositions,
  undoubledLetters,
} from '../../../../src/tools/evaluation/generate/error-patterns.ts'

test('each pattern gives every misspelling of its kind', () => {
  assert.deepEqual(transpositions('word'), ['wrod', 'wodr'])
  assert.deepEqual(undoubledLetters('address'), ['adress', 'addres'])
  assert.deepEqual(doubledLetters('amount'), ['ammount', 'amoount', 'amounnt', 'amountt'])
  assert.deepEqual(swappedVowels('bad'), ['bed', 'bid', 'bod', 'bud'])
  assert.deepEqual(droppedLetters('letter'), ['ltter', 'lettr'])
  assert.deepEqual(neighbouringKeys('at'), ['ar', 'ay'])
  assert.deepEqual(swappedIe('receive'), ['recieve'])
  assert.deepEqual(soundsOfF('telephone'), ['telefone'])
  assert.deepEqual(soundsOfF('profile'), ['prophile'])
})

test('a word that a pattern cannot befall has no misspelling by it', () => {
  assert.deepEqual(undoubledLetters('word'), [])
  assert.deepEqual(swappedIe('word'), [])
  assert.deepEqual(soundsOfF('offer'), [])
  assert.deepEqual(neighbouringKeys('слово'), [])
})

test('no pattern touches the first letter, repeats itself or gives the word itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (word) => {
      for (const { variants } of ERROR_PATTERNS) {
        const spellings = variants(word)
        assert.equal(new Set(spellings).size, spellings.length)
        assert.ok(spellings.every((spelling) => spelling !== word && spelling[0] === word[0]))
      }
    }),
  )
})
