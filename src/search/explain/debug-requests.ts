import { type CurlTarget, curlOf } from '../../elastic/curl.ts'
import type { RoundTrip } from '../../elastic/msearch.ts'
import type { DebugPart, DebugRequest } from '../answer/debug-answer.ts'
import type { RankedPart } from '../query/ranked-searches.ts'
import type { SpellingPart } from '../spelling/spelling.ts'

/** The round trips of a search, and each of their searches by itself, with shell lines that send them. */
export function explainRequests(trips: readonly RoundTrip[], target: CurlTarget): DebugRequest[] {
  return trips.map(({ took, parts, ...trip }) => ({
    ...trip,
    curl: curlOf(target, trip.path, trip.searches),
    parts: partsOf(trip, { took, parts }, target),
  }))
}

function partsOf(
  { path, searches }: Pick<RoundTrip, 'path' | 'searches'>,
  { took, parts }: Pick<RoundTrip, 'took' | 'parts'>,
  target: CurlTarget,
): DebugPart[] {
  return took.map((ms, i) => {
    const { index: indexes, ...header } = searches[2 * i] ?? {}
    const index = [indexes].flat().join(',')
    const body = searches[2 * i + 1] ?? {}
    const curl = curlOf(target, `/${encodeURIComponent(index)}/_search${parametersOf(path, header)}`, [body])
    return { asks: PURPOSES[parts[i] ?? ''] ?? 'something else', index, took: ms, body, curl }
  })
}

/** The URL parameters of a search that is sent alone: those of the round trip and of the search's header, without the index. */
function parametersOf(path: string, header: Record<string, unknown>): string {
  const parameters = new URLSearchParams(path.replace(/^[^?]*/, ''))
  for (const [name, value] of Object.entries(header)) parameters.set(name, String(value))
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** The purpose of the searches of each part of a round trip. */
const PURPOSES: Record<string, string> = {
  posts: 'the best posts',
  comments: 'the best comments',
  meaning: 'the posts nearest in meaning',
  facets: 'the other values of a chosen facet',
  rarest: 'the rarest words of a long query',
  completions: 'words that the last word may begin',
  partings: 'words that may be joined or split',
  wordsInPosts: 'which words are known in posts, and suggestions',
  wordsInComments: 'which words are known in comments, and suggestions',
  candidates: 'alternatives in the vocabulary',
  signs: 'whether dashes are signs',
} satisfies Record<RankedPart | SpellingPart | 'rarest' | 'signs', string>
