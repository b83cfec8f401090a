/** Wrong input from outside (a parameter, a setting, a document): the message names place, field, expected and given. */
export class InputError extends Error {
  override name = 'InputError' as const
}

/** Elasticsearch could not answer: away, too slow, or refusing. `cause` has what it said, which never leaves the process. */
export class BackendError extends Error {
  override name = 'BackendError' as const
}

/** A reindex that must not go live: the reasons, each a sentence. */
export class ReindexError extends Error {
  override name = 'ReindexError' as const
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[], options?: ErrorOptions) {
    super(reasons.join('\n'), options)
    this.reasons = reasons
  }
}

/** A part of Elasticsearch is not there yet or not any more, as while it starts: the same may work a moment later. */
export class UnavailableError extends BackendError {}

/** More was asked at once than can be answered in time: nothing is wrong with the request, nor with Elasticsearch. */
export class OverloadedError extends BackendError {}
