import type { Client, estypes } from '@elastic/elasticsearch'
import { aliasNames } from '../../../src/elastic/aliases.ts'
import { scan } from '../../../src/elastic/scan.ts'
import type { Indexes } from './search.ts'

const PAGE = 500

/** As its author had it: HTML stripped, stop words out, words by their stems. */
const SETTINGS: estypes.IndicesIndexSettings = {
  number_of_shards: 1,
  number_of_replicas: 0,
  analysis: {
    analyzer: {
      html_strip: {
        type: 'custom',
        tokenizer: 'standard',
        char_filter: ['html_strip'],
        filter: ['lowercase', 'stop', 'snowball'],
      },
    },
  },
}
const text = { type: 'text', analyzer: 'html_strip' } as const
const FIELDS = {
  posts: ['id', 'url', 'title', 'text', 'date'],
  comments: ['id', 'postId', 'comment', 'date'],
}

/** Copies posts and comments of the blog into indexes of its own. */
export async function makeIndexes(client: Client, prefix: string, signal: AbortSignal): Promise<Indexes> {
  const aliases = aliasNames(prefix)
  const indexes = { posts: `${prefix}-2017-posts`, comments: `${prefix}-2017-comments` }
  const keyword = { type: 'keyword' } as const
  const properties = {
    id: keyword,
    postId: keyword,
    url: keyword,
    title: text,
    text,
    comment: text,
    date: { type: 'date' },
  } as const
  for (const kind of ['posts', 'comments'] as const) {
    const index = indexes[kind]
    await client.indices.create({ index, settings: SETTINGS, mappings: { dynamic: false, properties } })
    const { failed } = await client.helpers.bulk({
      datasource: scan<object>(client, {
        index: aliases[kind],
        _source: FIELDS[kind],
        size: PAGE,
        signal,
      }),
      onDocument: ({ _id, _source }) => [{ create: { _index: index, _id: _id ?? '' } }, _source ?? {}],
    })
    if (failed > 0) throw new Error(`${failed} documents could not be copied to ${index}`)
    await client.indices.refresh({ index })
  }
  return indexes
}
