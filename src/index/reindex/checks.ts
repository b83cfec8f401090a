import type { Tally } from '../../content/intake/tally.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { KINDS, type Kind } from '../../elastic/mappings.ts'

/** The reasons why the loaded indexes must not go live, each a sentence; empty if they may. `counts` are the documents that the indexes report. */
export function whyNotLive(
  tally: Tally,
  { names, counts, maxErrors }: { names: IndexNames; counts: Record<Kind, number>; maxErrors: number },
): string[] {
  return [
    ...whyRefused(tally, { posts: tally.posts.indexed, maxErrors }),
    ...KINDS.filter((kind) => !isExpected(counts[kind], tally, kind)).map(
      (kind) => `${names[kind]}: expected ${tally[kind].indexed} documents, got ${counts[kind]}.`,
    ),
  ]
}

/** The reasons why what the sources have must not go live, each a sentence; empty if it may. `posts` is how many posts would be indexed. */
export function whyRefused(
  tally: Tally,
  { posts, maxErrors }: { posts: number; maxErrors: number },
): string[] {
  return [
    ...tally.emptySources.map((name) => `${name}: expected posts or comments, got none.`),
    ...tooManyErrors(tally, maxErrors),
    ...(posts === 0 ? ['Expected posts that may be published, got none.'] : []),
  ]
}

/** Whether an index has as many documents as were loaded, give or take those that the API wrote and deleted meanwhile. A deleted post takes any number of comments with it. */
function isExpected(count: number, tally: Tally, kind: Kind): boolean {
  const loaded = tally[kind]
  const { written, deleted } = tally.meanwhile
  const least = kind === 'posts' ? loaded.indexed - deleted : deleted > 0 ? 0 : loaded.indexed
  const most = kind === 'words' && written + deleted > 0 ? Number.MAX_SAFE_INTEGER : loaded.indexed + written
  return count >= least && count <= most
}

function tooManyErrors({ errors }: Tally, maxErrors: number): string[] {
  if (errors.count <= maxErrors) return []
  const allowed = maxErrors === 0 ? 'no document' : `at most ${maxErrors} of the documents`
  const goOn = `Mend them, or go on without them with --max-errors ${errors.count}.`
  return [`Expected ${allowed} to fail (--max-errors ${maxErrors}), got ${errors.count}. ${goOn}`]
}
