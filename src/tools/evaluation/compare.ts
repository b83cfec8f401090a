import { mean, reciprocalRank } from '../../core/metrics.ts'
import { seededRandom } from '../../core/random.ts'
import type { Outcome } from './run.ts'

/** A query whose first expected post changed its place, from 1; 0 means "not among the first ten". */
export type Change = { file: string; kind: string; q: string; before: number; after: number }

/** Two runs of the same queries of one file and kind: the difference of their MRR, and the probability `p` that chance alone makes one as large. */
export type Comparison = {
  file: string
  kind: string
  queries: number
  difference: number
  p: number
  better: Change[]
  worse: Change[]
}

/** Rounds of random sign flips: enough to know p to about .01. */
const ROUNDS = 10_000

/** A difference with a smaller p counts as more than noise. */
export const SIGNIFICANT = 0.05

/** Compares a run with an earlier one, query by query; queries that only one of them has are left out. */
export function compareRuns(before: readonly Outcome[], after: readonly Outcome[]): Comparison[] {
  const earlier = new Map(before.map((outcome) => [keyOf(outcome), outcome]))
  const groups = new Map<string, [Outcome, Outcome][]>()
  for (const outcome of after) {
    const twin = earlier.get(keyOf(outcome))
    if (twin === undefined) continue
    const group = `${outcome.file}\t${outcome.kind}`
    groups.set(group, [...(groups.get(group) ?? []), [twin, outcome]])
  }
  return [...groups.values()].map(compareGroup)
}

function keyOf({ file, kind, q }: Outcome): string {
  return `${file}\t${kind}\t${q}`
}

function compareGroup(pairs: [Outcome, Outcome][]): Comparison {
  const differences = pairs.map(([before, after]) => reciprocalRank(after.rank) - reciprocalRank(before.rank))
  const changes = pairs
    .filter(([before, after]) => before.rank !== after.rank)
    .map(([before, after]) => ({
      file: after.file,
      kind: after.kind,
      q: after.q,
      before: before.rank,
      after: after.rank,
    }))
  const gained = ({ before, after }: Change) => reciprocalRank(after) > reciprocalRank(before)
  return {
    file: pairs[0]?.[1].file ?? '',
    kind: pairs[0]?.[1].kind ?? '',
    queries: pairs.length,
    difference: mean(differences),
    p: randomisationTest(differences),
    better: changes.filter(gained),
    worse: changes.filter((change) => !gained(change)),
  }
}

/** Paired randomisation test (Fisher; Smucker et al., CIKM 2007): the share of random sign flips of the differences whose mean is at least as far from zero. The flips are the same in every run. */
export function randomisationTest(differences: readonly number[]): number {
  const changed = differences.filter((difference) => difference !== 0)
  const observed = Math.abs(sum(changed)) - 1e-12
  const random = seededRandom(1)
  let asExtreme = 0
  for (let round = 0; round < ROUNDS; round++) {
    const flipped = changed.map((difference) => (random() < 0.5 ? -difference : difference))
    if (Math.abs(sum(flipped)) >= observed) asExtreme++
  }
  return asExtreme / ROUNDS
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
