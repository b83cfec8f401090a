/** Results that count: as many as a reader sees at once. */
export const DEPTH = 10

/** The place of the first expected post among the results, from 1; 0 if it is not among them. */
export function rankOf(results: readonly string[], grades: ReadonlyMap<string, number>): number {
  return results.findIndex((id) => (grades.get(id) ?? 0) > 0) + 1
}

/** 1 / rank, or 0. Its mean over queries is the mean reciprocal rank, MRR (Voorhees, TREC-8, 1999). */
export function reciprocalRank(rank: number): number {
  return rank > 0 ? 1 / rank : 0
}

/** Normalised discounted cumulative gain (nDCG) of the first ten results. Gains are the grades divided by log2(place + 1); their sum is divided by that of the best possible order (Järvelin and Kekäläinen, 2002). */
export function ndcg(results: readonly string[], grades: ReadonlyMap<string, number>): number {
  const ideal = dcg([...grades.values()].sort((a, b) => b - a))
  return ideal === 0 ? 0 : dcg(results.map((id) => grades.get(id) ?? 0)) / ideal
}

function dcg(gains: readonly number[]): number {
  return gains.slice(0, DEPTH).reduce((sum, gain, i) => sum + Math.max(gain, 0) / Math.log2(i + 2), 0)
}

/** The arithmetic mean; 0 without values. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value that `share` of the values do not exceed (nearest rank); 0 without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
