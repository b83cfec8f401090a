import type { IndexNames } from './aliases.ts'
import { forKinds, KINDS } from './mappings.ts'

/** Default number of earlier generations to keep, for going back to them. */
export const KEPT_GENERATIONS = 1
/** An index that was never live belongs to a reindex that runs, or that died. No reindex runs for a day. */
const UNFINISHED_MS = 24 * 60 * 60 * 1000

const STAMP = /^\d{8}t\d{9}-[0-9a-f]{4}$/

/** The names of indexes that are loaded together: `blog-posts-20260131t235959123-0a1b` and the same for comments and words. `chance` is a random whole number. */
export function newGeneration(prefix: string, now: Date, chance: number): IndexNames {
  const time = now
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .toLowerCase()
  return indexesOf(prefix, `${time}-${(chance & 0xffff).toString(16).padStart(4, '0')}`)
}

/** The names of the indexes of a generation. */
export function indexesOf(prefix: string, stamp: string): IndexNames {
  return forKinds((kind) => `${prefix}-${kind}-${stamp}`)
}

/** The stamp of an index that a reindex with exactly this prefix made; otherwise undefined. */
export function stampOf(name: string, prefix: string): string | undefined {
  const kind = KINDS.find((kind) => name.startsWith(`${prefix}-${kind}-`))
  const stamp = kind === undefined ? '' : name.slice(`${prefix}-${kind}-`.length)
  return STAMP.test(stamp) ? stamp : undefined
}

/**
 * The indexes to delete once `current` is live. These are the generations up to the one that was live before (`before`),
 * except the last `keep` of them, and those that were never live and are over a day old. An index that no reindex with
 * this prefix made is never among them.
 */
export function outdatedIndexes(
  names: readonly string[],
  prefix: string,
  { current, before, now, keep }: { current: IndexNames; before: readonly string[]; now: Date; keep: number },
): string[] {
  const wasLive = stampsOf(before, prefix)
  const others = stampsOf(names, prefix).filter((stamp) => stamp !== stampOf(current.posts, prefix))
  const previous = wasLive.at(-1) ?? others.at(-1) ?? ''
  const upToPrevious = others.filter((stamp) => stamp <= previous)
  const kept = new Set(keep === 0 ? [] : [...wasLive, ...upToPrevious.slice(-keep)])
  const abandoned = others.filter((stamp) => stamp > previous && ageMs(stamp, now) > UNFINISHED_MS)
  const outdated = new Set([...upToPrevious.filter((stamp) => !kept.has(stamp)), ...abandoned])
  return names.filter((name) => outdated.has(stampOf(name, prefix) ?? ''))
}

/** The stamps among the names, each once, the oldest first. */
function stampsOf(names: readonly string[], prefix: string): string[] {
  const stamps = names.map((name) => stampOf(name, prefix)).filter((stamp) => stamp !== undefined)
  return [...new Set(stamps)].sort()
}

/** The age of a stamp in milliseconds. */
function ageMs(stamp: string, now: Date): number {
  return now.getTime() - dateOf(stamp).getTime()
}

/** The time at which a stamp was made. */
export function dateOf(stamp: string): Date {
  return new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)(\d{3}).*$/, '$1-$2-$3T$4:$5:$6.$7Z'))
}
