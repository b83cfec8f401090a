import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Client } from '@elastic/elasticsearch'
import { withIndexMarks } from '../../src/content/documents/index-marks.ts'
import { readIndexBody } from '../../src/elastic/mappings.ts'
import { toPieces } from '../../src/search/answer/pieces.ts'
import { HIT_END, HIT_START } from '../../src/search/query/highlight.ts'

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })
const index = `test-${randomBytes(4).toString('hex')}-posts`

const TEXTS = {
  node: 'I read big files with node.js and a stream.',
  apart: 'A node js is not.',
  js: 'Only js here.',
  cpp: 'Learning C++ takes a year, C++11 two.',
  c: 'C is small, C is old, C is everywhere: C, C, C.',
  csharp: 'A weekend with C# and ASP.NET on .NET 4.5.',
  flag: 'Then run git push --force-with-lease to origin.',
  force: 'May the force be with you.',
  camel: 'The method getUserName() returns null.',
  snake: 'Call find_by_name in snake_case please.',
  error: 'System.NullReferenceException: Object reference not set to an instance of an object.',
  mail: 'Send me an e-mail.',
  email: 'Send me an email.',
}

before(async () => {
  await client.indices.create({ index, ...readIndexBody('posts') })
  await client.bulk({
    index,
    refresh: true,
    operations: Object.entries(TEXTS).flatMap(([id, text]) => [
      { index: { _id: id } },
      { id, text: withIndexMarks(text, undefined, 'en') },
    ]),
  })
})
after(async () => {
  await client.indices.delete({ index, ignore_unavailable: true })
  await client.close()
})

/** The posts with a phrase, what has it as spelled before what has it by stems and parts, and what is marked in the first. */
async function find(phrase: string): Promise<{ ids: string[]; marked: string[] }> {
  const { hits } = await client.search({
    index,
    query: {
      bool: {
        should: [
          { match_phrase: { text: { query: phrase, boost: 0.25 } } },
          { match_phrase: { 'text.spelling': phrase } },
        ],
      },
    },
    highlight: { fields: { text: { number_of_fragments: 0 } }, pre_tags: [HIT_START], post_tags: [HIT_END] },
  })
  const pieces = toPieces(hits.hits[0]?.highlight?.text?.[0] ?? '')
  return {
    ids: hits.hits.map(({ _id }) => String(_id)),
    marked: pieces.filter(({ hit }) => hit).map(({ text }) => text),
  }
}

describe('code words', () => {
  // [what is looked for, posts, best first, what is marked]
  const samples: [string, string, string][] = [
    ['node.js', 'node apart', 'node.js'],
    ['Node.js', 'node apart', 'node.js'],
    ['node', 'apart node', 'node'],
    ['node js', 'apart node', 'node js'],
    ['C++', 'cpp', 'C++ C++11'],
    ['C++11', 'cpp', 'C++11'],
    ['C', 'c', 'C C C C C C'],
    ['C#', 'csharp', 'C#'],
    ['.NET', 'csharp', 'NET NET'],
    ['ASP.NET', 'csharp', 'ASP.NET'],
    ['--force', 'flag force', 'force'],
    ['force', 'force flag', 'force'],
    ['getUserName', 'camel', 'getUserName'],
    ['getusername', 'camel', 'getUserName'],
    ['user', 'camel', 'getUserName'],
    ['snake', 'snake', 'snake'],
    ['snake_case', 'snake', 'snake_case'],
    ['e-mail', 'mail', 'e-mail'],
    ['email', 'mail email', 'e-mail'],
    ['NullReferenceException', 'error', 'NullReferenceException'],
  ]
  for (const [phrase, ids, marked] of samples) {
    test(`“${phrase}” finds ${ids}`, async () => {
      const found = await find(phrase)
      assert.deepEqual(found.ids, ids.split(' '))
      assert.equal(found.marked.join(' '), marked)
    })
  }

  test('do not keep a sentence from being found as it is written', async () => {
    for (const [id, sentence] of Object.entries(TEXTS)) {
      const { ids } = await find(sentence)
      assert.equal(ids[0], id)
      if (id !== 'mail' && id !== 'email') assert.deepEqual(ids, [id])
    }
  })

  test('count in a phrase as other words do', async () => {
    assert.deepEqual((await find('files node.js with')).ids, [])
    assert.deepEqual((await find('with and a stream')).ids, [])
  })
})
