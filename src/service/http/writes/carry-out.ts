import { errors } from '@elastic/elasticsearch'
import { BackendError } from '../../../core/errors.ts'
import { applyWrites } from '../../../index/write/apply-writes.ts'
import type { Refresh } from '../../../index/write/change.ts'
import type { Write, WriteResult } from '../../../index/write/write.ts'
import type { Context } from '../../context.ts'

/**
 * Makes changes, and returns what became of each. What was remembered of searches is forgotten before and after, so that
 * nothing that a write may have deleted stands in while Elasticsearch is away, be it that nobody knows whether it was
 * done. Throws a BackendError if Elasticsearch is away or refuses.
 */
export async function carryOutWrites(
  ctx: Context,
  writes: readonly Write[],
  refresh?: Refresh,
): Promise<WriteResult[]> {
  if (writes.length === 0) return []
  const write = () => applyWrites(ctx, writes, refresh).catch(throwAsBackendError)
  ctx.memory?.answers.clear()
  try {
    return await (ctx.guard === undefined ? write() : ctx.guard.write(write))
  } finally {
    ctx.memory?.answers.clear()
    await ctx.generation?.refresh()
  }
}

function throwAsBackendError(error: unknown): never {
  if (!(error instanceof errors.ElasticsearchClientError)) throw error
  throw new BackendError('Elasticsearch refused a write', { cause: error })
}
