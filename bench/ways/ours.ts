import type { DiagnosticResult } from '@elastic/elasticsearch'
import type { SearchAnswer } from '../../src/search/answer/answer.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { memoryIn, NO_MEMORY, type WordMemory } from '../../src/search/spelling/word-memory.ts'
import { type CommandContext, searchContext } from '../../src/service/context.ts'

/** A request to Elasticsearch as it was sent. */
export type Sent = { path: string; body: string }

/** The answer of the search in this process, where words are new, or some are remembered. */
export function searchInProcess(
  ctx: CommandContext,
  q: string,
  words: WordMemory = NO_MEMORY,
): Promise<SearchAnswer> {
  const parsed = parseSearchRequest(new URLSearchParams({ q }), ctx.config)
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'))
  return ctx.search({ ...searchContext(ctx), words }, parsed.input)
}

/** A memory that nothing is ever lost from. */
export function createWordMemory(): WordMemory {
  return memoryIn(new Map())
}

/** What a search answers, and the requests that it sends to Elasticsearch once its words are remembered. Nothing else may be asked meanwhile. */
export async function recordSearch(
  ctx: CommandContext,
  q: string,
  words: WordMemory,
): Promise<{ answer: SearchAnswer; sent: Sent[] }> {
  await searchInProcess(ctx, q, words)
  const sent: Sent[] = []
  const listen = (_error: unknown, result: Pick<DiagnosticResult, 'meta'> | null) => {
    const { path, querystring, body } = result?.meta.request.params ?? {}
    const parameters = typeof querystring === 'string' && querystring !== '' ? `?${querystring}` : ''
    sent.push({ path: `${path}${parameters}`, body: String(body) })
  }
  ctx.client.diagnostic.on('response', listen)
  try {
    return { answer: await searchInProcess(ctx, q, words), sent }
  } finally {
    ctx.client.diagnostic.off('response', listen)
  }
}

/** The ids of the posts that an answer has. */
export function idsOf({ results }: Pick<SearchAnswer, 'results'>): string[] {
  return results.map(({ id }) => id)
}

/** An answer of Elasticsearch as text, but for how long it took, and for scores, which freshness changes from second to second. */
export function withoutTimes(answer: unknown): string {
  return JSON.stringify(answer, (key, value) =>
    /^(took|_score|max_score|sort)$/.test(key) ? undefined : value,
  )
}
