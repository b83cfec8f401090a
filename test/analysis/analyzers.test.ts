import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Client, type estypes } from '@elastic/elasticsearch'

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })
const prefix = `test-${randomBytes(4).toString('hex')}`
const mappings = join(import.meta.dirname, '..', '..', 'index-mappings')

async function tokens(request: estypes.IndicesAnalyzeRequest): Promise<string[]> {
  const { tokens: found = [] } = await client.indices.analyze(request)
  return found.map(({ token }) => token)
}

after(() => client.close())

for (const name of ['posts', 'comments']) {
  describe(`the analysis of ${name}.json`, () => {
    const index = `${prefix}-${name}`
    before(async () => {
      const definition = JSON.parse(await readFile(join(mappings, `${name}.json`), 'utf8'))
      await client.indices.create({ index, ...definition })
    })
    after(() => client.indices.delete({ index, ignore_unavailable: true }))

    // [text, tokens of the stemmed analyzer, tokens of the spelling analyzer]
    const samples: [string, string, string][] = [
      ['Date formatting', 'date format', 'date formatting'],
      ['date formats', 'date format', 'date formats'],
      ['The dog’s bone', 'the dog bone', 'the dog bone'],
      ["the dog's bone", 'the dog bone', 'the dog bone'],
      [
        "readers' questions, readers’ choice",
        'reader question reader choic',
        'readers questions readers choice',
      ],
      ["It’s what it's", 'it what it', 'it what it'],
      ["O'Neil’s ｆｕｌｌ＇s", "o'neil full", "o'neil full"],
      ['Café Émigré naïve', 'cafe emigr naiv', 'cafe emigre naive'],
      ['well-known state-of-the-art', 'well known state of the art', 'well known state of the art'],
      ['20.1, 1,000 rows 3.5 in 2024', '20.1 1,000 row 3.5 in 2024', '20.1 1,000 rows 3.5 in 2024'],
      ['to be or not to be', 'to be or not to be', 'to be or not to be'],
      ['東京都 日本語', '東 京 都 日 本 語', '東 京 都 日 本 語'],
      ['?! …', '', ''],
    ]
    for (const [text, stemmed, spelling] of samples) {
      test(`the analyzers read “${text}”`, async () => {
        assert.deepEqual(
          await tokens({ index, analyzer: 'stemmed', text }),
          stemmed.split(' ').filter(Boolean),
        )
        assert.deepEqual(
          await tokens({ index, analyzer: 'spelling', text }),
          spelling.split(' ').filter(Boolean),
        )
      })
    }

    test('keywords are compared without case and accents, as one token', async () => {
      const normalizer = 'case_insensitive'
      assert.deepEqual(await tokens({ index, normalizer, text: 'Ünïcode & C++' }), ['unicode & c++'])
      assert.deepEqual(await tokens({ index, normalizer, text: 'ASP.NET MVC' }), ['asp.net mvc'])
    })
  })
}

describe('the exact title', () => {
  const index = `${prefix}-exact`
  before(async () => {
    const definition = JSON.parse(await readFile(join(mappings, 'posts.json'), 'utf8'))
    await client.indices.create({ index, ...definition })
  })
  after(() => client.indices.delete({ index, ignore_unavailable: true }))

  const samples: [string, string][] = [
    ['  To be, or — not to be?! ', 'to be or not to be'],
    ['Crème Brûlée’s return (2019)', 'creme brulee s return 2019'],
    ['Issue #5: a + b', 'issue 5 a b'],
    ['Learning C++, C# & F#', 'learning c++ c# f#'],
    ['東京、都', '東京 都'],
    ['…', ''],
  ]
  for (const [title, exact] of samples) {
    test(`“${title}” is compared as “${exact}”`, async () => {
      assert.deepEqual(await tokens({ index, normalizer: 'words_only', text: title }), [exact])
    })
  }

  test('a title as long as a book does not fail', async () => {
    const document = { id: 'long', title: '東'.repeat(100_000), text: '' }
    assert.equal((await client.index({ index, document })).result, 'created')
  })
})
