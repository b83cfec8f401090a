import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageOf, offerText, type Told } from '../../src/search/answer/message.ts'
import { messagePieces } from '../../src/search/answer/message-pieces.ts'

const TYPED: Told = {
  q: 'slow kettel',
  meant: [],
  typedToo: false,
  inARow: true,
  severalWords: true,
  unquoted: [],
  titleOnly: false,
}
const MENDED = { ...TYPED, meant: ['slow kettle'] }

const cases: Record<string, [Partial<Told>, string | undefined]> = {
  'what was typed is found in a row': [TYPED, undefined],
  'one word is found by an author alone': [{ ...TYPED, inARow: false, severalWords: false }, undefined],
  'a word was corrected': [MENDED, 'Showing results for “slow kettle”. Search only for “slow kettel”.'],
  'several corrections are near': [
    { ...MENDED, q: 'braed', meant: ['bread', 'breed', 'broad'], severalWords: false },
    'Showing results for “bread”, “breed” and “broad”. Search only for “braed”.',
  ],
  'what was typed is found too': [
    { ...MENDED, q: 'dose', meant: ['does'], typedToo: true },
    'Showing results for “dose” and “does”. Search only for “dose”.',
  ],
  'no post has the words in a row': [
    { ...TYPED, q: 'how do I hide templates', inARow: false },
    'No post has “how do I hide templates” word for word. Showing posts with some or all of its words.',
  ],
  'no title has the words in a row': [
    { ...TYPED, inARow: false, titleOnly: true },
    'No title has “slow kettel” word for word. Showing posts with some or all of its words in the title.',
  ],
  'no post has the corrected words in a row': [
    { ...MENDED, inARow: false },
    'Showing results for “slow kettle”, which no post has word for word. Search only for “slow kettel”.',
  ],
  'no title has the corrected words in a row': [
    { ...MENDED, inARow: false, titleOnly: true },
    'Showing results for “slow kettle”, which no title has word for word. Search only for “slow kettel”.',
  ],
  'nothing has what was quoted': [
    { ...TYPED, unquoted: ['date format'] },
    'Nothing has “date format” as quoted. Showing results without the quotes.',
  ],
  'nothing has either of two phrases, nor their words in a row': [
    { ...TYPED, unquoted: ['a b', 'c d'], inARow: false },
    'Nothing has “a b” or “c d” as quoted. Showing posts with some or all of the words.',
  ],
  'nothing has what was quoted, and another word was corrected': [
    { ...MENDED, unquoted: ['tea time'], meant: ['tea time kettle'], inARow: false },
    'Nothing has “tea time” as quoted. Showing results for “tea time kettle” without the quotes.',
  ],
}
for (const [when, [told, message]] of Object.entries(cases)) {
  test(`the message where ${when}`, () => assert.equal(messageOf({ ...TYPED, ...told }), message))
}

test('what was not searched for is offered as a question', () => {
  assert.equal(offerText(['metrics']), 'Did you mean “metrics”?')
  assert.equal(offerText(['a', 'b', 'c']), 'Did you mean “a”, “b” or “c”?')
})

/** Pieces as one text: corrected queries in stars, what was quoted in angles, what leads to the typed query alone in brackets. */
const drawn = (query: Parameters<typeof messagePieces>[0]) =>
  messagePieces(query)
    .map(({ kind, text }) => {
      if (kind === 'text') return text
      return { quoted: `<${text}>`, meant: `*${text}*`, only: `[${text}]` }[kind]
    })
    .join('')

test('the pieces of a message tell corrected queries from quoted ones', () => {
  const of = (told: Partial<Told>) => {
    const all = { ...TYPED, ...told }
    return drawn({ q: all.q, meant: all.meant, message: messageOf(all) })
  }
  assert.equal(of(MENDED), 'Showing results for *slow kettle*.[slow kettel]')
  assert.equal(of({ ...MENDED, meant: ['a', 'ab'] }), 'Showing results for *a* and *ab*.[slow kettel]')
  assert.equal(of({ ...MENDED, typedToo: true, q: 'x' }), 'Showing results for *x* and *slow kettle*.[x]')
  assert.equal(
    of({ inARow: false }),
    'No post has <slow kettel> word for word. Showing posts with some or all of its words.',
  )
  assert.equal(
    of({ unquoted: ['a b', 'c d'] }),
    'Nothing has <a b> or <c d> as quoted. Showing results without the quotes.',
  )
  assert.equal(drawn({ q: 'x' }), '')
})

test('quotes within what was typed confuse nothing', () => {
  for (const q of ['”', '“', 'a”. Search only for “b', '“x” “']) {
    const told = { ...TYPED, q, meant: [`${q} ${q}`] }
    const { meant } = told
    const pieces = messagePieces({ q, meant, message: messageOf(told) })
    assert.deepEqual(pieces, [
      { kind: 'text', text: 'Showing results for ' },
      { kind: 'meant', text: `${q} ${q}` },
      { kind: 'text', text: '.' },
      { kind: 'only', text: q },
    ])
  }
  assert.equal(drawn({ q: 'x', message: 'An “open end' }), 'An “open end')
})
