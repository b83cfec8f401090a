import { firstWords } from './first-words.ts'
import { type ReasonParts, readReason } from './reason-parts.ts'

/** A document that did not reach the index: where it stands in its source, and why. The parts of the reason are for machines. */
export type ItemError = { place: string; id?: string; reason: string } & ReasonParts

/** Errors with the same reason but for the given value: how many, and the first of them. */
export type ErrorGroup = { reason: string; count: number; examples: ItemError[] }

/** However many documents fail, this many are kept whole; the others are counted, so that memory stays flat. */
const MAX_KEPT = 1_000
/** A source that fails in more ways than this is better read by its first errors. */
const MAX_GROUPS = 50
const MAX_EXAMPLES = 5
const MAX_REASON_LENGTH = 500
const OTHER_REASONS = 'other reasons'

/** The errors of a run: all are counted and grouped, the first 1,000 are kept. */
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

/** The reason without what differs from document to document: the value given, and the id that Elasticsearch repeats. */
function withoutValues(reason: string): string {
  return reason.replace(/(?:, got | in document with id ).*$/s, '')
}

/** In a line, of what was given no more is shown; in JSON it is whole. */
const MAX_GIVEN = 60

/** A group of errors in a line: `3 x field "date": expected an ISO date: b (posts.ndjson:4) got "soon", ...`. */
export function describeGroup({ reason, count, examples }: ErrorGroup): string {
  const more = count > examples.length ? ', ...' : ''
  return `${count} x ${reason}: ${examples.map(describeExample).join(', ')}${more}`
}

function describeExample({ id, place, given }: ItemError): string {
  const where = id === undefined ? place : `${id} (${place})`
  return given === undefined ? where : `${where} got ${firstWords(given, MAX_GIVEN)}`
}
