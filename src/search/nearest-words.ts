import { aliasNames } from '../elastic/aliases.ts'
import { asking } from './ask.ts'
import type { SearchContext } from './find.ts'
import { candidateSearch, correctable, readCandidateWords } from './options.ts'
import { splitWords } from './words.ts'

/** The words of the blog that are nearest to those of a query that found nothing, the likeliest first, without the query's own. Throws a BackendError when Elasticsearch is away, too slow or refuses. */
export async function nearestWords(
  ctx: SearchContext,
  q: string,
  size: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const { words: index } = ctx.indexes ?? aliasNames(ctx.indexPrefix)
  const words = correctable(splitWords(q))
  const answers = await asking(ctx, signal)(words.map((word) => ({ index, body: candidateSearch(word) })))
  const near = words.flatMap((word, i) => readCandidateWords(word, answers[i], false).options)
  const best = near.sort((a, b) => b.score - a.score || b.freq - a.freq)
  return [...new Set(best.map(({ text }) => text))].slice(0, size)
}
