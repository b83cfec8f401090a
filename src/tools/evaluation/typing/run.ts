import { mean, percentile, reciprocalRank } from '../../../core/metrics.ts'
import type { SearchContext } from '../../../search/find.ts'
import { normaliseText } from '../../../search/request/normalise.ts'
import { parseSuggestRequest } from '../../../search/suggest/request.ts'
import { signless } from '../../../search/suggest/spelled.ts'
import { suggest } from '../../../search/suggest/suggest.ts'
import type { TypingCase } from './cases.ts'

/** The result of a case: the ranks of its post and of the first right completion among the suggestions, from 1; 0 if missing. */
export type TypingOutcome = TypingCase & { post: number; completion: number; roundTrips: number; ms: number }

/** The figures of a group of cases. */
export type TypingFigures = {
  group: string
  cases: number
  postRecall: number
  postMrr: number
  completionRecall: number
  completionMrr: number
  roundTrips: number
  p50: number
  p95: number
}

/** Asks for the suggestions of a case. */
export async function askTyping(
  ctx: SearchContext,
  typing: TypingCase,
  maxQueryLength: number,
): Promise<TypingOutcome | undefined> {
  const parsed = parseSuggestRequest(new URLSearchParams({ q: typing.q }), { maxQueryLength })
  if (!parsed.ok) return undefined
  let roundTrips = 0
  const onRoundTrip = () => {
    roundTrips += 1
  }
  const started = performance.now()
  const { completions, posts } = await suggest({ ...ctx, onRoundTrip }, parsed.input)
  const ms = performance.now() - started
  const meant = `${signless(normaliseText(typing.meant))} `
  return {
    ...typing,
    post: posts.findIndex(({ id }) => id === typing.id) + 1,
    completion: completions.findIndex(({ text }) => `${signless(text)} `.startsWith(meant)) + 1,
    roundTrips,
    ms,
  }
}

/** The figures by kind, and within each kind by the number of letters. */
export function typingFigures(outcomes: readonly TypingOutcome[]): TypingFigures[] {
  const groups = new Map<string, TypingOutcome[]>()
  for (const outcome of outcomes) {
    for (const group of [outcome.kind, `${outcome.kind} ${outcome.letters}`]) {
      groups.set(group, [...(groups.get(group) ?? []), outcome])
    }
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(figures)
}

function figures([group, outcomes]: [string, TypingOutcome[]]): TypingFigures {
  const share = (rank: (outcome: TypingOutcome) => number) =>
    mean(outcomes.map((outcome) => (rank(outcome) > 0 ? 1 : 0)))
  const mrr = (rank: (outcome: TypingOutcome) => number) =>
    mean(outcomes.map((outcome) => reciprocalRank(rank(outcome))))
  const ms = outcomes.map((outcome) => outcome.ms)
  return {
    group,
    cases: outcomes.length,
    postRecall: share(({ post }) => post),
    postMrr: mrr(({ post }) => post),
    completionRecall: share(({ completion }) => completion),
    completionMrr: mrr(({ completion }) => completion),
    roundTrips: mean(outcomes.map((outcome) => outcome.roundTrips)),
    p50: percentile(ms, 0.5),
    p95: percentile(ms, 0.95),
  }
}
