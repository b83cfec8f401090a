import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'
import { overWatermark, type Watermarks } from './watermarks.ts'

/** Percent of the heap in use; after a garbage collection it should be less. */
const HEAP_WARNING = 85
const HEAP_PROBLEM = 95

/** Checks the heap and the disk of each node of Elasticsearch. */
export async function checkNodes({ client }: Patient): Promise<Finding[]> {
  const { nodes } = await client.nodes.stats({ metric: ['jvm', 'fs'] }, OPTIONS)
  const watermarks = await readWatermarks(client)
  return Object.values(nodes).flatMap((node) => [judgeHeap(node), judgeDisk(node, watermarks)])
}

type NodeStats = estypes.NodesStats

function judgeHeap({ name = 'node', jvm }: NodeStats): Finding {
  const { ok, warning, problem } = findings('heap of Elasticsearch')
  const percent = jvm?.mem?.heap_used_percent ?? 0
  const found = `${name}: ${percent} % of ${gigabytes(jvm?.mem?.heap_max_in_bytes)} used`
  const whatToDo =
    'Give Elasticsearch more heap (-Xmx, half of the memory at most), or free the node of other indexes.'
  if (percent >= HEAP_PROBLEM) return problem(found, whatToDo)
  return percent >= HEAP_WARNING ? warning(found, whatToDo) : ok(found)
}

function judgeDisk({ name = 'node', fs }: NodeStats, watermarks: Watermarks): Finding {
  const { ok, warning, problem } = findings('disk of Elasticsearch')
  const total = fs?.total?.total_in_bytes ?? 0
  const free = fs?.total?.available_in_bytes ?? 0
  const found = `${name}: ${gigabytes(free)} of ${gigabytes(total)} free`
  if (total === 0) return warning(`${name}: does not say`, 'Look at the disk of the node.')
  const over = overWatermark(watermarks, { total, free })
  if (over === undefined) return ok(found)
  const text = `${found}, over the watermark "${over}" (${watermarks[over]})`
  const free_ =
    'Free space: delete what is not needed, old generations (`blog-search reindex --keep 0`) among it, or take a larger disk.'
  if (over === 'low') return warning(text, `${free_} New copies are not put on this node any more.`)
  if (over === 'high') return problem(text, `${free_} Elasticsearch moves indexes away from this node.`)
  return problem(
    text,
    `${free_} Elasticsearch lets nobody write; it allows it again by itself when there is space.`,
  )
}

const Settings = z.object({
  low: z.string().default('85%'),
  high: z.string().default('90%'),
  flood_stage: z.string().default('95%'),
  'low.max_headroom': z.string().optional(),
  'high.max_headroom': z.string().optional(),
  'flood_stage.max_headroom': z.string().optional(),
})

async function readWatermarks(client: Patient['client']): Promise<Watermarks> {
  const prefix = 'cluster.routing.allocation.disk.watermark.'
  const answer = await client.cluster.getSettings({ include_defaults: true, flat_settings: true }, OPTIONS)
  const all: Record<string, unknown> = { ...answer.defaults, ...answer.persistent, ...answer.transient }
  const own = Object.entries(all).flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value] as const] : [],
  )
  return Settings.parse(Object.fromEntries(own))
}

function gigabytes(bytes: number | undefined): string {
  return `${((bytes ?? 0) / 1024 ** 3).toFixed(1)} GB`
}
