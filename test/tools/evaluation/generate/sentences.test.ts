import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainRuns, sentencesOf } from '../../../../src/tools/evaluation/generate/sentences.ts'

const textsOf = (sentence: string) => plainRuns(sentence).map((run) => run.map(({ text }) => text))

test('prose is whole sentences of five words or more, without code and markup', () => {
  const text = [
    'A heading without an end of its own',
    'The bread was late again. Too short. “Was the oven cold all night?”',
    'const bread = bake(flour, { water: 2 }) and so on.',
    'Look at https://example.org/bread and then at the oven.',
    '新しいバージョンのパンが今日の午後に公開されました。',
  ].join('\n')
  assert.deepEqual(sentencesOf(text), [
    'The bread was late again.',
    '“Was the oven cold all night?”',
    '新しいバージョンのパンが今日の午後に公開されました。',
  ])
})

test('a run of plain words ends at numbers, acronyms and signs', () => {
  assert.deepEqual(textsOf('We baked 12 loaves, then the HTTP oven of well-known make.'), [
    ['We', 'baked'],
    ['loaves'],
    ['then', 'the'],
    ['oven', 'of', 'well', 'known', 'make'],
  ])
})

test('a very long line takes no longer than it is long', () => {
  const started = performance.now()
  sentencesOf('bread '.repeat(500_000))
  assert.ok(performance.now() - started < 2_000)
})
