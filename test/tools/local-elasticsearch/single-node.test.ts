import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { readClusterState, writeClusterState } from '../../../src/tools/local-elasticsearch/cluster-state.ts'
import { anyFreePort } from '../../../src/tools/local-elasticsearch/ports.ts'
import { isProcess } from '../../../src/tools/local-elasticsearch/processes.ts'
import { startLocalElasticsearch } from '../../../src/tools/local-elasticsearch/start.ts'
import { elasticsearch, removeHome, temporaryHome } from './elasticsearch-command.ts'

const run = promisify(execFile)
let home: string
let port: number
const place = () => ['--home', home, '--port', String(port)]
const start = () => elasticsearch('start', ...place(), '--heap', '256m')
const folder = () => join(home, String(port))

before(async () => {
  home = await temporaryHome()
  port = await anyFreePort()
})
after(async () => {
  await elasticsearch('stop', ...place())
  await removeHome(home)
})

test('where nothing runs, status fails and stop has nothing to do', async () => {
  const status = await elasticsearch('status', ...place())
  assert.equal(status.code, 1)
  assert.match(status.stdout, /No Elasticsearch answers at http:\/\/127\.0\.0\.1:/)
  const stop = await elasticsearch('stop', ...place())
  assert.equal(stop.code, 0)
  assert.match(stop.stdout, /No Elasticsearch runs on port/)
})

test('a state file whose process number belongs to another program is stale', async () => {
  // The number is this test's own: were it believed, stop would end the test.
  const node = {
    name: 'node-1',
    pid: process.pid,
    httpPort: port,
    transportPort: 1,
    dataFolder: join(home, 'gone'),
    logFile: 'gone.log',
  }
  await writeClusterState(folder(), { version: '9.5.3', heap: '256m', nodes: [node] })
  assert.equal((await elasticsearch('stop', ...place())).code, 0)
  await writeClusterState(folder(), { version: '9.5.3', heap: '256m', nodes: [node] })
})

test('two starts at once, over a stale state file, make one node', async () => {
  const outcomes = await Promise.all([start(), start()])
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [0, 0],
    JSON.stringify(outcomes),
  )
  assert.deepEqual(outcomes.map(({ stdout }) => stdout.replace(/ at .*\n/, '')).sort(), [
    'Elasticsearch already runs',
    'Elasticsearch runs',
  ])
  const banner = await (await fetch(`http://127.0.0.1:${port}`)).json()
  assert.equal(banner.version.number, '9.5.3')
  assert.equal(banner.tagline, 'You Know, for Search')
})

test('a further start takes the node that runs', async () => {
  const pid = (await readClusterState(folder()))?.nodes[0]?.pid
  const again = await start()
  assert.equal(again.stdout, `Elasticsearch already runs at http://127.0.0.1:${port}\n`)
  assert.equal((await readClusterState(folder()))?.nodes[0]?.pid, pid)
  const other = await elasticsearch('start', ...place(), '--nodes', '3')
  assert.equal(other.code, 1)
  assert.match(other.stderr, /cluster of 1 node\(s\) runs on port \d+, expected 3/)
})

test('status names the node, its process and its log', async () => {
  const { code, stdout } = await elasticsearch('status', ...place())
  assert.equal(code, 0)
  assert.match(stdout, /is green, with 1 node\(s\)\n {2}node-1: http:\S+, process \d+, log \S+node-1\.log\n/)
  assert.match(await readFile(join(folder(), 'logs', 'node-1.log'), 'utf8'), /started/)
})

test('another home does not stop it', async () => {
  const otherHome = await temporaryHome()
  const stop = await elasticsearch('stop', '--home', otherHome, '--port', String(port))
  assert.equal(stop.code, 1)
  assert.match(stop.stderr, /was not started from/)
  assert.equal((await fetch(`http://127.0.0.1:${port}`)).status, 200)
  await removeHome(otherHome)
})

test('it listens on 127.0.0.1 only', async () => {
  const nodes = await (await fetch(`http://127.0.0.1:${port}/_nodes/http,transport`)).json()
  const [node] = Object.values<Record<string, { bound_address: string[] }>>(nodes.nodes)
  assert.deepEqual(node?.http?.bound_address, [`127.0.0.1:${port}`])
  assert.match(String(node?.transport?.bound_address), /^127\.0\.0\.1:\d+$/)
})

test('what was indexed is there after stop and start', async () => {
  const index = `http://127.0.0.1:${port}/kept`
  const put = await fetch(`${index}/_doc/1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  })
  assert.equal(put.status, 201)
  const pid = (await readClusterState(folder()))?.nodes[0]?.pid ?? 0
  assert.equal(await isProcess(pid, 'blogsearch'), true)
  assert.match((await elasticsearch('stop', ...place())).stdout, /is stopped/)
  assert.equal(await isProcess(pid, 'blogsearch'), false)
  assert.equal(await readClusterState(folder()), undefined)
  assert.equal((await start()).code, 0)
  assert.equal((await fetch(`${index}/_doc/1`)).status, 200)
})

test('a damaged state file counts as none', async () => {
  await elasticsearch('stop', ...place())
  await mkdir(folder(), { recursive: true })
  await writeFile(join(folder(), 'cluster.json'), '{"version":')
  assert.match((await elasticsearch('stop', ...place())).stdout, /No Elasticsearch runs/)
})

test('a node that cannot start says what its log says', async () => {
  const broken = await elasticsearch('start', ...place(), '--heap', '1m')
  assert.equal(broken.code, 1)
  assert.match(broken.stderr, /ended while it started/)
  assert.match(broken.stderr, /heap|memory/i)
})

test('a start that is cut off leaves no process', async () => {
  const interrupted = new AbortController()
  const starting = startLocalElasticsearch({ dataDir: home, heap: '256m', signal: interrupted.signal })
  setTimeout(() => interrupted.abort(), 2_000)
  await assert.rejects(starting)
  const states = await readdir(home)
  for (const name of states) assert.equal(await readClusterState(join(home, name)), undefined)
  const { stdout } = await run('ps', ['-ww', '-eo', 'command='])
  assert.ok(!stdout.includes(`-Dblogsearch.data=${home}`))
})
