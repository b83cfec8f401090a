import { type CurlTarget, curlOf } from '../../elastic/curl.ts'
import type { RoundTrip } from '../../elastic/msearch.ts'
import type { DebugPart, DebugRequest } from '../answer/debug-answer.ts'

/** The round trips of a search, each search of them by itself too, with lines for a shell that send them. */
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

/** What the round trip and the header of one search say beside the index, as a search alone takes it. */
function parametersOf(path: string, header: Record<string, unknown>): string {
  const parameters = new URLSearchParams(path.replace(/^[^?]*/, ''))
  for (const [name, value] of Object.entries(header)) parameters.set(name, String(value))
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** What one search of a round trip asks for, by its place and shape: the ranked searches come first. */
function asksFor(place: number, body: Record<string, unknown>): string {
  const ranked = ['the best posts', 'the best comments'][place]
  if (ranked !== undefined) return ranked
  if ('suggest' in body) return 'which words are known, and suggestions'
  return 'alternatives in the vocabulary'
}
