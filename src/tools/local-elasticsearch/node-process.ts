import { spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Program } from './assemble.ts'
import type { NodeState } from './cluster-state.ts'
import { LocalNodeError } from './local-node-error.ts'
import { endProcess, isProcess } from './processes.ts'
import { lastLines } from './run-command.ts'

const STOP_TIMEOUT_MS = 30_000
const LOG_LINES_SHOWN = 25

/** A node that has no process yet. */
export type PlannedNode = Omit<NodeState, 'pid'>

type SpawnOptions = {
  program: Program
  heap: string
  /** Elasticsearch's settings other than names, ports and paths. */
  settings: Readonly<Record<string, string>>
  /** The node ends when this process ends. */
  parentPid?: number | undefined
}

/** Starts a node in the background, in a session of its own, and returns it with its process id. It is not healthy yet. */
export async function spawnNode(node: PlannedNode, options: SpawnOptions): Promise<NodeState> {
  await mkdir(node.dataFolder, { recursive: true })
  await mkdir(dirname(node.logFile), { recursive: true })
  const log = await open(node.logFile, 'w')
  try {
    const { jdk } = options.program
    const child = spawn(join(jdk.home, 'bin', 'java'), javaArguments(node, options), {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: node.dataFolder,
    })
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('spawn', () => resolve(child.pid ?? 0))
    })
    child.unref()
    return { ...node, pid }
  } finally {
    await log.close()
  }
}

/** Whether the node's own process runs. */
export function isRunning(node: NodeState): Promise<boolean> {
  return isProcess(node.pid, markerOf(node))
}

/** Stops the node's process, unless its id belongs to another process by now. */
export function stopNode(node: NodeState): Promise<void> {
  return endProcess(node.pid, markerOf(node), STOP_TIMEOUT_MS)
}

/** Throws a LocalNodeError with the end of the node's log unless its process runs. */
export async function assertRunning(node: NodeState): Promise<void> {
  if (await isRunning(node)) return
  const log = await readFile(node.logFile, 'utf8').catch(() => '')
  throw new LocalNodeError(
    `Elasticsearch's node ${node.name} ended while it started. The end of ${node.logFile}:\n${lastLines(log, LOG_LINES_SHOWN)}`,
  )
}

/** The marker of a node's process: its data folder in the command line. */
function markerOf(node: PlannedNode): string {
  return `-Dblogsearch.data=${node.dataFolder}`
}

function javaArguments(node: PlannedNode, { program, heap, settings, parentPid }: SpawnOptions): string[] {
  const elasticsearch = {
    'node.name': node.name,
    'http.port': String(node.httpPort),
    'transport.port': String(node.transportPort),
    'path.data': node.dataFolder,
    'path.logs': dirname(node.logFile),
    // A nearly full disk of a developer's machine is no reason to refuse a small index.
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    // The serial collector frees garbage late. The real-memory circuit breaker counts it as used, so a busy node would refuse everything until the next collection.
    'indices.breaker.total.use_real_memory': 'false',
    ...settings,
  }
  return [
    markerOf(node),
    ...(parentPid === undefined ? [] : [`-Dblogsearch.parent=${parentPid}`]),
    `-Xms${heap}`,
    `-Xmx${heap}`,
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    '-Dfile.encoding=UTF-8',
    ...['--enable-native-access=ALL-UNNAMED', '--add-modules', 'jdk.incubator.vector'],
    ...(program.jdk.version >= 23 ? ['--sun-misc-unsafe-memory-access=allow'] : []),
    ...['-cp', `${join(program.folder, 'lib', '*')}:${join(program.folder, 'launcher')}`],
    ...['LocalNode', program.folder],
    ...Object.entries(elasticsearch).map(([name, value]) => `${name}=${value}`),
  ]
}
