import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correctedQuery, whatWasMeant } from '../../src/search/answer/meant.ts'
import { splitWords } from '../../src/search/request/words.ts'

type Outcome = Parameters<typeof whatWasMeant>[1]
type Facts = {
  /** The words that the blog has. */
  known?: string[]
  /** The alternatives that a document has, with their scores. */
  live?: Record<string, number>
  offered?: string[]
  synonyms?: string[]
  positions?: Outcome['spelling']['positions']
  unsure?: string[]
  typedFound?: boolean
  prefix?: boolean
  total?: number
}

function meantBy(q: string, facts: Facts) {
  const { known = [], live = {}, offered = [], synonyms = [], positions = [], unsure = [] } = facts
  const words = splitWords(q)
  const term = (text: string, score: number) => ({ term: text, score, titleBoost: 2, textBoost: 1 })
  const seen = synonyms.map((option) => ({
    ...{ suggester: 'synonyms', word: q, option, score: 0.5, freq: 1, outcome: 'used' },
  }))
  const outcome: Outcome = {
    typedFound: facts.typedFound ?? false,
    ranking: {
      live: [term(q, 1.1), ...Object.entries(live).map(([text, score]) => term(text, score))],
      total: { value: facts.total ?? 3 },
    },
    spelling: {
      ...{ words, offered, seen, positions, unsure: new Set(unsure) },
      known: new Set(words.filter(({ text }) => known.includes(text))),
    },
  }
  const { meant, offered: others } = whatWasMeant({ q, prefix: facts.prefix ?? false }, outcome)
  return { meant, offered: others }
}

test('corrections near the likeliest are what the results are for, others are offered', () => {
  const live = { bread: 0.5, breed: 0.2, broad: 0.1 }
  assert.deepEqual(meantBy('braed', { live, offered: ['brand'] }), {
    meant: ['bread', 'breed'],
    offered: ['broad', 'brand'],
  })
})

test('at most three are meant and five offered, each once', () => {
  const live = { gabc: 0.5, gbcd: 0.5, gcde: 0.4, gdef: 0.3 }
  const { meant, offered } = meantBy('gxyz', { live, offered: ['gdef', 'one', 'two', 'six', 'ten', 'red'] })
  assert.deepEqual(meant, ['gabc', 'gbcd', 'gcde'])
  assert.deepEqual(offered, ['gdef', 'one', 'two', 'six', 'ten'])
})

test('other forms of what is meant are not offered', () => {
  assert.deepEqual(meantBy('genrics', { live: { generics: 0.6 }, offered: ['generic', 'metrics'] }).offered, [
    'metrics',
  ])
})

test('words that are known and only joined, synonyms and beginnings are no corrections', () => {
  const nothing = { meant: [], offered: [] }
  assert.deepEqual(meantBy('web forms', { known: ['web', 'forms'], live: { webforms: 0.3 } }), nothing)
  assert.deepEqual(
    meantBy('js', { known: ['js'], live: { javascript: 0.5 }, synonyms: ['javascript'] }),
    nothing,
  )
  assert.deepEqual(meantBy('firef', { live: { firefox: 0.5 }, prefix: true }), nothing)
  assert.deepEqual(meantBy('firef', { live: { firefox: 0.5 } }).meant, ['firefox'])
  const live = { sourdough: 0.4, sound: 0.3 }
  assert.deepEqual(meantBy('sourd', { live, prefix: true }), nothing)
  assert.deepEqual(meantBy('teap', { live: { tea: 0.3, teapot: 0.2 }, prefix: true }).meant, ['tea'])
})

test('an unknown word that is joined with its neighbour is a correction', () => {
  assert.deepEqual(meantBy('postgre sql', { known: ['sql'], live: { postgresql: 0.3 } }).meant, [
    'postgresql',
  ])
})

test('what was typed finds its other forms by itself', () => {
  const live = { kettle: 0.2 }
  assert.deepEqual(meantBy('kettles', { live, offered: ['keys'], typedFound: true }), {
    meant: [],
    offered: [],
  })
  assert.deepEqual(meantBy('kettles', { live }).meant, ['kettle'])
  assert.deepEqual(meantBy('dockers', { live: { lockers: 0.2 }, typedFound: true }).meant, ['lockers'])
  // A word that only begins alike is another word.
  assert.deepEqual(meantBy('photo', { live: { photosynthesis: 0.2 }, typedFound: true }).meant, [
    'photosynthesis',
  ])
})

test('nothing is meant where nothing is found', () => {
  assert.deepEqual(meantBy('braed', { live: { bread: 0.5 }, total: 0 }), { meant: [], offered: ['bread'] })
})

const position = (...readings: [string, number][]) => readings.map(([text, weight]) => ({ text, weight }))

test('of words found each by itself the query is told with the likeliest of each place, and its signs as they were', () => {
  const positions = [
    position(['ketttle', 1], ['kettle', 1], ['kitten', 0.4]),
    position(['and', 1]),
    position(['hamlett', 1], ['hamlet', 1]),
  ]
  assert.deepEqual(meantBy('ketttle, and “hamlett”!', { known: ['and'], positions }).meant, [
    'kettle, and “hamlet”!',
  ])
})

test('a known word stays, and so does one whose spellings may be of deleted documents alone', () => {
  const asked = { words: splitWords('slow ketttle'), unsure: new Set(['kettle']) }
  const known = position(['slow', 1], ['glow', 0])
  assert.deepEqual(
    correctedQuery('slow ketttle', { ...asked, positions: [known, position(['ketttle', 1], ['kettle', 1])] }),
    [],
  )
  const others = position(['ketttle', 1], ['kettle', 1], ['kitten', 0.5])
  assert.deepEqual(correctedQuery('slow ketttle', { ...asked, positions: [known, others] }), ['slow kitten'])
})

test('a word is told in two halves only where nothing else is near', () => {
  const asked = { words: splitWords('lifetime elison'), unsure: new Set<string>() }
  const parted = (...others: [string, number][]) => [
    position(['lifetime', 1]),
    position(['elison', 1], ['eli son', 1], ...others),
  ]
  assert.deepEqual(correctedQuery('lifetime elison', { ...asked, positions: parted(['elision', 0.8]) }), [
    'lifetime elision',
  ])
  assert.deepEqual(correctedQuery('lifetime elison', { ...asked, positions: parted(['olson', 0.1]) }), [
    'lifetime eli son',
  ])
})
