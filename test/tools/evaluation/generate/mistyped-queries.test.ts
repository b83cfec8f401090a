import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { splitWords } from '../../../../src/search/request/words.ts'
import {
  formatMistyped,
  type MistypedQuery,
  mistypeQueries,
} from '../../../../src/tools/evaluation/generate/mistyped-queries.ts'
import { openIndex } from '../../../../src/tools/evaluation/generate/owner-index.ts'
import { readTypoLists } from '../../../../src/tools/evaluation/generate/typo-lists.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../../../helpers/test-index.ts'

const TEXT = 'Yesterday somebody recieved the rusty telescope and both wheels of a bicycle from Gothenburg.'
const WORDS = new Set(splitWords(TEXT.toLowerCase()).map(({ text }) => text))

const client = testClient()
const prefix = testPrefix()
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mistyped-queries-'))
  await indexBlog(
    { posts: [{ id: 'a', url: 'https://example.org/a', title: 'Received', text: TEXT }] },
    prefix,
  )
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
  await rm(folder, { recursive: true })
})

async function mistyped(
  queries: readonly string[],
  typos: Record<string, readonly string[]> = {},
  seed = 1,
): Promise<MistypedQuery[]> {
  const judged = queries.map((q) => ({ file: 'mine', q, kind: 'recalled', grades: new Map([['a', 1]]) }))
  const options = {
    typos: new Map(Object.entries(typos)),
    seed,
    language: 'en' as const,
    maxQueryLength: 200,
  }
  return mistypeQueries(await openIndex(client, prefix), judged, options)
}

const queriesOf = (made: readonly MistypedQuery[]) => made.map(({ q }) => q)

test('a word that a list has a misspelling of is mistyped as the list has it, and begins as it did', async () => {
  const typos = { telescope: ['teleskope'] }
  const made = await mistyped(['rusty telescope from Gothenburg', 'Telescope wheels'], typos)
  assert.deepEqual(queriesOf(made), ['rusty teleskope from Gothenburg', 'Teleskope wheels'])
  assert.ok(made.every(({ listed }) => listed))
})

test('without a list that has its words, one word of a query is mistyped by the patterns of errors', async () => {
  const q = 'rusty telescope with both wheels from Gothenburg'
  const [made] = await mistyped([q], { unknown: ['unkown'] })
  assert.equal(made?.listed, false)
  const changed = splitWords(made?.q ?? '').filter(({ text }, i) => text !== splitWords(q)[i]?.text)
  assert.equal(changed.length, 1)
  assert.ok(!WORDS.has(changed[0]?.text.toLowerCase() ?? ''))
})

test('a misspelling that the blog has is not taken', async () => {
  const [made] = await mistyped(['received'], { received: ['recieved'] })
  assert.equal(made?.listed, false)
  assert.notEqual(made?.typo, 'recieved')
  const [other] = await mistyped(['received'], { received: ['recieved', 'receved'] })
  assert.deepEqual([other?.typo, other?.listed], ['receved', true])
})

test('stop words, short words, words that the blog has not and words that occur twice stay as they are', async () => {
  const typos = { both: ['boht'], from: ['form'], old: ['odl'], garden: ['gardn'], rusty: ['rsuty'] }
  assert.deepEqual(await mistyped(['both from old garden', 'rusty rusty'], typos), [])
})

test('queries with quotes and operators are left out', async () => {
  assert.deepEqual(await mistyped(['"rusty telescope"', 'telescope -wheels']), [])
})

test('the same seed mistypes the same words in the same way, another seed others', async () => {
  const queries = ['rusty telescope wheels bicycle Gothenburg', 'somebody yesterday bicycle telescope rusty']
  const first = queriesOf(await mistyped(queries, {}, 3))
  assert.deepEqual(queriesOf(await mistyped(queries.toReversed(), {}, 3)).toReversed(), first)
  assert.notDeepEqual(queriesOf(await mistyped(queries, {}, 4)), first)
})

test('a file has each query as it was typed, and mistyped below', async () => {
  const made = await mistyped(['rusty telescope'], { telescope: ['teleskope'] })
  assert.equal(formatMistyped(made), 'rusty telescope\trecalled\ta\nrusty teleskope\trecalled-typo\ta\n')
})

test('lists of misspellings are read together, whatever their capitals', async () => {
  const [one, two] = [join(folder, 'one.tsv'), join(folder, 'two.tsv')]
  await writeFile(one, '# from somewhere\nGothemburg\tGothenburg\n\nteh\tthe\r\n')
  await writeFile(two, 'gotenburg\tgothenburg\n')
  assert.deepEqual(
    await readTypoLists([one, two]),
    new Map([
      ['gothenburg', ['gothemburg', 'gotenburg']],
      ['the', ['teh']],
    ]),
  )
  await writeFile(two, 'gotenburg\n')
  await assert.rejects(
    readTypoLists([two]),
    /two\.tsv:1: expected typo and correction with a tab between, got "gotenburg"/,
  )
})
