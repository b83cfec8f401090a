const TOO_LARGE = 413
const TOO_MANY = 429
/** How Elasticsearch says that one piece of its work needs more memory than there is room for all such work, a tenth of the heap. */
const REJECTED =
  /\b(?<step>coordinating|primary|replica)_operation_bytes=(?<needed>\d+), max_\w+_bytes=(?<room>\d+)/
/** It keeps a document once as it came, and reckons with four times as much while it indexes it. */
const COPIES = 5
/** A smaller document is refused because Elasticsearch is busy, and finds room later. */
const LARGE = 1024 * 1024
/** Limits differ by some bytes from document to document. Rounded, they make one group of errors. */
const ROUND = 1_000

/**
 * The reason why a document of so many bytes is too large for this Elasticsearch, if that is why it was refused: waiting would not
 * help. The document must have been alone in its request. `cause` is Elasticsearch's error.
 */
export function whyTooLarge(status: number, cause: unknown, bytes: number): string | undefined {
  const expected = 'expected a document that Elasticsearch accepts'
  if (status === TOO_LARGE) return `${expected} (status 413, too large), got ${bytes} bytes`
  if (status !== TOO_MANY || bytes < LARGE) return undefined
  const { type, reason } = readCause(cause)
  if (type === 'circuit_breaking_exception') {
    return `${expected} with its memory (status 429, ${type}), got ${bytes} bytes`
  }
  const { step, needed, room } = REJECTED.exec(reason)?.groups ?? {}
  if (step === undefined) return undefined
  const copies = step === 'primary' ? 1 + Number(needed) / bytes : COPIES
  const limit = ROUND * Math.floor(Number(room) / copies / ROUND)
  if (bytes <= limit) return undefined
  return `expected a document of at most ${limit} bytes, which the heap of Elasticsearch has room for, got ${bytes} bytes`
}

function readCause(cause: unknown): { type: string; reason: string } {
  const said = new Map(Object.entries(cause ?? {}))
  return { type: String(said.get('type')), reason: String(said.get('reason')) }
}
