import { seededRandom, shuffled } from '../../src/core/random.ts'
import { KINDS, type QueriesByKind, type QueryKind } from './queries.ts'

/** Of a hundred queries of readers: how many are of each kind. */
const SHARES: Record<QueryKind, number> = {
  'correct word': 25,
  'common word': 25,
  'correct phrase': 20,
  'one typo': 15,
  'two typos': 5,
  'nothing found': 2,
  'long sentence': 8,
}

/** No longer query gets another word. */
const MAX_LENGTH = 100
const TRIES = 20

/** As many different queries of all kinds as wanted. Where a blog's own do not suffice, they come again with common words behind them. */
export function mixQueries(queries: QueriesByKind, count: number, seed: number): string[] {
  const random = seededRandom(seed)
  const draw = (kind: QueryKind) => queries[kind][Math.floor(random() * queries[kind].length)]?.q ?? ''
  const mix = new Set<string>()
  for (let tries = 0; mix.size < count && tries < count * TRIES; tries++) {
    let q = draw(drawKind(random))
    while (mix.has(q) && q.length < MAX_LENGTH) q = `${q} ${draw('common word')}`.trim()
    if (q !== '') mix.add(q)
  }
  return shuffled([...mix], random)
}

/** Places in a list of `length`, as often as readers ask: the i-th query 1/i as often as the first (Zipf's law). */
export function zipfPlaces(length: number, count: number, seed: number): number[] {
  const random = seededRandom(seed)
  const sums = runningSums(Array.from({ length }, (_, i) => 1 / (i + 1)))
  const total = sums.at(-1) ?? 0
  return Array.from({ length: count }, () => firstAbove(sums, random() * total))
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

function firstAbove(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

function drawKind(random: () => number): QueryKind {
  const sums = runningSums(KINDS.map((kind) => SHARES[kind]))
  return KINDS[firstAbove(sums, random() * (sums.at(-1) ?? 0))] ?? 'common word'
}
