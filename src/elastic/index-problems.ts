import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'

/** A problem, and what the user can do about it. */
export type Problem = { reason: string; whatToDo: string }

type Settings = estypes.IndicesIndexSettings | undefined

/** The settings that tell the state of an index. Elasticsearch gives them as text. */
const State = z.object({
  index: z.object({
    verified_before_close: z.string().optional(),
    refresh_interval: z.string().optional(),
    blocks: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  }),
})

/** The problem of an index that is closed. */
export function closedIndex(name: string, settings: Settings): Problem | undefined {
  if (stateOf(settings)?.verified_before_close !== 'true') return undefined
  return {
    reason: `The index ${name} is closed.`,
    whatToDo: `Open it (POST /${name}/_open), or run \`blog-search reindex\`.`,
  }
}

/** The problem of an index with a block against reading. */
export function blockedForReading(name: string, settings: Settings): Problem | undefined {
  if (!isBlocked(settings, 'read')) return undefined
  return {
    reason: `The index ${name} has a block (index.blocks.read) that keeps it from being searched.`,
    whatToDo: `Take it away: PUT /${name}/_settings with {"index.blocks.read": null}.`,
  }
}

/** The problem of an index with a missing shard. */
export function shardsAway(name: string, red: readonly string[]): Problem | undefined {
  if (!red.includes(name)) return undefined
  return {
    reason: `A shard of the index ${name} is on no node.`,
    whatToDo:
      'Wait if Elasticsearch has just started; else start the missing node, or run `blog-search reindex`.',
  }
}

const WRITE_BLOCKS = ['read_only_allow_delete', 'read_only', 'write'] as const

/** The problems of an index that can be searched but not written. */
export function blocksForWriting(name: string, settings: Settings): Problem[] {
  return WRITE_BLOCKS.filter((block) => isBlocked(settings, block)).map((block) => {
    const reason = `The index ${name} takes no writes (index.blocks.${block})`
    return block === 'read_only_allow_delete'
      ? {
          reason: `${reason}: Elasticsearch's disk is, or was, nearly full.`,
          whatToDo: 'Make room on the disk; Elasticsearch takes the block away by itself.',
        }
      : {
          reason: `${reason}.`,
          whatToDo: `Take the block away: PUT /${name}/_settings with {"index.blocks.${block}": null}.`,
        }
  })
}

/** The problem of an index that is never refreshed, so that writes are not found. */
export function neverRefreshed(name: string, settings: Settings): Problem | undefined {
  if (stateOf(settings)?.refresh_interval !== '-1') return undefined
  return {
    reason: `The index ${name} is never refreshed: writes are not found.`,
    whatToDo: 'Run `blog-search reindex`.',
  }
}

function isBlocked(settings: Settings, block: string): boolean {
  return String(stateOf(settings)?.blocks?.[block]) === 'true'
}

function stateOf(settings: Settings) {
  return State.safeParse(settings).data?.index
}
