import { aliasNames, findLiveIndexes } from '../../elastic/aliases.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** Checks the health of the cluster, and that the live indexes have a second copy. */
export async function checkCluster(patient: Patient): Promise<Finding[]> {
  const { client, config } = patient
  const health = await client.cluster.health({}, OPTIONS)
  const live = await findLiveIndexes(client, aliasNames(config.indexPrefix))
  const names = Object.values(live).flat()
  const status = health.status.toLowerCase()
  return [
    judgeHealth(status, health.unassigned_shards),
    ...(names.length > 0 ? [await checkCopies(patient, names, health.number_of_data_nodes)] : []),
  ]
}

function judgeHealth(status: string, unassigned: number): Finding {
  const { ok, warning, problem } = findings('health of the cluster')
  const found = unassigned === 0 ? status : `${status}, ${unassigned} shard(s) that no node has`
  if (status === 'green') return ok(found)
  const explain = 'GET /_cluster/allocation/explain says why.'
  if (status === 'yellow') {
    return warning(found, `Copies are missing: start the node that has them, or wait. ${explain}`)
  }
  return problem(found, `Data is missing: start the node that has it, or restore or reindex. ${explain}`)
}

async function checkCopies(
  { client }: Patient,
  names: readonly string[],
  dataNodes: number,
): Promise<Finding> {
  const { ok, warning } = findings('copies')
  const settings = await client.indices.getSettings({ index: [...names] }, OPTIONS)
  const without = names.filter(
    (name) => Number(settings[name]?.settings?.index?.number_of_replicas ?? 0) === 0,
  )
  if (without.length === 0) return ok('every index has a copy on another node')
  if (dataNodes < 2) return ok('one node, so no copies: see docs/runbook.md for backups')
  return warning(
    `${without.join(', ')}: no copy, although there are ${dataNodes} nodes`,
    'Set index.auto_expand_replicas to 0-1, as index-mappings has it, or reindex.',
  )
}
