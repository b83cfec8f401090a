/** Whether something works with a heap of so many megabytes. */
export type Probed = { heap: number; passed: boolean }

/** Tries falling heaps until two in a row fail: a small one may pass by luck. */
export async function goDown<P extends Probed>(
  heaps: readonly number[],
  probe: (heap: number) => Promise<P>,
): Promise<P[]> {
  const probed: P[] = []
  for (const heap of heaps) {
    probed.push(await probe(heap))
    if (probed.length > 1 && probed.slice(-2).every(({ passed }) => !passed)) break
  }
  return probed
}

/** Halves the falling heaps until the smallest that works is known, for what takes long. */
export async function bisect<P extends Probed>(
  heaps: readonly number[],
  probe: (heap: number) => Promise<P>,
): Promise<P[]> {
  const probed: P[] = []
  let [first, end] = [0, heaps.length]
  while (first < end) {
    const middle = (first + end) >> 1
    const found = await probe(heaps[middle] ?? 0)
    probed.push(found)
    if (found.passed) first = middle + 1
    else end = middle
  }
  return probed.toSorted((a, b) => b.heap - a.heap)
}

/** The smallest heap that works, if every larger one that was tried works too. */
export function smallest<P extends Probed>(probed: readonly P[]): P | undefined {
  const firstFailed = probed.findIndex(({ passed }) => !passed)
  return probed.slice(0, firstFailed === -1 ? probed.length : firstFailed).at(-1)
}
