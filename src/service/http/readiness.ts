import type { Client, estypes } from '@elastic/elasticsearch'
import { errors } from '@elastic/elasticsearch'
import { z } from 'zod'
import { aliasNames } from '../../elastic/aliases.ts'
import { AWAY, connectionFault } from '../../elastic/connection-fault.ts'
import {
  blockedForReading,
  blocksForWriting,
  closedIndex,
  type Problem,
  shardsAway,
} from '../../elastic/index-problems.ts'
import { KINDS, type Kind, readIndexFile } from '../../elastic/mappings.ts'
import { once, type RequestOptions, TIMEOUTS } from '../../elastic/timeouts.ts'

import type { Model } from '../../meaning/model.ts'
import { vectorProblem } from '../../meaning/vector-state.ts'

export type { Problem } from '../../elastic/index-problems.ts'

/** Whether searches can be answered, and the problem if there is one. */
export type Readiness = { ready: true; warning?: Problem } | ({ ready: false } & Problem)

const Versioned = z.object({ _meta: z.object({ schemaVersion: z.int() }) })

/** The indexes to look at, and the model that posts should be found by. */
type Asked = { indexPrefix: string; timeoutMs: number; meaning?: MeaningState | undefined }

/** The state of the model: why it cannot be used, or which one it is. */
type MeaningState = {
  problem: string | undefined
  model: Model | undefined
  language: string
}

/**
 * Whether Elasticsearch answers and has all aliases, and their indexes are of this program, open and with their shards.
 * Indexes of another schema version are searched as well as they can be, so that two versions of the program can run beside
 * each other during a deploy, but that gives a warning, as do indexes that take no writes. Never throws.
 */
export async function checkReadiness(
  client: Client,
  { indexPrefix, timeoutMs, meaning }: Asked,
  signal?: AbortSignal,
): Promise<Readiness> {
  const waitMs = Math.min(timeoutMs, TIMEOUTS.probe)
  const deadline = AbortSignal.timeout(waitMs)
  const either = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  const options = once(waitMs, either)
  const index = Object.values(aliasNames(indexPrefix))
  try {
    // One after the other: if the certificate is for another name, undici never ends a second request beside the first.
    const indexes = await client.indices.get(
      {
        index,
        features: ['aliases', 'mappings', 'settings'],
        ignore_unavailable: true,
        allow_no_indices: true,
        expand_wildcards: ['open', 'closed'],
      },
      options,
    )
    const red = await findRed(client, index, options)
    return judge(indexes, { indexPrefix, meaning }, red)
  } catch (error) {
    return unreachable(error)
  }
}

/** The indexes that lack a shard. None where the user may not ask for them, or where an alias is missing, which is reported elsewhere. */
async function findRed(client: Client, index: string[], options: RequestOptions): Promise<string[]> {
  const health = await client.cluster
    .health({ index, level: 'indices', timeout: '0s' }, options)
    .catch((error: unknown) => {
      if (error instanceof errors.ResponseError && error.statusCode !== 503) return undefined
      throw error
    })
  const statuses = Object.entries(health?.indices ?? {})
  return statuses.filter(([, { status }]) => /^red$/i.test(status)).map(([name]) => name)
}

type Members = [string, estypes.IndicesIndexState][]

function judge(
  indexes: estypes.IndicesGetResponse,
  { indexPrefix, meaning }: Pick<Asked, 'indexPrefix' | 'meaning'>,
  red: readonly string[],
): Readiness {
  const judged = KINDS.map((kind) => {
    const alias = `${indexPrefix}-${kind}`
    const members = Object.entries(indexes).filter(([, index]) => index.aliases?.[alias] !== undefined)
    return judgeAlias(kind, alias, members, red)
  })
  const unready = judged.find(({ ready }) => !ready)
  if (unready !== undefined) return unready
  const mappings = Object.values(indexes)
    .filter(({ aliases }) => aliases?.[`${indexPrefix}-posts`] !== undefined)
    .map((index) => index.mappings)
  const warnings = [
    ...judged.map((state) => (state.ready ? state.warning : undefined)),
    meaning && meaningProblem(meaning, mappings),
  ].filter((warning) => warning !== undefined)
  return { ready: true, ...(warnings.length > 0 && { warning: together(warnings) }) }
}

/** Several problems as one, each sentence once. */
function together(problems: readonly Problem[]): Problem {
  const joined = (key: keyof Problem) => [...new Set(problems.map((problem) => problem[key]))].join(' ')
  return { reason: joined('reason'), whatToDo: joined('whatToDo') }
}

function judgeAlias(kind: Kind, alias: string, members: Members, red: readonly string[]): Readiness {
  if (members.length === 0) {
    return notReady({
      reason: `Elasticsearch has no alias ${alias}.`,
      whatToDo: 'Run `blog-search reindex`, or check INDEX_PREFIX.',
    })
  }
  const first = <T>(look: (name: string, index: estypes.IndicesIndexState) => T | undefined) =>
    members.map(([name, index]) => look(name, index)).find((found) => found !== undefined)
  const lost = first((name) => shardsAway(name, red))
  const problem =
    first((name, { settings }) => closedIndex(name, settings) ?? blockedForReading(name, settings)) ??
    first((name, { mappings }) => foreignIndex(alias, name, mappings)) ??
    // Documents in other indexes of the alias are found all the same.
    (members.every(([name]) => red.includes(name)) ? lost : undefined)
  if (problem !== undefined) return notReady(problem)
  const warning =
    lost ??
    first((name, { settings }) => blocksForWriting(name, settings)[0]) ??
    otherVersion(kind, alias, members)
  return { ready: true, ...(warning !== undefined && { warning }) }
}

function meaningProblem(
  { problem, model, language }: MeaningState,
  mappings: readonly (estypes.MappingTypeMapping | undefined)[],
): Problem | undefined {
  if (problem === undefined) return model && vectorProblem(model, mappings, language)
  return {
    reason: `The model that finds posts by meaning does not run (${problem}), so posts are found by words alone.`,
    whatToDo: 'Run `blog-search meaning status`, and mend or remove the model.',
  }
}

/** The problem of an index that this program did not make: it lacks the fields that searches use. */
function foreignIndex(alias: string, name: string, mappings: unknown): Problem | undefined {
  if (versionOf(mappings) !== undefined) return undefined
  return {
    reason: `The index ${name} behind ${alias} is none of this program: it has no schema version.`,
    whatToDo: 'Check INDEX_PREFIX, or run `blog-search reindex`.',
  }
}

function otherVersion(kind: Kind, alias: string, members: Members): Problem | undefined {
  const expected = readIndexFile(kind).mappings._meta.schemaVersion
  const found = members.map(([, { mappings }]) => versionOf(mappings))
  if (found.every((version) => version === expected)) return undefined
  return {
    reason: `The index behind ${alias} has schema version ${found.join(', ')}, this program needs ${expected}.`,
    whatToDo: 'Run `blog-search reindex` with this version of the program.',
  }
}

function unreachable(error: unknown): Readiness {
  if (error instanceof errors.ResponseError) {
    const { statusCode } = error
    const denied = statusCode === 401 || statusCode === 403
    return notReady({
      reason: `Elasticsearch answered with status ${statusCode}.`,
      whatToDo: denied
        ? 'Check the credentials in the settings ELASTICSEARCH_*.'
        : 'Look into the log of Elasticsearch.',
    })
  }
  const fault = connectionFault(error)
  if (fault !== undefined) return notReady({ reason: `${fault.reason}.`, whatToDo: fault.whatToDo })
  return notReady({ reason: `${AWAY.reason}.`, whatToDo: AWAY.whatToDo })
}

function notReady(problem: Problem): Readiness {
  return { ready: false, ...problem }
}

function versionOf(mappings: unknown): number | undefined {
  return Versioned.safeParse(mappings).data?._meta.schemaVersion
}
