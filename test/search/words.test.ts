import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitWords } from '../../src/search/request/words.ts'

const samples: [string, string][] = [
  ['to be, or not', 'to|be|or|not'],
  ['O’Neil’s well-known café', 'O’Neil’s|well|known|café'],
  ['C++ vs C# and c, C++11', 'C++|vs|C#|and|c|C++11'],
  ['.NET Core, ASP.NET 4.5 and example.net', '.NET|Core|ASP.NET|4.5|and|example.net'],
  ['node.js snake_case getUserName', 'node.js|snake_case|getUserName'],
  ['npm install --save-dev e-mail', 'npm|install|--save-dev|e|mail'],
  ['らーめん屋 サーバー', 'らーめん|屋|サーバー'],
  ['ls -la -12 -2.5 (-x) a -b-c', 'ls|-la|-12|-2.5|x|a|-b|c'],
  ['issue #5 doc#sort i+++ a -- b', 'issue|5|doc|sort|i|a|b'],
  ['东京 ?!', '东京'],
]
for (const [q, words] of samples) {
  test(`the words of “${q}”`, () => {
    assert.equal(
      splitWords(q)
        .map(({ text }) => text)
        .join('|'),
      words,
    )
  })
}

test('words stand where they say, in order and apart', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('C++', '.NET', '--', '-', ' ', 'a', '#', '.', '😀', '東')))
  fc.assert(
    fc.property(
      text.map((parts) => parts.join('')),
      (q) => {
        const words = splitWords(q)
        for (const [i, { text, start, end }] of words.entries()) {
          assert.equal(q.slice(start, end), text)
          assert.ok(start >= (words[i - 1]?.end ?? 0) && end > start)
        }
      },
    ),
  )
})
