/** Wrong input from outside (a parameter, a setting, a document). The message names the place, the field, the expected and the given value. */
export class InputError extends Error {
  override name = 'InputError' as const
}

/** Elasticsearch did not answer: it is away, too slow, or refuses. `cause` holds its own error, which never leaves the process. */
export class BackendError extends Error {
  override name: string = 'BackendError'
}

/** Elasticsearch refuses, and does so again until somebody mends something: a wrong key, a missing index, an index that takes no writes. */
export class RefusedError extends BackendError {}

/** A reindex must not go live. Each reason is a sentence. */
export class ReindexError extends Error {
  override name = 'ReindexError' as const
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[], options?: ErrorOptions) {
    super(reasons.join('\n'), options)
    this.reasons = reasons
  }
}

/** A part of Elasticsearch is not available, for example while it starts. The same request may succeed a moment later. */
export class UnavailableError extends BackendError {
  override name = 'UnavailableError'
}

/** Too many requests came at once to answer in time. Nothing is wrong with the request or with Elasticsearch. */
export class OverloadedError extends BackendError {
  override name = 'OverloadedError'
}
