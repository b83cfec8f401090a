import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analysisOf, isStemmed, Language, nameLanguage, STEMMED_LANGUAGES } from '../../src/core/language.ts'

test('sixteen languages have stemmers and stop words, and any other may be named', () => {
  assert.equal(STEMMED_LANGUAGES.join(' '), 'cs da de en es fi fr hu it nl no pt ro ru sv tr')
  for (const language of STEMMED_LANGUAGES) assert.ok(analysisOf(language).stopWords.size > 90, language)
  assert.equal(Language.parse('el'), 'el')
  assert.equal(Language.safeParse('english').success, false)
  assert.equal(isStemmed('el'), false)
  assert.equal(analysisOf('el').stopWords.size, 0)
})

test('a language without a stemmer says so', () => {
  assert.equal(nameLanguage('pt'), 'pt')
  assert.match(nameLanguage('el'), /^el, which has no stemmer/)
})
