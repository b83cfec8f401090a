import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import {
  type ClusterStatus,
  clusterStatus,
  startCluster,
  stopCluster,
} from '../tools/local-elasticsearch/cluster.ts'
import { defaultHome } from '../tools/local-elasticsearch/paths.ts'
import { DEFAULT_HEAP } from '../tools/local-elasticsearch/start.ts'
import { ELASTICSEARCH_VERSION } from '../tools/local-elasticsearch/version.ts'
import { listenForStop } from './stop-signal.ts'

const DEFAULT_PORT = 9200
const MAX_NODES = 9

const print = (line: string) => process.stdout.write(`${line}\n`)
const explain = (line: string) => process.stderr.write(`${line}\n`)

type Place = { port: number; home: string }

/** `blog-search elasticsearch start|stop|status`: a local Elasticsearch, without Docker. */
export function elasticsearchCommand(): Command {
  const elasticsearch = new Command('elasticsearch').description(
    `run a local Elasticsearch ${ELASTICSEARCH_VERSION} on 127.0.0.1, without Docker`,
  )
  const command = (name: string, description: string) =>
    elasticsearch
      .command(name)
      .description(description)
      .option('--port <port>', 'HTTP port of the first node', wholeNumber(1, 65_435), DEFAULT_PORT)
      .option('--home <folder>', 'folder for data, logs and state', (path) => resolve(path), defaultHome)
  command('start', 'start it in the background and wait until it is healthy')
    .option('--nodes <count>', 'nodes of the cluster', wholeNumber(1, MAX_NODES))
    .option('--heap <size>', "each node's heap, such as 512m or 1g", heapSize, DEFAULT_HEAP)
    .option('--json', 'print where it runs as JSON')
    .action(start)
  command('stop', 'stop it').option('--json', 'print whether one ran as JSON').action(stop)
  command('status', 'say what runs; exit code 1 when nothing healthy does')
    .option('--json', 'print it as JSON')
    .action(status)
  return elasticsearch
}

type StartOptions = Place & { nodes?: number; heap: string; json?: true }

async function start({ json, ...options }: StartOptions): Promise<void> {
  const stopping = listenForStop()
  try {
    const { outcome, urls } = await startCluster({ ...options, signal: stopping.signal, log: explain })
    const told = `Elasticsearch ${outcome === 'started' ? 'runs' : 'already runs'} at ${urls.join(', ')}`
    print(json === true ? JSON.stringify({ outcome, urls }) : told)
  } catch (error) {
    throw stopping.signal.aborted ? new Error('Interrupted', { cause: error }) : error
  } finally {
    stopping.dispose()
  }
}

async function stop({ home, port, json }: Place & { json?: true }): Promise<void> {
  const stopped = await stopCluster(home, port)
  const told = stopped ? `Elasticsearch on port ${port} is stopped` : `No Elasticsearch runs on port ${port}`
  print(json === true ? JSON.stringify({ stopped }) : told)
}

async function status({ home, port, json }: Place & { json?: true }): Promise<void> {
  const found = await clusterStatus(home, port)
  for (const line of json === true ? [JSON.stringify(found)] : statusLines(found)) print(line)
  if (found.health === undefined || found.health.status === 'red') process.exitCode = 1
}

function statusLines({ url, health, nodes }: ClusterStatus): string[] {
  const summary = health
    ? `Elasticsearch at ${url} is ${health.status}, with ${health.number_of_nodes} node(s)`
    : `No Elasticsearch answers at ${url}`
  return [
    summary,
    ...nodes.map(
      (node) => `  ${node.name}: http://127.0.0.1:${node.httpPort}, process ${node.pid}, log ${node.logFile}`,
    ),
  ]
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
}

function heapSize(text: string): string {
  if (/^[1-9]\d{0,5}[mg]$/i.test(text)) return text
  throw new InvalidArgumentError('Expected a size such as 512m or 1g.')
}
