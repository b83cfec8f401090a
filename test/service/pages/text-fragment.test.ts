import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf } from '../../../src/service/pages/text-fragment.ts'

/** A snippet whose matches are in brackets. */
const snippet = (text: string) => text.split(/[[\]]/).map((part, i) => ({ text: part, hit: i % 2 === 1 }))

const cases: [what: string, text: string, phrase: string | undefined][] = [
  ['a sentence', 'The [kettle] boils in the morning.', 'The kettle boils in the morning'],
  [
    'the sentence of the match',
    'It was dark. Then the [kettle] began to sing. I slept.',
    'Then the kettle began to sing',
  ],
  [
    'the words around the match',
    'one two three four five [six] seven eight nine ten',
    'two three four five six seven eight',
  ],
  [
    'words between signs that generators change',
    `I said "I have the [old] tea kettle -- or so" to him`,
    'I have the old tea kettle',
  ],
  [
    'whole words, none with an apostrophe',
    "It's my [favourite] thing in the sky that there's",
    'my favourite thing in the sky that',
  ],
  [
    'words on one side of what may be an edge',
    'and filled a pan with [rye] for us in May Three things to do',
    'filled a pan with rye for us',
  ],
  ['commas and joined words', 'A well-known, [old], rusty kettle', 'A well-known, old, rusty kettle'],
  ['a language without blanks', '東京の[喫茶店]でお茶を飲む。', '東京の喫茶店でお茶を飲む'],
  ['letters with accents', 'Une [crème] fraîche très épaisse', 'Une crème fraîche très épaisse'],
  ['too few words', 'The [kettle]. It sings.', undefined],
  ['code', 'pad(d.[getDate]()) }', undefined],
  ['no match', 'The kettle boils in the morning.', undefined],
]

for (const [what, text, phrase] of cases) {
  test(`a snippet leads to its place: ${what}`, () => {
    const place = placeOf('/a-post/', snippet(text))
    const [path, directive] = place?.split('#:~:text=') ?? []
    assert.equal(
      directive === undefined ? undefined : decodeURIComponent(directive),
      phrase === undefined ? undefined : decodeURIComponent(phrase),
    )
    if (place !== undefined) {
      assert.equal(path, '/a-post/')
      assert.doesNotMatch(directive ?? '', /[-,&]/)
    }
  })
}

test('an address with a fragment of its own stays as it is', () => {
  assert.equal(placeOf('/a-post/#part', snippet('The [kettle] boils in the morning.')), undefined)
})
