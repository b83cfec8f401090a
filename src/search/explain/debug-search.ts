import { analyzeText } from '../../content/documents/analyze-text.ts'
import { aliasesOf } from '../../elastic/ask.ts'
import type { Debug } from '../answer/debug-answer.ts'
import type { RankedPost } from '../answer/merge.ts'
import type { Found, SearchContext } from '../find.ts'
import type { SearchInput } from '../request/input.ts'
import { compare } from './debug-comparison.ts'
import { explainHits } from './debug-hits.ts'
import { explainOptions, explainTerms } from './debug-options.ts'
import { withPassages } from './debug-passages.ts'
import { explainRequests } from './debug-requests.ts'
import { explainFound } from './explain-post.ts'

/** The target of curl lines if the context gives none. */
const ANYWHERE = { address: '$ELASTICSEARCH_URL', options: [] }

/** Explains how a page of results came about. Asks Elasticsearch for facts that the search itself does not need: tokens, the comparison, the post asked for. */
export async function explainSearch(
  ctx: SearchContext,
  input: SearchInput,
  found: Found,
  page: readonly RankedPost[],
  signal?: AbortSignal,
): Promise<Debug> {
  const { text } = input.query
  const [tokens, comparison, post, hits] = await Promise.all([
    text === '' ? [] : analyzeText(ctx.client, aliasesOf(ctx).posts, text, ctx.language),
    compare(ctx, input, found, signal),
    input.debugPost === undefined ? undefined : explainFound(ctx, input, found, input.debugPost, signal),
    withPassages(ctx, found, explainHits(page, found.ranking, input), signal),
  ])
  const { spelling, trips } = found
  return {
    terms: explainTerms(found),
    hits,
    weights: input.weights,
    words: spelling.words.map((word) => ({ word: word.text, known: spelling.known.has(word) })),
    suggestions: explainOptions(found, input),
    tokens,
    requests: explainRequests(trips, ctx.curl?.() ?? ANYWHERE),
    ...(comparison !== undefined && { comparison }),
    ...(post !== undefined && { post }),
  }
}
