import { seededRandom, shuffled } from '../src/evaluation/random.ts'

/** One timed call of each variant. */
export type Call<V extends string> = { [variant in V]: () => Promise<unknown> }

/** The milliseconds of all calls, by variant: in each round every call of every variant once, in random order. Each runs once untimed before. */
export async function measure<V extends string>(
  calls: readonly Call<V>[],
  { rounds, seed, signal }: { rounds: number; seed: number; signal: AbortSignal },
): Promise<Record<V, number[]>> {
  const random = seededRandom(seed)
  const all = calls.flatMap((call) => variantsOf(call).map((variant) => ({ variant, run: call[variant] })))
  const times = {} as Record<V, number[]>
  for (const { variant, run } of all) {
    times[variant] = []
    await run()
  }
  for (let round = 0; round < rounds; round++) {
    for (const { variant, run } of shuffled(all, random)) {
      signal.throwIfAborted()
      const started = performance.now()
      await run()
      times[variant].push(performance.now() - started)
    }
  }
  return times
}

function variantsOf<V extends string>(call: Call<V>): V[] {
  return Object.keys(call) as V[]
}
