import { DEPTH, mean, ndcg, percentile, rankOf, reciprocalRank } from '../../core/metrics.ts'
import type { SomeWeights } from '../../core/weights.ts'
import { parseSearchRequest } from '../../search/request/request.ts'
import { type SearchContext, search } from '../../search/search.ts'
import type { JudgedQuery } from './judged-query.ts'

/** The result of one query. `rank` is the place of the first expected post, from 1, or 0 if it is not among the first ten. */
export type Outcome = {
  file: string
  kind: string
  q: string
  rank: number
  ndcg: number
  fallback: boolean
  roundTrips: number
  ms: number
  /** The reason why the query could not be asked at all. */
  refused?: string
}

/** The figures of the queries of one file and kind. Shares are 0 to 1; times are in milliseconds. */
export type Figures = {
  file: string
  kind: string
  queries: number
  mrr: number
  success1: number
  success10: number
  ndcg10: number
  fallback: number
  roundTrips: number
  p50: number
  p99: number
}

/** Asks one judged query as the HTTP search would, with the same parsing and the same search. */
export async function askJudged(
  ctx: SearchContext,
  query: JudgedQuery,
  asking: { maxQueryLength: number; weights?: SomeWeights },
): Promise<Outcome> {
  const { file, kind, q } = query
  const request = parseSearchRequest(new URLSearchParams({ q, size: String(DEPTH) }), asking)
  if (!request.ok) {
    const refused = request.errors.map((error) => error.message).join('; ')
    return { file, kind, q, rank: 0, ndcg: 0, fallback: false, roundTrips: 0, ms: 0, refused }
  }
  let roundTrips = 0
  const answer = await search({ ...ctx, onRoundTrip: () => roundTrips++ }, request.input)
  const results = answer.results.map((post) => post.id)
  return {
    file,
    kind,
    q,
    rank: rankOf(results, query.grades),
    ndcg: ndcg(results, query.grades),
    fallback: answer.query.strategy === 'words',
    roundTrips,
    ms: answer.took.total,
  }
}

/** The figures by file and kind, in order of first occurrence. */
export function figuresOf(outcomes: readonly Outcome[]): Figures[] {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const key = `${outcome.file}\t${outcome.kind}`
    groups.set(key, [...(groups.get(key) ?? []), outcome])
  }
  return [...groups.values()].map(summarise)
}

function summarise(group: Outcome[]): Figures {
  const times = group.map((outcome) => outcome.ms)
  const share = (holds: (outcome: Outcome) => boolean) => mean(group.map((outcome) => Number(holds(outcome))))
  return {
    file: group[0]?.file ?? '',
    kind: group[0]?.kind ?? '',
    queries: group.length,
    mrr: mean(group.map((outcome) => reciprocalRank(outcome.rank))),
    success1: share((outcome) => outcome.rank === 1),
    success10: share((outcome) => outcome.rank > 0),
    ndcg10: mean(group.map((outcome) => outcome.ndcg)),
    fallback: share((outcome) => outcome.fallback),
    roundTrips: mean(group.map((outcome) => outcome.roundTrips)),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  }
}
