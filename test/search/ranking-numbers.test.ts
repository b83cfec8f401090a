import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { formatWeights, type SomeWeights } from '../../src/core/weights.ts'
import { DEFAULT_WEIGHTS } from '../../src/search/ranking.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { parseSynonyms } from '../../src/search/spelling/synonyms.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../helpers/test-index.ts'

/** Pairs of posts whose order one number of the ranking decides: with a number that is far from it, it is the other order. */

const client = testClient()
const prefix = testPrefix()
const synonyms = parseSynonyms('colour, hue', 'synonyms')

/** Words that no query has: as many make a text as long as another. */
function filler(count: number, from = 0): string {
  return Array.from({ length: count }, (_, i) => `filler${(from + i) % 97}`).join(' ')
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 3600 * 1000).toISOString()
}

const POSTS = [
  // PAIR_WEIGHT: two words near each other, and one of them oftener but far from the other.
  { id: 'near', title: 'Monday', text: `${filler(30)} green enamel kettle ${filler(34)}` },
  { id: 'far', title: 'Tuesday', text: `green ${filler(32)} kettle ${filler(32)} kettle` },
  // SPELLING_WEIGHT: the words as spelled, and other forms of them oftener.
  { id: 'spelled', title: 'Wednesday', text: `lantern ${filler(40)} river ${filler(26)}` },
  { id: 'forms', title: 'Thursday', text: `lanterns ${filler(32)} rivers ${filler(32)} lanterns` },
  // PHRASE_POINTS and WORD_POINTS: a phrase twice, in a text and in a longer one, and once with its words many times elsewhere.
  { id: 'twice', title: 'One', text: `${`wooden spoons ${filler(4)} `.repeat(2)}${filler(68)}` },
  { id: 'longer', title: 'Two', text: `${`wooden spoons ${filler(4)} `.repeat(2)}${filler(90)}` },
  {
    id: 'scattered',
    title: 'Three',
    text: `wooden spoons ${filler(33)} ${'wooden '.repeat(9)} ${filler(12)} ${'spoons '.repeat(10)} ${filler(14)}`,
  },
  // COMPLETION_COST: the word that begins so, and one that is an edit away.
  { id: 'begun', title: 'Foxes', text: `a firefox ran ${filler(60)}` },
  { id: 'edited', title: 'Clay', text: `it was fired ${filler(60)}` },
  // COMPOUND_COST: the two halves of a word, and a word that is an edit away.
  { id: 'halves', title: 'Drinks', text: `a tea pot ${filler(60)}` },
  { id: 'plots', title: 'Plants', text: `a teaplot ${filler(60)}` },
  // SYNONYM_SCORE: a synonym three times, and another form of the word.
  { id: 'synonym', title: 'Four', text: `hue ${filler(30)} hue ${filler(29)} hue` },
  { id: 'form', title: 'Five', text: `coloured ${filler(62)}` },
  // MAX_JOINED_WORDS: two of three words as one, and all of them apart, where another post has them in a row.
  { id: 'row', title: 'Six', text: `a nice sun flower ${filler(60)}` },
  { id: 'joined', title: 'Seven', text: `a nice sunflower ${filler(60)}` },
  { id: 'apart', title: 'Eight', text: `flower ${filler(20)} nice ${filler(20)} sun ${filler(20)}` },
  // HALF_LIFE: of a year ago and read now and then, and of today and never read.
  { id: 'read', title: 'Nine', text: `thistle ${filler(60)}`, date: daysAgo(365), popularity: 0.15 },
  { id: 'unread', title: 'Ten', text: `thistle ${filler(60)}`, date: daysAgo(0) },
  // The tier of a corrected title: the post itself, and one that quotes its title.
  { id: 'titled', title: 'A lamp for dark evenings', text: filler(60) },
  { id: 'quoting', title: 'A lamp and more', text: 'A lamp for dark evenings. A lamp for dark evenings.' },
  // STEM_WEIGHT: a word as typed twice, and once with many other forms of it.
  { id: 'typed', title: 'Friday', text: `seeds ${filler(30)} seeds ${filler(34)}` },
  { id: 'stems', title: 'Saturday', text: `seeds ${filler(28)} ${'seeded '.repeat(9)} ${filler(28)}` },
  // TITLE_WEIGHT: a word in a title, and twice in a text.
  { id: 'title', title: 'Marble floors', text: filler(66) },
  { id: 'text', title: 'Sunday', text: `marble ${filler(31)} marble ${filler(31)}` },
  // MAX_PAIRS: the second pair of neighbouring words near each other, and far from each other.
  { id: 'second pair', title: 'Eleven', text: `amber ${filler(20)} copper sturdy ladle ${filler(40)}` },
  {
    id: 'no pair',
    title: 'Twelve',
    text: `amber ${filler(20)} copper ${filler(20)} ladle ladle ${filler(21)}`,
  },
  // COMMENT_SHARE: a comment with all words but one, and a comment with one of them.
  { id: 'most words', title: 'Thirteen', text: filler(60) },
  { id: 'one word', title: 'Fourteen', text: filler(60) },
  // The weight of comments: a word in a text, and in a longer one with a comment.
  { id: 'alone', title: 'Seventeen', text: `walnut ${filler(60)}` },
  { id: 'discussed', title: 'Eighteen', text: `walnut ${filler(90)}` },
  // MAX_EXPANSIONS: codes that begin so.
  { id: 'code 1', title: 'Fifteen', text: `zx81a ${filler(60)}` },
  { id: 'code 2', title: 'Sixteen', text: `zx81b ${filler(60)}` },
].map((post) => ({ url: `/${post.id.replaceAll(' ', '-')}/`, date: '2020-01-02', ...post }))

const COMMENTS = [
  { id: '1', postId: 'most words', text: 'A saffron bun with cardamom.' },
  { id: '2', postId: 'one word', text: 'A saffron scarf.' },
  { id: '3', postId: 'discussed', text: 'Mine are of walnut.' },
]

before(async () => {
  await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

describe('the order of two posts', () => {
  const pairs: [number: string, q: string, first: string, second: string][] = [
    ['PAIR_WEIGHT', 'green kettle', 'near', 'far'],
    ['MAX_PAIRS', 'amber copper ladle', 'second pair', 'no pair'],
    ['SPELLING_WEIGHT', 'lantern river', 'spelled', 'forms'],
    ['STEM_WEIGHT', 'seeds', 'typed', 'stems'],
    ['TITLE_WEIGHT', 'marble', 'title', 'text'],
    ['PHRASE_POINTS', 'wooden spoons', 'twice', 'scattered'],
    ['WORD_POINTS', 'wooden spoons', 'scattered', 'longer'],
    ['COMPLETION_COST', 'firef', 'begun', 'edited'],
    ['COMPOUND_COST', 'teapot', 'halves', 'plots'],
    ['SYNONYM_SCORE', 'colour', 'synonym', 'form'],
    ['MAX_JOINED_WORDS', 'nice sun flower', 'joined', 'apart'],
    ['HALF_LIFE', 'thistle', 'read', 'unread'],
    ['TIERS, corrected title', 'a lamp for dark evenigns', 'titled', 'quoting'],
  ]
  for (const [number, q, first, second] of pairs) {
    test(`by ${number}: ${q}`, async () => {
      const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, synonyms }
      const { results } = await search(ctx, plainInput(q))
      const ids = results.map(({ id }) => id).filter((id) => id === first || id === second)
      assert.deepEqual(ids, [first, second])
    })
  }

  const weighed = async (q: string, weights: SomeWeights) => {
    const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const, synonyms }
    return (await search(ctx, plainInput(q, { weights: { ...DEFAULT_WEIGHTS, ...weights } }))).results
  }

  test('by the weights that an owner sets', async () => {
    const orders: [string, SomeWeights, string[]][] = [
      ['thistle', { freshness: 'none' }, ['read', 'unread']],
      ['thistle', { freshness: 1 }, ['unread', 'read']],
      ['marble', { title: 1 }, ['text', 'title']],
      ['walnut', { comments: 0 }, ['alone', 'discussed']],
      ['walnut', { comments: 1 }, ['discussed', 'alone']],
    ]
    for (const [q, weights, expected] of orders) {
      const ids = (await weighed(q, weights)).map(({ id }) => id)
      assert.deepEqual(ids, expected, `${q} ${formatWeights(weights)}`)
    }
  })

  test('no weight of an owner lifts a post into another tier', async () => {
    for (const [, q] of pairs) {
      const [usual, ...extremes] = await Promise.all([
        weighed(q, {}),
        weighed(q, { freshness: 0.5, title: 10, comments: 1 }),
        weighed(q, { freshness: 'none', title: 1, comments: 0 }),
      ])
      const tiers = new Map(usual.map(({ id, score }) => [id, Math.floor(score)]))
      for (const { id, score } of extremes.flat())
        assert.equal(Math.floor(score), tiers.get(id), `${q}: ${id}`)
    }
  })

  const asked = async (q: string, others: object = {}) => {
    const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
    return (await search(ctx, plainInput(q, others))).results.map(({ id }) => id).sort()
  }

  test('by COMMENT_SHARE: a comment is found by most of the words, not by one', async () => {
    assert.deepEqual(await asked('saffron bun cardamom lemon'), ['most words'])
  })

  test('by MAX_EXPANSIONS: all codes that begin so are found', async () => {
    assert.deepEqual(await asked('zx81', { prefix: true }), ['code 1', 'code 2'])
  })
})
