import { errors } from '@elastic/elasticsearch'
import { BackendError, InputError, ReindexError } from '../../core/errors.ts'
import { UnclearSwapError } from '../../elastic/aliases.ts'
import { describeFault } from '../../elastic/retry.ts'

/** The reasons why a reindex failed, each a sentence. An error that is a bug of this program is thrown again. */
export function describeFailure(error: unknown, signal: AbortSignal | undefined): string[] {
  if (signal?.aborted) return [`Stopped by ${describeReason(signal.reason)}.`]
  if (error instanceof ReindexError) return [...error.reasons]
  if (error instanceof BackendError || error instanceof InputError || error instanceof UnclearSwapError) {
    return [error.message]
  }
  if (error instanceof errors.ElasticsearchClientError) return [describeFault(error)]
  if (error instanceof Error && 'syscall' in error) return [error.message]
  throw error
}

function describeReason(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason)
}
