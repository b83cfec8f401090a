import { getHeapStatistics } from 'node:v8'
import { VERSION } from '../../core/package.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

/** The major version of Elasticsearch that the client supports. */
const ELASTICSEARCH_MAJOR = 9
/** The same as in package.json. */
const NODE = { major: 20, minor: 19 }
/** The least heap for the service and its cache. */
const MIN_HEAP_BYTES = 200 * 1024 * 1024

/** Checks this program and the Node that runs it. */
export async function checkProgram(): Promise<Finding[]> {
  return [judgeNode(process.versions.node), judgeHeap(getHeapStatistics().heap_size_limit)]
}

/** Checks that this version of Node is new enough. */
function judgeNode(version: string): Finding {
  const { ok, problem } = findings('program')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const found = `blog-search ${VERSION}, Node ${version}`
  if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) return ok(found)
  return problem(found, `Install Node ${NODE.major}.${NODE.minor} or newer.`)
}

/** Checks that Node may use enough memory. */
function judgeHeap(limitBytes: number): Finding {
  const { ok, warning } = findings('heap of Node')
  const found = `at most ${Math.round(limitBytes / 1024 / 1024)} MB`
  if (limitBytes >= MIN_HEAP_BYTES) return ok(found)
  return warning(found, 'Give the process more memory (--max-old-space-size in NODE_OPTIONS).')
}

/** Checks the versions of Elasticsearch's nodes. */
export async function checkVersions({ client }: Patient): Promise<Finding[]> {
  const { ok, warning, problem } = findings('version of Elasticsearch')
  const { nodes } = await client.nodes.info({ metric: 'http' }, OPTIONS)
  const versions = [...new Set(Object.values(nodes).map(({ version }) => version))].sort()
  const found = `${versions.join(', ')} on ${Object.keys(nodes).length} node(s)`
  if (versions.some((version) => Number.parseInt(version, 10) !== ELASTICSEARCH_MAJOR)) {
    return [
      problem(
        found,
        `Use Elasticsearch ${ELASTICSEARCH_MAJOR} (docs/runbook.md, "Upgrade of Elasticsearch").`,
      ),
    ]
  }
  if (versions.length > 1) return [warning(found, 'Finish the upgrade: all nodes need the same version.')]
  return [ok(found)]
}
