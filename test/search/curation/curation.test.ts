import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { changeStoredRules, readStoredRules } from '../../../src/index/curation/stored-rules.ts'
import { activeCuration } from '../../../src/search/curation/curation.ts'
import { parseRule, parseRules } from '../../../src/search/curation/read-rules.ts'
import { parseSearchRequest } from '../../../src/search/request/request.ts'
import { search } from '../../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../../helpers/test-index.ts'

const PREFIX = testPrefix()
const client = testClient()
const POSTS = [
  ...Array.from({ length: 14 }, (_, i) => ({
    id: `kettle-${i}`,
    url: `/kettle-${i}/`,
    title: `Kettle notes, part ${i}`,
    text: 'The kettle boils.',
    categories: [i < 9 ? 'tea' : 'kitchen'],
    date: '2015-05-01',
  })),
  {
    id: 'guide',
    url: '/guide/',
    title: 'A buying guide',
    text: 'What to buy.',
    categories: ['Tea'],
    date: '2020-01-01',
    language: 'en',
  },
  { id: 'pot', url: '/pot/', title: 'Teapots', text: 'All about teapots and JavaScript.' },
]
const COMMENTS = [{ id: 'c', postId: 'pot', text: 'My kettle is better.' }]

before(() => indexBlog({ posts: POSTS, comments: COMMENTS }, PREFIX))
after(async () => {
  await dropIndexes(PREFIX)
  await client.close()
})

/** Searches with the rules of a YAML text. */
async function ask(rules: string, query: string) {
  const parsed = parseSearchRequest(new URLSearchParams(query), { maxQueryLength: 200 })
  assert.ok(parsed.ok)
  const curation = activeCuration(parseRules(rules, 'curation.yaml'), '2026-05-04')
  const ctx = { client, indexPrefix: PREFIX, timeoutMs: 20_000, language: 'en', curation } as const
  return search(ctx, parsed.input)
}

const idsOf = ({ results }: Awaited<ReturnType<typeof ask>>) => results.map(({ id }) => id)
const PIN = 'kettle:\n  when: {query: kettle}\n  pin: [guide, gone, kettle-12]\n'

describe('pins', () => {
  test('come first in their order, on one page alone, and totals and facets count what they add', async () => {
    const plain = await ask('', 'q=kettle')
    const pages = [await ask(PIN, 'q=kettle'), await ask(PIN, 'q=kettle&page=2')] as const
    const ids = pages.flatMap(idsOf)
    assert.deepEqual(ids.slice(0, 2), ['guide', 'kettle-12'])
    assert.equal(plain.total.value, 15)
    assert.deepEqual(pages[0].total, { value: 16, relation: plain.total.relation })
    assert.equal(new Set(ids).size, 16)
    assert.equal(ids.length, 16)
    const tea = ({ facets }: typeof plain) => facets.categories.find(({ value }) => value === 'tea')?.posts
    assert.equal(tea(plain), 9)
    assert.equal(tea(pages[0]), 10)
    assert.equal(pages[0].results[0]?.highlights.title[0]?.text, 'A buying guide')
  })

  test('obey filters and the order of dates, and hold for mistyped queries', async () => {
    assert.deepEqual(idsOf(await ask(PIN, 'q=ketle')).slice(0, 2), ['guide', 'kettle-12'])
    assert.deepEqual(idsOf(await ask(PIN, 'q=kettle&category=kitchen')).slice(0, 1), ['kettle-12'])
    assert.ok(!idsOf(await ask(PIN, 'q=kettle&before=2019')).includes('guide'))
    assert.ok(!idsOf(await ask(PIN, 'q=kettle&sort=date&size=50')).includes('guide'))
    assert.equal((await ask(PIN, 'q=kettle+notes')).results[0]?.id === 'guide', false)
    const debugged = await ask(PIN, 'q=kettle&debug-search')
    assert.deepEqual(
      debugged.debug?.hits.slice(0, 3).map(({ rank, pinnedBy }) => [rank, pinnedBy]),
      [
        [1, 'kettle'],
        [2, 'kettle'],
        [3, undefined],
      ],
    )
  })
})

test('hidden posts are in no list, count or facet of the query, by their comments neither', async () => {
  const rule = 'x:\n  when: {query: kettle, match: contains}\n  hide: [pot, kettle-0, kettle-10]\n'
  const all = await ask(rule, 'q=kettle&size=50')
  assert.equal(all.total.value, 12)
  assert.ok(!idsOf(all).some((id) => ['pot', 'kettle-0', 'kettle-10'].includes(id)))
  assert.deepEqual(all.facets.categories, [
    { value: 'tea', posts: 8 },
    { value: 'kitchen', posts: 4 },
  ])
  assert.ok(idsOf(await ask(rule, 'q=teapots')).includes('pot'))
})

test('synonyms, words never corrected, messages and redirects do what they say, on their days', async () => {
  assert.equal((await ask('', 'q=samovar')).total.value, 0)
  assert.equal((await ask('a: {synonyms: ["samovar => kettle"]}', 'q=samovar')).total.value, 15)
  assert.deepEqual((await ask('', 'q=teapotz')).query.meant, ['teapots'])
  const never = await ask('a: {never-correct: [Teapotz]}', 'q=teapotz')
  assert.equal(never.query.meant, undefined)
  assert.equal(never.total.value, 0)
  const told = 'when: {query: tea kettle, match: all}, message: Ask us., redirect: "https://blog.example/k"'
  const { query } = await ask(`a: {${told}}`, 'q=kettle+for+tea')
  assert.deepEqual([query.notes, query.redirect], [['Ask us.'], 'https://blog.example/k'])
  assert.equal((await ask(`a: {${told}, from: 2026-05-05}`, 'q=kettle+for+tea')).query.notes, undefined)
  assert.equal((await ask(`a: {${told}, until: 2026-05-03}`, 'q=kettle+for+tea')).query.notes, undefined)
})

test('wrong rules are named with their field, what was expected and what was given', () => {
  assert.throws(
    () =>
      parseRules(
        'a: {pin: [x]}\nb: {when: {query: "?"}, pin: []}\nc: {synonyms: [js]}\nd: {colour: red}',
        'f',
      ),
    (error: Error) => {
      for (const part of [
        'f:1:4: a: expected "when" together with pin',
        'f:2:19: b.when.query: expected the words of a query, got "?"',
        'f:2:30: b.pin: expected at least one id, got []',
        'f:3:4: rule c:1: expected names of 1 to 4 words',
        'f:4:4: d: Unrecognized key: "colour"',
      ])
        assert.ok(error.message.includes(part), `${part} in ${error.message}`)
      return true
    },
  )
  assert.throws(() => parseRules('a: [', 'f'), /^InputError: f:1:5: /)
})

test('rules of the API are changed by several services at once without losing one', async () => {
  const rule = (id: string) => {
    const parsed = parseRule(id, { 'never-correct': [id] })
    assert.ok('rule' in parsed)
    return parsed.rule
  }
  const names = ['a', 'b', 'c', 'd']
  await Promise.all(names.map((id) => changeStoredRules(client, PREFIX, (rules) => [...rules, rule(id)])))
  const stored = await readStoredRules(client, PREFIX)
  assert.deepEqual(stored.map(({ id }) => id).sort(), names)
})
