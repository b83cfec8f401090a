import picomatch from 'picomatch'
import { InputError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'

/** Stars in one name of a path. The time of the library grows with the name's length to the power of their number: four take .4 s for 200 letters. */
const MAX_STARS = 3
/** Stars in a pattern, for `**` takes any number of names. */
const MAX_STARS_TOGETHER = 8
/** A repetition in a repeated group, such as `+(a*)`: its time doubles with each letter. */
const NESTED = /[*+]\([^)]*[*+]/

/** Whether a path matches any of the patterns, such as `drafts/**`. Throws an InputError that begins with `place` if a pattern cannot be read, or could take longer than seconds. */
export function globs(
  patterns: readonly string[],
  place: string,
  options: { dot?: boolean } = {},
): (path: string) => boolean {
  if (patterns.length === 0) return () => false
  for (const pattern of patterns) {
    const problem = whyTooCostly(pattern)
    if (problem !== undefined) throw new InputError(`${place}: expected ${problem}, got ${pattern}`)
  }
  try {
    return picomatch([...patterns], options)
  } catch (cause) {
    const reason = `${place}: expected patterns such as "drafts/**", got ${patterns.join(', ')} (${messageOf(cause)})`
    throw new InputError(reason, { cause })
  }
}

function whyTooCostly(pattern: string): string | undefined {
  const starsOf = (text: string) => text.match(/\*+/g)?.length ?? 0
  if (NESTED.test(pattern)) return 'no repetition within a repeated group'
  if (pattern.split('/').some((name) => starsOf(name) > MAX_STARS))
    return `at most ${MAX_STARS} "*" in a name`
  return starsOf(pattern) > MAX_STARS_TOGETHER ? `at most ${MAX_STARS_TOGETHER} "*"` : undefined
}
