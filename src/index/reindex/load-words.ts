import { bulkCreate } from '../../elastic/bulk.ts'
import type { BulkItem } from '../../elastic/bulk-batches.ts'
import type { Loading } from './loading.ts'

/** Indexes the words of all posts and comments: the vocabulary from which spelling corrections come. */
export async function loadWords(loading: Loading): Promise<void> {
  const { client, names, tally, signal, retry } = loading
  const { created } = await bulkCreate(client, names.words, toItems(loading), {
    errors: tally.errors,
    signal,
    retry,
    // A write of the API may have added the word.
    taken: async () => [],
  })
  tally.words.indexed = created
}

async function* toItems({ words, onProgress }: Loading): AsyncGenerator<BulkItem> {
  const total = words.size
  let done = 0
  for (const word of words.words()) {
    yield { id: word.word, place: 'vocabulary', document: word }
    done += 1
    onProgress({ phase: 'words', done, total })
  }
}
