import { keyOf, type Write } from './write.ts'

/** Writes that may be made at once, with their places in the given list. */
export type Round = { posts: Placed[]; comments: Placed[] }
export type Placed = { place: number; write: Write; key: string }

/**
 * The writes in rounds, each made before the next, so that the result is the same as one by one: in a round, no
 * document is written twice, and no post is written after one of its comments.
 */
export function toRounds(writes: readonly Write[]): Round[] {
  const rounds: Round[] = []
  let written = new Set<string>()
  let commented = new Set<string>()
  for (const [place, write] of writes.entries()) {
    const key = keyOf(write)
    const name = `${write.kind} ${key}`
    if (rounds.length === 0 || written.has(name) || (write.kind === 'posts' && commented.has(key))) {
      rounds.push({ posts: [], comments: [] })
      written = new Set()
      commented = new Set()
    }
    rounds.at(-1)?.[write.kind].push({ place, write, key })
    written.add(name)
    if (write.kind === 'comments') commented.add(write.postId)
  }
  return rounds
}
