import { firstWords } from './first-words.ts'
import { type ReasonParts, readReason } from './reason-parts.ts'

/** A document that did not reach the index: its place in the source, and the reason. The parts of the reason are for programs. */
type ItemError = { place: string; id?: string; reason: string } & ReasonParts

/** Errors whose reasons differ only in the given value: their number, and the first of them. */
type ErrorGroup = { reason: string; count: number; examples: ItemError[] }

/** Errors that are kept whole. Further ones are only counted, so that memory stays flat. */
const MAX_KEPT = 1_000
/** Groups of errors that are kept. If a source fails in more ways, its first errors tell more. */
const MAX_GROUPS = 50
const MAX_EXAMPLES = 5
const MAX_REASON_LENGTH = 500
const OTHER_REASONS = 'other reasons'

/** All errors of a run, for a report: their number, their groups, and the first 1,000 of them. */
export type ErrorReport = { count: number; groups: ErrorGroup[]; first: ItemError[] }

/** The errors of a run. All are counted and grouped; the first 1,000 are kept. */
export class ErrorLog {
  readonly first: ItemError[] = []
  readonly #groups = new Map<string, ErrorGroup>()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** The groups, the largest first. */
  get groups(): ErrorGroup[] {
    return [...this.#groups.values()].sort((a, b) => b.count - a.count)
  }

  toReport(): ErrorReport {
    return { count: this.count, groups: this.groups, first: this.first }
  }

  add(error: ItemError): void {
    const reason = error.reason.slice(0, MAX_REASON_LENGTH)
    const kept = { ...error, reason, ...readReason(reason) }
    this.#count += 1
    if (this.first.length < MAX_KEPT) this.first.push(kept)
    const group = this.#groupOf(withoutValues(kept.reason))
    group.count += 1
    if (group.examples.length < MAX_EXAMPLES) group.examples.push(kept)
  }

  #groupOf(reason: string): ErrorGroup {
    const key = this.#groups.has(reason) || this.#groups.size < MAX_GROUPS ? reason : OTHER_REASONS
    const group = this.#groups.get(key) ?? { reason: key, count: 0, examples: [] }
    this.#groups.set(key, group)
    return group
  }
}

/** The reason without the parts that differ between documents: the given value, and the id that Elasticsearch repeats. */
function withoutValues(reason: string): string {
  return reason.replace(/(?:, got | in document with id ).*$/s, '')
}

/** Characters of a given value that a line shows; JSON has the whole value. */
const MAX_GIVEN = 60

/** Errors as lines of text: their number after a title, and a line for each group. Nothing if there are none. */
export function errorLines(title: string, { count, groups }: ErrorReport): string[] {
  return count === 0 ? [] : [`${title}: ${count}`, ...groups.map((group) => `  ${describeGroup(group)}`)]
}

/**
 * A group of errors as one line: `3 x field "date": expected an ISO date: b (posts.ndjson:4) got "soon", ...`. A single error begins
 * with its place: `posts/b.md:2: front matter is not YAML: missing closing quote`.
 */
function describeGroup({ reason, count, examples }: ErrorGroup): string {
  const [only] = examples
  if (count === 1 && only !== undefined) return describeOne(only)
  const more = count > examples.length ? ', ...' : ''
  return `${count} x ${reason}: ${examples.map(describeExample).join(', ')}${more}`
}

function describeOne({ id, place, reason, given }: ItemError): string {
  const where = id === undefined ? place : `${place} (${id})`
  const shown = given === undefined ? reason : `${withoutValues(reason)}, got ${firstWords(given, MAX_GIVEN)}`
  return `${where}: ${shown}`
}

function describeExample({ id, place, given }: ItemError): string {
  const where = id === undefined ? place : `${id} (${place})`
  return given === undefined ? where : `${where} got ${firstWords(given, MAX_GIVEN)}`
}
