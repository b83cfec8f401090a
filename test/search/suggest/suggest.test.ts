import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { recentPosts } from '../../../src/search/answer/recent.ts'
import { nearestWords } from '../../../src/search/spelling/nearest-words.ts'
import { parseSuggestRequest } from '../../../src/search/suggest/request.ts'
import { suggest } from '../../../src/search/suggest/suggest.ts'
import { suggestAnswer } from '../../../src/search/suggest/suggest-answer.ts'
import { dropIndexes, indexBlog, testClient } from '../../helpers/test-index.ts'

const TITLES = [
  'Why I still use Firefox',
  'Firefox tabs',
  'Firefox tabs on a phone',
  'A firewall for the garden',
  'Crème fraîche at home',
  'Don’t panic',
  'Rye bread: at last',
  'Using jQuery with ASP.NET MVC',
  '日本語の検索エンジン',
  'Hidden files with ls -la',
]
const client = testClient()
let prefix = ''

before(async () => {
  const posts = TITLES.map((title, i) => ({
    id: `p${i}`,
    url: `/p${i}/`,
    title,
    text: i === 3 ? 'The kettle boils. A slow kettle boils slowly.' : `Text number ${i}.`,
    date: `20${10 + i}-01-01`,
    ...(i === 4 && { language: 'fr' }),
    ...(i === 2 && { site: 'Notes' }),
  }))
  const draft = { id: 'draft', url: '/draft/', title: 'Firefly secrets', text: 'Firefly', draft: true }
  const later = { id: 'later', url: '/later/', title: 'Fireworks in a year', text: 'x', date: '2999-01-01' }
  const comments = [{ id: 'c', postId: 'p1', text: 'My fireplace is warm.' }]
  prefix = (await indexBlog({ posts: [...posts, draft, later], comments })).prefix
})

after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

type Asking = { size?: string; lang?: string; site?: string }

async function ask(q: string, others: Asking = {}) {
  const parsed = parseSuggestRequest(new URLSearchParams({ q, ...others }), { maxQueryLength: 200 })
  assert.ok(parsed.ok)
  let trips = 0
  const onRoundTrip = () => {
    trips += 1
  }
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en', onRoundTrip } as const
  const answer = suggestAnswer.parse(await suggest(ctx, parsed.input))
  return {
    completions: answer.completions.map(({ text }) => text),
    titles: answer.posts.map(({ title }) => title),
    answer,
    trips,
  }
}

describe('suggestions', () => {
  test('complete words of titles, texts and comments, those of titles first, in one round trip', async () => {
    const { completions, trips } = await ask('fire', { size: '10' })
    assert.equal(completions[0], 'firefox')
    for (const word of ['firewall', 'fireplace', 'firefox tabs']) assert.ok(completions.includes(word), word)
    assert.equal(trips, 1)
  })

  test('find titles by a beginning at their start and in their middle, the start first', async () => {
    const { titles } = await ask('firef')
    assert.deepEqual(new Set(titles.slice(0, 2)), new Set(['Firefox tabs', 'Firefox tabs on a phone']))
    assert.equal(titles[2], 'Why I still use Firefox')
  })

  test('keep to a part of the blog, by the parameter as by the operator', async () => {
    for (const { completions, titles } of [
      await ask('firef', { site: 'notes' }),
      await ask('firef site:notes'),
    ]) {
      assert.deepEqual(titles, ['Firefox tabs on a phone'])
      assert.ok(
        completions.some((text) => text.startsWith('firefox tabs')),
        completions.join(),
      )
    }
    const { completions, titles } = await ask('garden', { site: 'notes' })
    assert.deepEqual([completions, titles], [[], []])
  })

  test('go on with phrases of titles, and mark what was typed', async () => {
    const { completions, answer } = await ask('firefox ta')
    assert.ok(completions.includes('firefox tabs'))
    assert.deepEqual(answer.completions.find(({ text }) => text === 'firefox tabs')?.pieces, [
      { text: 'firefox', hit: true },
      { text: ' ', hit: false },
      { text: 'ta', hit: true },
      { text: 'bs', hit: false },
    ])
  })

  const mistyped: Record<string, { completion: string; title: string }> = {
    firrf: { completion: 'firefox', title: 'Firefox tabs' },
    'fierfox ta': { completion: 'firefox tabs', title: 'Firefox tabs' },
    'firefox tbas': { completion: 'firefox tabs', title: 'Firefox tabs' },
    'usign jqu': { completion: 'using jquery', title: 'Using jQuery with ASP.NET MVC' },
  }
  for (const [q, { completion, title }] of Object.entries(mistyped)) {
    test(`forgive the mistake in “${q}” in two round trips`, async () => {
      const { completions, titles, trips } = await ask(q)
      assert.ok(completions.includes(completion), completions.join())
      assert.ok(titles.includes(title), titles.join())
      assert.equal(trips, 2)
    })
  }

  const alike: Record<string, string> = {
    'creme fr': 'Crème fraîche at home',
    Crème: 'Crème fraîche at home',
    "don't p": 'Don’t panic',
    'don’t p': 'Don’t panic',
    'asp.net m': 'Using jQuery with ASP.NET MVC',
    検索: '日本語の検索エンジン',
    日: '日本語の検索エンジン',
  }
  for (const [q, title] of Object.entries(alike)) {
    test(`find “${title}” by “${q}”`, async () => {
      assert.deepEqual((await ask(q)).titles, [title])
    })
  }

  test('complete words of scripts without spaces, and keep the accents of titles', async () => {
    assert.ok((await ask('検')).completions.some((text) => text.startsWith('検索')))
    assert.deepEqual((await ask('crème fra')).completions.slice(0, 1), ['crème fraîche'])
  })

  test('offer several words only if a post has them', async () => {
    assert.deepEqual((await ask('slow ket')).completions, ['slow kettle'])
    assert.deepEqual((await ask('slow fir')).completions, [])
  })

  test('tell nothing of drafts and of what is for later', async () => {
    for (const q of ['firef', 'firew', 'secr']) {
      const told = JSON.stringify((await ask(q, { size: '10' })).answer)
      assert.doesNotMatch(told, /firefly|fireworks|secrets/i)
    }
  })

  test('obey a language and operators, which completions keep', async () => {
    assert.deepEqual((await ask('firef', { lang: 'fr' })).answer.posts, [])
    assert.deepEqual((await ask('firef', { lang: 'fr' })).completions, [])
    assert.deepEqual((await ask('lang:fr cre')).titles, ['Crème fraîche at home'])
    const [completion] = (await ask('after:2011 firefox tab')).completions
    assert.equal(completion, 'firefox tabs after:2011-01-01')
  })

  test('correct nothing where that is not wanted', async () => {
    assert.deepEqual((await ask('fierfox ta no:fuzzy')).completions, [])
    assert.deepEqual((await ask('"fierfox" ta')).titles, [])
  })

  test('never repeat what was typed, and end at their size', async () => {
    const { completions, titles } = await ask('Firefox', { size: '2' })
    assert.ok(!completions.includes('firefox'))
    assert.ok(completions.length <= 2)
    assert.equal(titles.length, 2)
  })

  test('are none for operators alone and signs', async () => {
    const queries = [
      '-la',
      '-la -rf',
      '-"la"',
      '-',
      '--',
      '"',
      'lang:fr',
      'in:title',
      'after:2022',
      '...',
      '(((',
      '*',
    ]
    for (const q of queries) {
      const { answer, trips } = await ask(q)
      assert.deepEqual([q, answer.completions, answer.posts], [answer.q, [], []])
      assert.equal(trips, q === '-la -rf' ? 1 : 0, q)
    }
  })

  test('take a word with a dash as a search does: as excluded, unless a post has it with its dash', async () => {
    assert.deepEqual((await ask('ls -la')).titles, ['Hidden files with ls -la'])
    assert.deepEqual((await ask('firefox -tabs')).titles, ['Why I still use Firefox'])
  })
})

test('recent posts are the newest, without those of the future', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' } as const
  const posts = await recentPosts(ctx, 2)
  assert.deepEqual(
    posts.map(({ id, date }) => [id, date?.slice(0, 4)]),
    [
      ['p9', '2019'],
      ['p8', '2018'],
    ],
  )
})

test('the nearest words of the blog are near to those of the query', async () => {
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' } as const
  assert.equal((await nearestWords(ctx, 'firrefoxx ketle', 5)).includes('firefox'), true)
  assert.deepEqual(await nearestWords(ctx, 'xqzwvk', 5), [])
})
