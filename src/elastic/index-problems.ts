import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'

/** What is wrong, and what somebody can do about it. */
export type Problem = { reason: string; whatToDo: string }

type Settings = estypes.IndicesIndexSettings | undefined

/** What Elasticsearch says of an index in its settings, as text. */
const State = z.object({
  index: z.object({
    verified_before_close: z.string().optional(),
    refresh_interval: z.string().optional(),
    blocks: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
  }),
})

/** What is wrong with an index that is closed. */
export function closedIndex(name: string, settings: Settings): Problem | undefined {
  if (stateOf(settings)?.verified_before_close !== 'true') return undefined
  return {
    reason: `The index ${name} is closed.`,
    whatToDo: `Open it (POST /${name}/_open), or run \`blog-search reindex\`.`,
  }
}

/** What is wrong with an index that lets nobody search. */
export function blockedForReading(name: string, settings: Settings): Problem | undefined {
  if (!isBlocked(settings, 'read')) return undefined
  return {
    reason: `The index ${name} has a block (index.blocks.read) that keeps it from being searched.`,
    whatToDo: `Take it away: PUT /${name}/_settings with {"index.blocks.read": null}.`,
  }
}

/** What is wrong with an index that lacks a shard. */
export function shardsAway(name: string, red: readonly string[]): Problem | undefined {
  if (!red.includes(name)) return undefined
  return {
    reason: `A shard of the index ${name} is on no node.`,
    whatToDo:
      'Wait if Elasticsearch has just started; else start the missing node, or run `blog-search reindex`.',
  }
}

const WRITE_BLOCKS = ['read_only_allow_delete', 'read_only', 'write'] as const

/** All that keeps an index that can be searched from being written. */
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

/** What is wrong with an index that shows nothing of what is written. */
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
