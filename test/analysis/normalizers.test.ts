import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { Client, type estypes } from '@elastic/elasticsearch'

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })
const index = `test-${randomBytes(4).toString('hex')}-normalizers`

after(async () => {
  await client.indices.delete({ index, ignore_unavailable: true })
  await client.close()
})

describe('a normalizer', () => {
  async function create(filter: string): Promise<void> {
    const settings = { analysis: { normalizer: { n: { type: 'custom', filter: [filter] } } } }
    await client.indices.create({ index, settings } as estypes.IndicesCreateRequest)
    await client.indices.delete({ index })
  }
  const ALLOWED = [
    ...[
      'arabic_normalization',
      'asciifolding',
      'bengali_normalization',
      'cjk_width',
      'decimal_digit',
      'elision',
    ],
    ...[
      'german_normalization',
      'hindi_normalization',
      'indic_normalization',
      'lowercase',
      'persian_normalization',
    ],
    ...[
      'scandinavian_folding',
      'scandinavian_normalization',
      'serbian_normalization',
      'sorani_normalization',
    ],
    ...['trim', 'uppercase'],
  ]

  test('takes the filters that work on single characters', async () => {
    for (const filter of ALLOWED) await create(filter)
  })

  test('takes mapping and pattern_replace with their settings', async () => {
    const normalizer = { type: 'custom', char_filter: ['dots'], filter: ['no_space'] }
    const analysis = {
      char_filter: { dots: { type: 'mapping', mappings: ['. => -'] } },
      filter: { no_space: { type: 'pattern_replace', pattern: '\\s+' } },
      normalizer: { n: normalizer },
    }
    await client.indices.create({ index, settings: { analysis } } as estypes.IndicesCreateRequest)
    const { tokens: found = [] } = await client.indices.analyze({ index, normalizer: 'n', text: 'a . b' })
    await client.indices.delete({ index })
    assert.deepEqual(
      found.map(({ token }) => token),
      ['a-b'],
    )
  })

  for (const filter of ['stemmer', 'edge_ngram', 'reverse']) {
    test(`refuses ${filter}`, async () => {
      await assert.rejects(
        create(filter),
        new RegExp(`Custom normalizer \\[n\\] may not use filter \\[${filter}\\]`),
      )
    })
  }
})
