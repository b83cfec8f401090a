import { createHash } from 'node:crypto'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Numbers from 0 to 1 that depend only on a seed and a purpose, such as a kind and a post's id. The numbers of one purpose do not depend on draws for another. */
export function randomFor(seed: number, ...purpose: readonly (string | number)[]): () => number {
  return seededRandom(hashOf(seed, ...purpose))
}

/** A whole number of 32 bits that depends only on a seed and a purpose. */
export function hashOf(seed: number, ...purpose: readonly (string | number)[]): number {
  return createHash('sha256')
    .update([seed, ...purpose].join('\n'))
    .digest()
    .readUInt32LE()
}

/** The items in random order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
