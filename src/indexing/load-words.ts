import { bulkCreate } from '../elastic/bulk.ts'
import type { BulkItem } from '../elastic/bulk-batches.ts'
import type { WordCounter } from '../vocabulary/word-counter.ts'
import type { Loading } from './loading.ts'

/** Indexes the words of all posts and comments: the vocabulary that spelling alternatives come from. */
export async function loadWords({ client, names, tally, words, signal, retry }: Loading): Promise<void> {
  const { created } = await bulkCreate(client, names.words, toItems(words), {
    errors: tally.errors,
    signal,
    retry,
    // A write of the API may have added the word.
    taken: async () => [],
  })
  tally.words.indexed = created
}

async function* toItems(words: WordCounter): AsyncGenerator<BulkItem> {
  for (const word of words.words()) yield { id: word.word, place: 'vocabulary', document: word }
}
