import assert from 'node:assert/strict'
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@elastic/elasticsearch'
import { packageRoot } from '../../../src/core/package.ts'
import { readClusterState } from '../../../src/tools/local-elasticsearch/cluster-state.ts'
import { clusterFolder } from '../../../src/tools/local-elasticsearch/paths.ts'
import { whoHolds } from '../../../src/tools/local-elasticsearch/ports.ts'
import { isProcess } from '../../../src/tools/local-elasticsearch/processes.ts'
import {
  type LocalElasticsearch,
  startLocalElasticsearch,
} from '../../../src/tools/local-elasticsearch/start.ts'
import { readLog, startCli } from '../../commands/run-cli.ts'
import {
  indexBlog,
  listIndexes,
  memorySource,
  reindexSources,
  testClient,
  testPrefix,
} from '../../helpers/test-index.ts'
import { removeHome, temporaryHome } from '../../tools/local-elasticsearch/elasticsearch-command.ts'
import { aPost } from '../write/blog.ts'

/** An Elasticsearch of these tests alone, since they kill it and fill its disk. */
let home: string
let node: LocalElasticsearch
let client: Client
const start = (port?: number) =>
  startLocalElasticsearch({ dataDir: home, heap: '512m', endWithProcess: true, port })

before(async () => {
  home = await temporaryHome()
  node = await start()
  process.env.TEST_ELASTICSEARCH_URL = node.url
  client = testClient()
})
after(async () => {
  await client.close()
  await node.stop()
  await removeHome(home)
})

const POSTS = 400
const OLD = Array.from({ length: POSTS / 2 }, (_, i) => aPost(`p${i}`, { title: `Kettle ${i}` }))
const tsx = import.meta.resolve('tsx')
const script = join(packageRoot, 'test/index/reindex/halting-reindex.ts')
/** Longer than a reindex waits for Elasticsearch to come back, and to clean up. */
const REINDEX_TIMEOUT_MS = 150_000
const POLL_MS = 100
/** Within this a service sees what other processes did. */
const SEEN_MS = 1_000

/** A reindex that has loaded half of its posts. `goOn` lets it end, and returns whether it went live. */
async function halfAReindex(t: TestContext, prefix: string) {
  const args = ['--import', tsx, script, prefix, String(POSTS)]
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, args)
  t.after(() => child.kill('SIGKILL'))
  child.stderr.on('data', (data) => t.diagnostic(String(data)))
  let output = ''
  child.stdout.on('data', (data) => {
    output += data
  })
  while (!output.startsWith('half\n')) await once(child.stdout, 'data')
  return async (): Promise<{ swapped: boolean; reasons: string[] }> => {
    child.stdin.write('go on\n')
    await once(child, 'close', { signal: AbortSignal.timeout(REINDEX_TIMEOUT_MS) })
    return JSON.parse(output.slice('half\n'.length))
  }
}

/** A service, and all answers that it gives to one search until `stop`: how many posts were found, or the status of a failure. */
async function searchedAllTheTime(t: TestContext, prefix: string) {
  const env = { ELASTICSEARCH_URL: node.url, INDEX_PREFIX: prefix, PORT: '0' }
  const child = startCli(t, ['serve'], env)
  const { url } = await readLog(child).waitFor('listening')
  const ask = async (): Promise<string> => {
    const response = await fetch(`${url}/api/v1/search?q=kettle`)
    if (response.status !== 200) return `status ${response.status}`
    return `${(await response.json()).total.value} posts`
  }
  const answers = new Set<string>()
  let stopped = false
  const asking = (async () => {
    while (!stopped) {
      answers.add(await ask())
      await sleep(POLL_MS)
    }
  })()
  return {
    ask,
    stop: async () => {
      await sleep(SEEN_MS)
      stopped = true
      await asking
      answers.add(await ask())
      child.kill('SIGTERM')
      return [...answers].sort()
    },
  }
}

async function assertNextSucceeds(prefix: string): Promise<void> {
  const posts = Array.from({ length: POSTS }, (_, i) => aPost(`p${i}`, { title: `Kettle ${i}` }))
  const next = await reindexSources([memorySource(posts)], prefix)
  assert.deepEqual([next.swapped, next.reasons], [true, []])
  const indexes = await listIndexes(prefix)
  assert.equal(indexes.length, 6, `expected two generations, got ${indexes}`)
}

async function killAndStart(): Promise<void> {
  const port = Number(new URL(node.url).port)
  const state = await readClusterState(clusterFolder(home, port))
  const pid = state?.nodes[0]?.pid ?? 0
  process.kill(pid, 'SIGKILL')
  while (await isProcess(pid, 'blogsearch')) await sleep(POLL_MS)
  while ((await whoHolds(port)).kind !== 'nobody') await sleep(POLL_MS)
  node = await start(port)
}

test('Elasticsearch is killed and started again in the middle of a reindex: what served serves, and the next one leaves nothing of it', async (t) => {
  const { prefix } = await indexBlog({ posts: OLD }, testPrefix())
  const searches = await searchedAllTheTime(t, prefix)
  const goOn = await halfAReindex(t, prefix)
  const restarting = killAndStart()
  const going = goOn()
  await restarting
  const report = await going
  t.diagnostic(`swapped: ${report.swapped} ${report.reasons.join(' ')}`)
  const served = report.swapped ? POSTS : POSTS / 2
  await sleep(SEEN_MS)
  assert.equal(await searches.ask(), `${served} posts`)
  await assertNextSucceeds(prefix)
  const answers = await searches.stop()
  assert.deepEqual(answers, [`${POSTS / 2} posts`, `${POSTS} posts`, 'status 503'])
})

test('a reindex that begins while Elasticsearch starts waits for what serves', async () => {
  const { prefix } = await indexBlog({ posts: OLD }, testPrefix())
  const restarting = killAndStart()
  const isKnown = async () => {
    const answer = await fetch(`${node.url}/${prefix}-posts`).catch(() => undefined)
    return answer?.status === 200
  }
  while (await isKnown()) await sleep(1)
  while (!(await isKnown())) await sleep(1)
  const { swapped, reasons } = await reindexSources([memorySource(OLD)], prefix)
  await restarting
  assert.deepEqual([swapped, reasons], [true, []])
})

test('a full disk blocks all indexes in the middle of a reindex: what served serves, and once there is room the next one leaves nothing of it', async (t) => {
  const { prefix } = await indexBlog({ posts: OLD }, testPrefix())
  const searches = await searchedAllTheTime(t, prefix)
  const goOn = await halfAReindex(t, prefix)
  await fillDisk(prefix)
  const report = await goOn()
  assert.equal(report.swapped, false)
  assert.match(report.reasons.join(), /flood-stage watermark/)
  assert.equal(await searches.ask(), `${POSTS / 2} posts`)
  const whileFull = await reindexSources([memorySource(OLD)], prefix)
  assert.match(whileFull.reasons.join(), /flood-stage watermark/)
  await makeRoom(prefix)
  await assertNextSucceeds(prefix)
  assert.deepEqual(await searches.stop(), [`${POSTS / 2} posts`, `${POSTS} posts`])
})

const WATERMARKS = ['low', 'high', 'flood_stage'] as const
const DISK = 'cluster.routing.allocation.disk'

/** Lets Elasticsearch take its disk for full, and waits until it has blocked all indexes of a blog. */
async function fillDisk(prefix: string): Promise<void> {
  const wanted = Object.fromEntries(WATERMARKS.map((name) => [`${DISK}.watermark.${name}`, '1000tb']))
  await setPersistent({
    ...wanted,
    [`${DISK}.threshold_enabled`]: true,
    'cluster.info.update.interval': '10s',
  })
  while ((await blockedIndexes(prefix)).some((isBlocked) => !isBlocked)) await sleep(POLL_MS)
}

/** Gives the disk back its room, and waits until Elasticsearch has noticed. */
async function makeRoom(prefix: string): Promise<void> {
  await setPersistent(Object.fromEntries(WATERMARKS.map((name) => [`${DISK}.watermark.${name}`, '1b'])))
  while ((await blockedIndexes(prefix)).some((isBlocked) => isBlocked)) await sleep(POLL_MS)
}

async function setPersistent(persistent: Record<string, unknown>): Promise<void> {
  await client.cluster.putSettings({ persistent })
}

/** Of each index of a blog, that of its state too, whether it takes no writes. */
async function blockedIndexes(prefix: string): Promise<boolean[]> {
  const found = await client.indices.getSettings({ index: `${prefix}*`, expand_wildcards: 'all' })
  return Object.values(found).map(
    ({ settings }) => settings?.index?.blocks?.read_only_allow_delete === 'true',
  )
}
