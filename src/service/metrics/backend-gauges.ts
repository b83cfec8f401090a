import { Gauge, Registry } from 'prom-client'
import { type BackendState, HEALTHS } from './backend-state.ts'

const PREFIX = 'blog_search_'

type Show = (name: string, help: string, value: number, labels?: Record<string, string>) => void

/** Gauges of the state of Elasticsearch and the indexes. Unknown values are left out. */
export function backendGauges({ health, indexes }: BackendState, now: Date): Registry {
  const registry = new Registry()
  const show = gaugesOf(registry)
  const up = health !== undefined || indexes !== undefined
  show('elasticsearch_up', 'Whether Elasticsearch answers', up ? 1 : 0)
  if (health !== undefined) showHealth(show, health)
  if (indexes !== undefined) showIndexes(show, indexes, now)
  return registry
}

function gaugesOf(registry: Registry): Show {
  const known = new Map<string, Gauge>()
  return (name, help, value, labels = {}) => {
    const gauge =
      known.get(name) ??
      new Gauge({
        name: `${PREFIX}${name}`,
        help,
        labelNames: Object.keys(labels),
        registers: [registry],
      })
    known.set(name, gauge)
    gauge.set(labels, value)
  }
}

function showHealth(show: Show, health: NonNullable<BackendState['health']>): void {
  for (const status of HEALTHS) {
    const is = status === health.status ? 1 : 0
    show('elasticsearch_status', 'The health of the cluster: 1 for what it is', is, { status })
  }
  show('elasticsearch_nodes', 'Nodes of the cluster', health.nodes)
  show('elasticsearch_unassigned_shards', 'Shards that no node has', health.unassignedShards)
}

function showIndexes(show: Show, indexes: NonNullable<BackendState['indexes']>, now: Date): void {
  const { missing, documents, generation } = indexes
  show('aliases_missing', 'Aliases that no index has: searches need all of them', missing.length)
  for (const [kind, count] of Object.entries(documents)) {
    show('documents', 'Documents that searches find', count, { kind })
  }
  if (generation === undefined) return
  const { stamp } = generation
  const created = generation.created.getTime() / 1000
  const age = Math.max(0, now.getTime() / 1000 - created)
  show('generation_info', 'The generation of indexes that searches find', 1, { generation: stamp })
  show('generation_timestamp_seconds', 'When the reindex of that generation began', created)
  show('generation_age_seconds', 'How long ago that was', age)
}
