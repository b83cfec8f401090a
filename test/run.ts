import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { LocalNodeError } from '../src/tools/local-elasticsearch/local-node-error.ts'
import { startLocalElasticsearch } from '../src/tools/local-elasticsearch/start.ts'

/** Usage: tsx test/run.ts [part of a path...]. Runs the tests whose path has any of the parts, all of them without one, on an Elasticsearch of their own or the one of TEST_ELASTICSEARCH_URL. */

const TEST_TIMEOUT_MS = 600_000
/** They start nodes of their own, kill them, and wait for most of their time: when all others are done. */
const LAST = /^faults\/(?:cluster|one-node|soak)\.test\.ts$/
const CONCURRENCY = 2
const HEAP = '512m'

const explain = (line: string) => process.stderr.write(`${line}\n`)

type TestFiles = { first: readonly string[]; last: readonly string[] }

/** The tests whose path within the project, such as `test/search/labels.test.ts`, has any of the parts; all of them if there are none. */
async function testFiles(parts: readonly string[]): Promise<TestFiles> {
  const names = (await readdir(import.meta.dirname, { recursive: true })).sort()
  const wanted = parts.map((part) => relative(process.cwd(), part))
  const tests = names.filter(
    (name) =>
      /\.test\.tsx?$/.test(name) &&
      (wanted.length === 0 || wanted.some((part) => join('test', name).includes(part))),
  )
  const filesOf = (chosen: readonly string[]) => chosen.map((name) => join(import.meta.dirname, name))
  return {
    first: filesOf(tests.filter((name) => !LAST.test(name))),
    last: filesOf(tests.filter((name) => LAST.test(name))),
  }
}

type RunOptions = { url?: string; signal: AbortSignal }

/** The exit code of Node's own test runner. `signal` reaches it too. */
async function runTests(files: readonly string[], { url, signal }: RunOptions): Promise<number> {
  const args = [
    ...['--import', 'tsx', '--test'],
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...files,
  ]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, ...(url !== undefined && { TEST_ELASTICSEARCH_URL: url }) },
  })
  const end = () => child.kill('SIGTERM')
  signal.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function runWithOwnNode(files: readonly string[], signal: AbortSignal): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'blog-search-test-'))
  try {
    const node = await startLocalElasticsearch({
      dataDir,
      heap: HEAP,
      endWithProcess: true,
      signal,
      log: explain,
    })
    explain(`Elasticsearch for the tests runs at ${node.url}`)
    return await runTests(files, { url: node.url, signal }).finally(node.stop)
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function main(): Promise<number> {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort())
  const { signal } = interrupted
  const parts = process.argv.slice(2)
  const { first, last } = await testFiles(parts)
  if (first.length + last.length === 0) {
    explain(`No test has ${parts.map((part) => JSON.stringify(part)).join(' or ')} in its path.`)
    return 1
  }
  const url = process.env.TEST_ELASTICSEARCH_URL
  try {
    const own = () => (url ? runTests(first, { url, signal }) : runWithOwnNode(first, signal))
    const code = first.length === 0 ? 0 : await own()
    if (last.length === 0 || signal.aborted) return code
    return (await runTests(last, { signal })) || code
  } catch (error) {
    if (signal.aborted) return 130
    if (!(error instanceof LocalNodeError)) throw error
    explain(error.message)
    return 1
  }
}

process.exitCode = await main()
