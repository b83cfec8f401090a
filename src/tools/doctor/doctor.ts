import { errors } from '@elastic/elasticsearch'
import { AWAY, connectionFault } from '../../elastic/connection-fault.ts'
import { checkClocks } from './clocks.ts'
import { checkCluster } from './cluster.ts'
import { checkCounts } from './counts.ts'
import { checkCuration } from './curation.ts'
import { checkDrift } from './drift.ts'
import { type Check, type Finding, findings, OPTIONS, type Patient } from './finding.ts'
import { checkIndexes } from './indexes.ts'
import { checkKeys } from './keys.ts'
import { checkMeaning } from './meaning.ts'
import { checkNodes } from './nodes.ts'
import { checkSecurity } from './security.ts'
import { checkProgram, checkVersions } from './versions.ts'

const OF_THE_SERVICE: Record<string, Check> = { program: checkProgram, keys: checkKeys }
const OF_ELASTICSEARCH: Record<string, Check> = {
  'version of Elasticsearch': checkVersions,
  'health of the cluster': checkCluster,
  nodes: checkNodes,
  clocks: checkClocks,
  'security of Elasticsearch': checkSecurity,
  indexes: checkIndexes,
  mappings: checkDrift,
  documents: checkCounts,
  meaning: checkMeaning,
  rules: checkCuration,
}

/** The findings about the service and its Elasticsearch. Elasticsearch is checked only if it answers. Never throws. */
export async function diagnose(patient: Patient): Promise<Finding[]> {
  const own = await run(OF_THE_SERVICE, patient)
  const away = await whyAway(patient)
  return [...own, ...(away === undefined ? await run(OF_ELASTICSEARCH, patient) : [away])]
}

/** Runs one check after the other, since a node in trouble must not get all requests at once. */
async function run(checks: Record<string, Check>, patient: Patient): Promise<Finding[]> {
  const found: Finding[] = []
  for (const [name, check] of Object.entries(checks)) {
    found.push(...(await check(patient).catch((error: unknown) => [unknown(name, error)])))
  }
  return found
}

async function whyAway({ client }: Patient): Promise<Finding | undefined> {
  const { problem } = findings('connection to Elasticsearch')
  try {
    await client.info({}, OPTIONS)
    return undefined
  } catch (error) {
    const fault = connectionFault(error)
    if (fault !== undefined) return problem(fault.reason, fault.whatToDo)
    const status = error instanceof errors.ResponseError ? error.statusCode : undefined
    if (status === 401 || status === 403) {
      return problem(
        `it refuses the credentials (${status})`,
        'Check ELASTICSEARCH_API_KEY, or user and password.',
      )
    }
    return problem('it does not answer', AWAY.whatToDo)
  }
}

/** The finding of a check that failed: the failure is reported, not passed over. */
function unknown(check: string, error: unknown): Finding {
  const { warning, problem } = findings(check)
  const status = error instanceof errors.ResponseError ? error.statusCode : undefined
  if (status === 403) {
    return warning(
      'this user may not look at it',
      'Run this as a user with the privilege monitor (SECURITY.md).',
    )
  }
  const reason = error instanceof errors.ResponseError ? `status ${status}` : String(error)
  return problem(
    `could not be looked at: ${reason}`,
    'Look into the log of Elasticsearch, and run this again.',
  )
}
