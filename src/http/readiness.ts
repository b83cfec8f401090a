import type { Client, estypes } from '@elastic/elasticsearch'
import { errors } from '@elastic/elasticsearch'
import { z } from 'zod'
import { aliasNames } from '../elastic/aliases.ts'
import { connectionFault } from '../elastic/connection-fault.ts'
import { KINDS, readIndexBody } from '../elastic/mappings.ts'

/** Whether searches can be answered, and what is wrong. */
export type Readiness = { ready: true; warning?: Problem } | ({ ready: false } & Problem)

/** What is wrong, and what somebody can do about it. */
export type Problem = { reason: string; whatToDo: string }

/** A probe that waits longer is as good as failed. */
const PROBE_TIMEOUT_MS = 2_000

const Versioned = z.object({ _meta: z.object({ schemaVersion: z.int() }) })

/**
 * Whether Elasticsearch answers and has all aliases. Indexes of another schema version are searched as well as they can
 * be, so that two versions of the program can run beside each other during a deploy, but that is a warning. Never throws.
 */
export async function checkReadiness(
  client: Client,
  { indexPrefix, timeoutMs }: { indexPrefix: string; timeoutMs: number },
  signal?: AbortSignal,
): Promise<Readiness> {
  const waitMs = Math.min(timeoutMs, PROBE_TIMEOUT_MS)
  const deadline = AbortSignal.timeout(waitMs)
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  try {
    const indexes = await client.indices.get(
      {
        index: Object.values(aliasNames(indexPrefix)),
        features: ['aliases', 'mappings'],
        ignore_unavailable: true,
        allow_no_indices: true,
      },
      { signal: either, requestTimeout: waitMs, maxRetries: 0 },
    )
    return judge(indexes, indexPrefix)
  } catch (error) {
    return unreachable(error)
  }
}

function judge(indexes: estypes.IndicesGetResponse, indexPrefix: string): Readiness {
  let warning: Problem | undefined
  for (const kind of KINDS) {
    const alias = `${indexPrefix}-${kind}`
    const members = Object.values(indexes).filter((index) => index.aliases?.[alias] !== undefined)
    if (members.length === 0) {
      return notReady(
        `Elasticsearch has no alias ${alias}.`,
        'Run `blog-search reindex`, or check INDEX_PREFIX.',
      )
    }
    const expected = readIndexBody(kind).mappings._meta.schemaVersion
    const found = members.map((index) => versionOf(index.mappings))
    if (found.some((version) => version !== expected)) {
      warning ??= {
        reason: `The index behind ${alias} has schema version ${found.map((v) => v ?? 'none').join(', ')}, this program needs ${expected}.`,
        whatToDo: 'Run `blog-search reindex` with this version of the program.',
      }
    }
  }
  return { ready: true, ...(warning !== undefined && { warning }) }
}

function unreachable(error: unknown): Readiness {
  if (error instanceof errors.ResponseError) {
    const { statusCode } = error
    const denied = statusCode === 401 || statusCode === 403
    return notReady(
      `Elasticsearch answered with status ${statusCode}.`,
      denied
        ? 'Check the credentials in the settings ELASTICSEARCH_*.'
        : 'Look into the log of Elasticsearch.',
    )
  }
  const fault = connectionFault(error)
  if (fault !== undefined) return notReady(`${fault.reason}.`, fault.whatToDo)
  return notReady('Elasticsearch does not answer.', 'Start Elasticsearch, or check ELASTICSEARCH_URL.')
}

function notReady(reason: string, whatToDo: string): Readiness {
  return { ready: false, reason, whatToDo }
}

function versionOf(mappings: unknown): number | undefined {
  return Versioned.safeParse(mappings).data?._meta.schemaVersion
}
