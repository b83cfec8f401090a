import { percentile } from '../../src/core/metrics.ts'
import { seededRandom, shuffled } from '../../src/core/random.ts'

/** One thing to time, and which row its times belong to. What says itself how long it took returns that. */
export type Call<Row> = { row: Row; run: () => Promise<number | undefined> }

export type MeasureOptions = { rounds: number; seed: number; signal: AbortSignal }

/** How many calls warmed everything up, and how that ended. */
export type WarmUp = { calls: number; settled: boolean; medians: number[] }

/** Java compiles what runs often, again and again: it is warm when the median of all calls stays. */
const LEAST_ROUNDS = 2
/** Rounds to warm up by, at most. */
export const WARM_ROUNDS = { full: 12, quick: 2 }
const SETTLED = 0.97

/** Runs all calls again and again, in random order, until the median of a round is not below that of the best before, twice. */
export async function warmUp<Row>(
  calls: readonly Call<Row>[],
  { seed, signal, most }: Omit<MeasureOptions, 'rounds'> & { most: number },
): Promise<WarmUp> {
  const random = seededRandom(seed)
  const medians: number[] = []
  let steady = 0
  while (steady < 2 && medians.length < most) {
    const times: number[] = []
    for (const call of shuffled(calls, random)) times.push(await timed(call, signal))
    const median = percentile(times, 0.5)
    const best = Math.min(...medians)
    steady = medians.length >= LEAST_ROUNDS - 1 && median > best * SETTLED ? steady + 1 : 0
    medians.push(median)
  }
  return { calls: medians.length * calls.length, settled: steady >= 2, medians }
}

/** The milliseconds of all calls by row: in each round every call once, all in random order. */
export async function measure<Row>(
  calls: readonly Call<Row>[],
  { rounds, seed, signal }: MeasureOptions,
): Promise<Map<Row, number[]>> {
  const random = seededRandom(seed + 1)
  const times = new Map<Row, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const call of shuffled(calls, random)) {
      const ms = await timed(call, signal)
      const ofRow = times.get(call.row)
      if (ofRow === undefined) times.set(call.row, [ms])
      else ofRow.push(ms)
    }
  }
  return times
}

/** In words, for the output. */
export function describeWarmUp({ calls, settled, medians }: WarmUp): string {
  const fall = `median of all ${medians.map((ms) => ms.toFixed(2)).join(', ')} ms a round`
  return `warmed up by ${calls} calls, ${settled ? 'until their median stopped falling' : 'a set number'} (${fall})`
}

async function timed<Row>({ run }: Call<Row>, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted()
  const started = performance.now()
  const own = await run()
  return own ?? performance.now() - started
}
