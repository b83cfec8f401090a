import { errors } from '@elastic/elasticsearch'
import { backendError } from '../../../elastic/retry.ts'
import { applyWrites } from '../../../index/write/apply-writes.ts'
import type { Refresh } from '../../../index/write/change.ts'
import type { Write, WriteResult } from '../../../index/write/write.ts'
import type { Context } from '../../context.ts'

/**
 * Carries out writes, and returns the outcome of each. Remembered answers are dropped before and after. So no stale answer
 * shows a document that a write may have deleted, even if nobody knows whether the write was done. Throws a BackendError if
 * Elasticsearch is away or refuses.
 */
export async function carryOutWrites(
  ctx: Context,
  writes: readonly Write[],
  refresh?: Refresh,
): Promise<WriteResult[]> {
  if (writes.length === 0) return []
  const write = () => applyWrites(ctx, writes, refresh).catch(throwAsBackendError)
  ctx.memory.answers.clear()
  try {
    return await ctx.guard.write(write)
  } finally {
    ctx.memory.answers.clear()
    await ctx.generation.refresh()
  }
}

function throwAsBackendError(error: unknown): never {
  if (!(error instanceof errors.ElasticsearchClientError)) throw error
  throw backendError('Elasticsearch refused a write', error)
}
