import type { BenchRun } from '../bench-run.ts'
import type { Way } from './way.ts'

/** Calls after which Node.js has compiled what answers them: a service gets faster for its first five to ten thousand. */
const COMPILE_CALLS = 6_000

/** Asks ways that are programs of Node.js so often that they are compiled, one after the other, and returns how often. */
export async function compileAll(
  ways: readonly Way[],
  asked: readonly { q: string }[],
  { options, signal, say }: BenchRun,
): Promise<number> {
  const calls = options.quick ? asked.length : COMPILE_CALLS
  for (const way of ways) {
    say(`${calls} calls for ${way.name}, so that Node.js compiles it`)
    for (let call = 0; call < calls; call++) {
      signal.throwIfAborted()
      await way.ask(asked[call % asked.length]?.q ?? '')
    }
  }
  return calls
}
