import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { packageRoot } from '../src/core/package.ts'
import { LocalNodeError } from '../src/tools/local-elasticsearch/local-node-error.ts'
import { startLocalElasticsearch } from '../src/tools/local-elasticsearch/start.ts'

/**
 * Usage: tsx test/run.ts [--faults] [part of a path...]. Runs the tests whose path has any of the parts. Without a part it runs all tests
 * but those of faults, or with --faults those alone. They use an Elasticsearch of their own, or the one of TEST_ELASTICSEARCH_URL.
 */

const TEST_TIMEOUT_MS = 600_000
/** Tests that kill, pause and overload what they started, and wait for most of their time. */
const FAULTS =
  /^(?:faults\/|index\/reindex\/(?:killed|restarted)\.|tools\/local-elasticsearch\/(?:cluster|single-node)\.)/
/** These start nodes of their own: they run when all others are done. */
const LAST = /^faults\/(?:cluster|one-node|soak)\.test\.ts$/
const CONCURRENCY = 3
const HEAP = '512m'
/** Java's better compiler takes more processor time than it saves in a run this short: with it, tests of writes take 47 s, so 36. */
const COMPILED_QUICKLY = '-XX:TieredStopAtLevel=1'
const BUILT = join(packageRoot, 'dist-test')

const explain = (line: string) => process.stderr.write(`${line}\n`)

type Asked = { faults: boolean; parts: readonly string[] }

/** The names of the tests within `test`, such as `search/labels.test.ts`. */
async function testNames({ faults, parts }: Asked): Promise<string[]> {
  const all = await readdir(join(packageRoot, 'test'), { recursive: true })
  const names = all.filter((name) => /\.test\.tsx?$/.test(name)).sort()
  if (parts.length === 0) return names.filter((name) => FAULTS.test(name) === faults)
  const wanted = parts.map((part) => relative(process.cwd(), part))
  return names.filter((name) => wanted.some((part) => join('test', name).includes(part)))
}

/** Bundles the tests, and returns their built files. Node.js starts a bundle in a third of the time that compiling each module on its way takes. */
async function buildTests(names: readonly string[]): Promise<string[]> {
  await rm(BUILT, { recursive: true, force: true })
  await build({
    entryPoints: names.map((name) => join(packageRoot, 'test', name)),
    outbase: join(packageRoot, 'test'),
    outdir: BUILT,
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20' },
    ...{ packages: 'external', sourcemap: 'linked', logLevel: 'warning' },
  })
  return names.map((name) => join(BUILT, name.replace(/\.tsx?$/, '.js')))
}

type RunOptions = { url?: string; signal: AbortSignal }

/** The exit code of Node's own test runner. `signal` reaches it too. */
async function runTests(files: readonly string[], { url, signal }: RunOptions): Promise<number> {
  const args = [
    ...['--enable-source-maps', '--test'],
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...files,
  ]
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    // A model that is installed here must not change what tests find.
    env: { ...process.env, MEANING_MODEL: 'off', ...(url !== undefined && { TEST_ELASTICSEARCH_URL: url }) },
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
  process.env.JDK_JAVA_OPTIONS ??= COMPILED_QUICKLY
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
  const given = process.argv.slice(2)
  const parts = given.filter((argument) => argument !== '--faults')
  const names = await testNames({ faults: given.includes('--faults'), parts })
  if (names.length === 0) {
    explain(`No test has ${parts.map((part) => JSON.stringify(part)).join(' or ')} in its path.`)
    return 1
  }
  const url = process.env.TEST_ELASTICSEARCH_URL
  try {
    const built = await buildTests(names)
    const first = built.filter((_, i) => !LAST.test(names[i] ?? ''))
    const last = built.filter((_, i) => LAST.test(names[i] ?? ''))
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
