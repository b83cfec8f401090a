/** The heading of what no release has yet. */
const UNRELEASED = '## Unreleased'

/** The next version by a kind of change, as semantic versioning has it, or the version that was given. Throws an Error for anything else, and for a version that is not newer. */
export function nextVersion(current: string, wanted: string): string {
  const [major = 0, minor = 0, patch = 0] = current.split('.').map(Number)
  const byKind: Record<string, string> = {
    major: `${major + 1}.0.0`,
    minor: `${major}.${minor + 1}.0`,
    patch: `${major}.${minor}.${patch + 1}`,
  }
  const next = byKind[wanted] ?? wanted
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(next)?.slice(1).map(Number)
  const isNewer = parts !== undefined && compare(parts, [major, minor, patch]) > 0
  if (isNewer) return next
  throw new Error(
    `version: expected major, minor, patch or a version after ${current}, got ${JSON.stringify(wanted)}`,
  )
}

function compare(some: readonly number[], others: readonly number[]): number {
  return some.map((part, i) => part - (others[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** The changelog with its unreleased changes under the heading of a version. Throws an Error if there are none. */
export function releaseChanges(changelog: string, version: string, day: string): string {
  const [before, after] = changelog.split(`${UNRELEASED}\n`)
  if (after === undefined) throw new Error(`CHANGELOG.md: expected a heading "${UNRELEASED}", got none`)
  const own = after.split(/^## /m)[0] ?? ''
  if (own.trim() === '') throw new Error(`CHANGELOG.md: expected changes under "${UNRELEASED}", got none`)
  return `${before}${UNRELEASED}\n\n## ${version} (${day})\n${after}`
}
