import type { Client, estypes } from '@elastic/elasticsearch'
import type { IndexedComment, IndexedPost } from '../../content/documents/indexed.ts'
import { searchedTexts } from '../../content/documents/searched-texts.ts'
import { toIndexedWord } from '../../content/words/indexed-word.ts'
import { wordsOf } from '../../content/words/words-of.ts'
import { BackendError } from '../../core/errors.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Query } from '../../elastic/request-types.ts'
import { describeCause } from '../../elastic/retry.ts'
import { TIMEOUTS, within } from '../../elastic/timeouts.ts'
import type { Refresh } from './change.ts'

/** Words that one request adds or asks for: fewer than the clauses that a search may have. */
const CHUNK = 400
/** Documents read to see whether a word is part of one of their words ("user" of "getUserName"). */
const READ_FOR_PARTS = 20

const FIELDS = {
  posts: ['title', 'text', 'labels', 'author.words'],
  comments: ['comment'],
} as const
/** The source fields of which those are made. */
const READ = ['title', 'text', 'comment', 'author', 'tags', 'categories', 'keywords', 'altTexts']

/** The words by which a document may be found. */
export function wordsOfDocument(document: Partial<IndexedPost & IndexedComment> | undefined): Set<string> {
  return document === undefined ? new Set() : wordsOf(...searchedTexts(document))
}

/** Adds the words that the vocabulary lacks. Only a reindex counts anew how many documents have a word. */
export async function addWords(
  client: Client,
  index: string,
  words: Iterable<string>,
  refresh: Refresh,
): Promise<void> {
  for (const some of chunks([...new Set(words)])) {
    const { docs } = await client.mget({ index, ids: some, _source: false }, within(TIMEOUTS.write))
    const known = new Set(docs.flatMap((doc) => ('found' in doc && doc.found ? doc._id : [])))
    const missing = some.filter((word) => !known.has(word))
    await bulk(
      client,
      index,
      missing.flatMap((word) => [{ create: { _id: word } }, toIndexedWord(word, 1)]),
      refresh,
    )
  }
}

/** Removes from the vocabulary those of the words that no document has any more. This is visible at once. */
export async function forgetWords(
  client: Client,
  names: IndexNames,
  words: ReadonlySet<string>,
): Promise<void> {
  if (words.size === 0) return
  await client.indices.refresh({ index: [names.posts, names.comments] }, within(TIMEOUTS.write))
  for (const some of chunks([...words])) {
    const used = await usedWords(client, names, some)
    const unused = some.filter((word) => !used.has(word))
    await bulk(
      client,
      names.words,
      unused.map((word) => ({ delete: { _id: word } })),
      true,
    )
  }
}

async function usedWords(client: Client, names: IndexNames, words: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>()
  const spelled = (kind: 'posts' | 'comments', word: string) => ({
    multi_match: { query: word, fields: FIELDS[kind].map(spellingOf), operator: 'and' as const },
  })
  const stemmed = (kind: 'posts' | 'comments', word: string) => ({
    multi_match: { query: word, fields: [...FIELDS[kind]], operator: 'and' as const },
  })
  const kinds = ['posts', 'comments'] as const
  for (const kind of kinds) {
    const left = words.filter((word) => !used.has(word))
    const counted = await countEach(client, names[kind], left, (word) => spelled(kind, word))
    for (const word of counted) used.add(word)
  }
  // Few words are left now: each that may be part of another word takes a request of its own.
  for (const kind of kinds) {
    const perhaps = words.filter((word) => !used.has(word))
    const parts = await countEach(client, names[kind], perhaps, (word) => stemmed(kind, word))
    for (const word of parts) {
      if (await isPartOfWord(client, names[kind], stemmed(kind, word), word)) used.add(word)
    }
  }
  return used
}

/** The words whose query finds at least one document. */
async function countEach(
  client: Client,
  index: string,
  words: readonly string[],
  query: (word: string) => Query,
): Promise<string[]> {
  if (words.length === 0) return []
  const filters = Object.fromEntries(words.map((word) => [word, query(word)]))
  const { aggregations, _shards } = await client.search<
    unknown,
    { words: { buckets: Record<string, { doc_count: number }> } }
  >({ index, size: 0, aggs: { words: { filters: { filters } } } }, within(TIMEOUTS.write))
  if (_shards.failed > 0) throw new BackendError(`${index}: ${_shards.failed} shards fail to count words`)
  const buckets = aggregations?.words.buckets ?? {}
  return words.filter((word) => (buckets[word]?.doc_count ?? 0) > 0)
}

async function isPartOfWord(
  client: Client,
  index: string,
  query: Query & { multi_match: estypes.QueryDslMultiMatchQuery },
  word: string,
): Promise<boolean> {
  const { hits } = await client.search<Partial<IndexedPost & IndexedComment>>(
    { index, query, size: READ_FOR_PARTS, _source: READ },
    within(TIMEOUTS.write),
  )
  return hits.hits.some(({ _source }) => wordsOfDocument(_source).has(word))
}

async function bulk(client: Client, index: string, operations: object[], refresh: Refresh): Promise<void> {
  if (operations.length === 0) return
  const { items } = await client.bulk({ index, operations, refresh }, within(TIMEOUTS.write))
  const failed = items.flatMap((item) => Object.values(item)).find(({ status }) => !isSettled(status))
  if (failed === undefined) return
  throw new BackendError(`${index}: status ${failed.status} for a word, ${describeCause(failed.error)}`)
}

/** Whether the change is done, by this request or by somebody else (409, 404). */
function isSettled(status: number): boolean {
  return status < 300 || status === 409 || status === 404
}

function spellingOf(field: string): string {
  return field === 'author.words' ? field : `${field}.spelling`
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += CHUNK) yield items.slice(i, i + CHUNK)
}
