import { setTimeout as sleep } from 'node:timers/promises'
import { readClusterState } from '../../src/tools/local-elasticsearch/cluster-state.ts'
import { clusterFolder } from '../../src/tools/local-elasticsearch/paths.ts'
import { anyFreePort, whoHolds } from '../../src/tools/local-elasticsearch/ports.ts'
import { isProcess } from '../../src/tools/local-elasticsearch/processes.ts'
import { startLocalElasticsearch } from '../../src/tools/local-elasticsearch/start.ts'
import { removeHome, temporaryHome } from '../tools/local-elasticsearch/elasticsearch-command.ts'

const POLL_MS = 50

/** An Elasticsearch of one test file, of one node or several, whose nodes can be killed and paused. */
export class OwnElasticsearch {
  readonly port: number
  readonly #home: string
  readonly #nodes: number
  urls: string[] = []

  private constructor(home: string, port: number, nodes: number) {
    this.#home = home
    this.port = port
    this.#nodes = nodes
  }

  /** A place for it; it does not run yet. */
  static async prepare(nodes = 1): Promise<OwnElasticsearch> {
    return new OwnElasticsearch(await temporaryHome(), await anyFreePort(), nodes)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts what of it does not run, and waits until it is healthy. */
  async start(): Promise<void> {
    const { urls } = await startLocalElasticsearch({
      dataDir: this.#home,
      port: this.port,
      nodes: this.#nodes,
      heap: '512m',
      endWithProcess: true,
    })
    this.urls = urls
  }

  /** Kills a node with SIGKILL, and waits until it is gone. */
  async kill(place = 0): Promise<void> {
    const { pid, httpPort } = await this.#node(place)
    process.kill(pid, 'SIGKILL')
    while (await isProcess(pid, 'blogsearch')) await sleep(POLL_MS)
    while ((await whoHolds(httpPort)).kind !== 'nobody') await sleep(POLL_MS)
  }

  /** Stops a node's process for a while: it keeps its connections and answers nothing. */
  async pause(ms: number, place = 0): Promise<void> {
    const { pid } = await this.#node(place)
    process.kill(pid, 'SIGSTOP')
    try {
      await sleep(ms)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  }

  /** Ends it and removes all it has. */
  async remove(): Promise<void> {
    await this.killAll()
    await removeHome(this.#home)
  }

  /** Kills all nodes that run. */
  async killAll(): Promise<void> {
    const state = await readClusterState(clusterFolder(this.#home, this.port))
    for (const { pid } of state?.nodes ?? []) {
      if (await isProcess(pid, 'blogsearch')) process.kill(pid, 'SIGKILL')
      while (await isProcess(pid, 'blogsearch')) await sleep(POLL_MS)
    }
  }

  async #node(place: number) {
    const state = await readClusterState(clusterFolder(this.#home, this.port))
    const node = state?.nodes[place]
    if (node === undefined) throw new Error(`expected a node ${place} that runs`)
    return node
  }
}

/** Sees to it that there is an Elasticsearch: the one of all tests, or else, as for `npm run test:faults:long`, one of this file, which ends by calling what is returned. */
export async function ensureElasticsearch(): Promise<() => Promise<void>> {
  if (process.env.TEST_ELASTICSEARCH_URL) return async () => undefined
  const own = await OwnElasticsearch.prepare()
  await own.start()
  process.env.TEST_ELASTICSEARCH_URL = own.url
  return () => own.remove()
}
