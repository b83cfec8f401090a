import { type CurlTarget, curlOf } from '../../elastic/curl.ts'
import type { RoundTrip } from '../../elastic/msearch.ts'
import type { DebugPart, DebugRequest } from '../answer/debug-answer.ts'

/** The round trips of a search, and each of their searches by itself, with shell lines that send them. */
export function explainRequests(trips: readonly RoundTrip[], target: CurlTarget): DebugRequest[] {
  return trips.map(({ took, ...trip }) => ({
    ...trip,
    curl: curlOf(target, trip.path, trip.searches),
    parts: partsOf(trip, took, target),
  }))
}

function partsOf(
  { path, searches }: Pick<RoundTrip, 'path' | 'searches'>,
  took: readonly number[],
  target: CurlTarget,
): DebugPart[] {
  return took.map((ms, i) => {
    const { index: indexes, ...header } = searches[2 * i] ?? {}
    const index = [indexes].flat().join(',')
    const body = searches[2 * i + 1] ?? {}
    const curl = curlOf(target, `/${encodeURIComponent(index)}/_search${parametersOf(path, header)}`, [body])
    return { asks: asksFor(i, body), index, took: ms, body, curl }
  })
}

/** The URL parameters of a search that is sent alone: those of the round trip and of the search's header, without the index. */
function parametersOf(path: string, header: Record<string, unknown>): string {
  const parameters = new URLSearchParams(path.replace(/^[^?]*/, ''))
  for (const [name, value] of Object.entries(header)) parameters.set(name, String(value))
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** The purpose of one search of a round trip, by its place and shape: the ranked searches come first. */
function asksFor(place: number, body: Record<string, unknown>): string {
  const ranked = ['the best posts', 'the best comments'][place]
  if (ranked !== undefined) return ranked
  if ('suggest' in body) return 'which words are known, and suggestions'
  return 'alternatives in the vocabulary'
}
