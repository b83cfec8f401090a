import { aliasNames } from '../elastic/aliases.ts'
import { asking } from '../search/ask.ts'
import type { SearchContext } from '../search/find.ts'
import { vocabularySpelling } from '../vocabulary/words-of.ts'
import { markBeginnings } from './marking.ts'
import type { SuggestInput } from './request.ts'
import { spelledWords } from './spelled.ts'
import type { SuggestAnswer } from './suggest-answer.ts'
import { readTitles, titleSearch } from './titles.ts'

/** What somebody who has typed the beginning of a query may be about to type, and the posts whose titles have it. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function suggest(
  ctx: SearchContext,
  input: SuggestInput,
  signal?: AbortSignal,
): Promise<SuggestAnswer> {
  const started = performance.now()
  let elasticsearch = 0
  const onRoundTrip = (trip: { ms: number }) => {
    elasticsearch += trip.ms
    ctx.onRoundTrip?.(trip)
  }
  const ask = asking({ ...ctx, onRoundTrip }, signal)
  const aliases = ctx.indexes ?? aliasNames(ctx.indexPrefix)
  const typed = spelledWords(input.text)
  const single = typed.length === 1 ? typed[0] : undefined
  const [titles, words] = await ask([
    { index: aliases.posts, body: titleSearch(input.text, input, ctx.language) },
    ...(single === undefined ? [] : [{ index: aliases.words, body: beginningSearch(single.text) }]),
  ])
  const texts = typed.map(({ text }) => text)
  return {
    q: input.q,
    completions: (words?.hits.hits ?? [])
      .map((hit) => String(hit.fields?.word?.[0]))
      .filter((word) => word !== input.text)
      .slice(0, input.size)
      .map((text) => ({ text, pieces: markBeginnings(text, texts) })),
    posts: readTitles(titles)
      .slice(0, input.size)
      .map((post) => ({ ...post, pieces: markBeginnings(post.title, texts) })),
    took: { total: toTenths(performance.now() - started), elasticsearch: toTenths(elasticsearch) },
  }
}

/** The search for the words of the vocabulary that begin so, the most frequent first. */
function beginningSearch(beginning: string) {
  return {
    size: 20,
    track_total_hits: false,
    _source: false,
    stored_fields: ['_none_'],
    docvalue_fields: ['word', 'documents'],
    sort: [{ documents: 'desc' }, { word: 'asc' }],
    query: { prefix: { word: { value: vocabularySpelling(beginning) } } },
  }
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
