import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { packageRoot } from '../src/core/package.ts'
import { LocalNodeError } from '../src/tools/local-elasticsearch/local-node-error.ts'
import { startLocalElasticsearch } from '../src/tools/local-elasticsearch/start.ts'
import { chromiumIsThere, startChromium } from './browser/chromium.ts'

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

/** Packages that look for files beside their own. */
const NOT_BUNDLED = ['playwright-core', 'esbuild', '@seriousme/openapi-schema-validator']
/** What a bundle of modules needs for those of its packages that are CommonJS. */
const REQUIRE =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);"

/**
 * Bundles the tests and the program that they start, each with its packages, and returns the built files of the tests. Node.js starts a bundle in a
 * third of the time that compiling each module on its way takes.
 */
async function buildTests(names: readonly string[]): Promise<string[]> {
  await rm(BUILT, { recursive: true, force: true })
  const tests = names.map((name) => join('test', name))
  await build({
    absWorkingDir: packageRoot,
    entryPoints: [...tests, 'src/main.ts'],
    outbase: '.',
    outdir: BUILT,
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20' },
    ...{ external: NOT_BUNDLED, banner: { js: REQUIRE } },
    ...{ sourcemap: 'linked', logLevel: 'warning' },
  })
  return tests.map((name) => join(BUILT, name.replace(/\.tsx?$/, '.js')))
}

/** The settings by which tests find what runs for all of them. */
type Shared = Record<'TEST_ELASTICSEARCH_URL' | 'TEST_BROWSER_URL', string>

/** The exit code of Node's own test runner. `signal` reaches it too. */
async function runTests(
  files: readonly string[],
  shared: Partial<Shared>,
  signal: AbortSignal,
): Promise<number> {
  const args = [
    // This reporter tells failures once more at the end, where one looks first.
    ...['--enable-source-maps', '--test', '--test-reporter=spec'],
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...files,
  ]
  // A model that is installed here must not change what tests find.
  const env = { ...process.env, MEANING_MODEL: 'off', ...shared }
  const child = spawn(process.execPath, args, { stdio: 'inherit', env })
  const end = () => child.kill('SIGTERM')
  signal.addEventListener('abort', end, { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Runs tests with the Elasticsearch of the environment, or with one of their own. */
async function withElasticsearch<T>(signal: AbortSignal, run: (url: string) => Promise<T>): Promise<T> {
  const given = process.env.TEST_ELASTICSEARCH_URL
  if (given) return run(given)
  const dataDir = await mkdtemp(join(tmpdir(), 'blog-search-test-'))
  process.env.JDK_JAVA_OPTIONS ??= COMPILED_QUICKLY
  try {
    const options = { dataDir, heap: HEAP, endWithProcess: true, signal, log: explain }
    const node = await startLocalElasticsearch(options)
    explain(`Elasticsearch for the tests runs at ${node.url}`)
    return await run(node.url).finally(node.stop)
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Runs tests with a browser for all files, if any of them opens one and it is there. */
async function withBrowser<T>(
  names: readonly string[],
  run: (shared: Partial<Shared>) => Promise<T>,
): Promise<T> {
  if (!chromiumIsThere || !names.some((name) => name.startsWith('browser/'))) return run({})
  const browser = await startChromium()
  return run({ TEST_BROWSER_URL: browser.wsEndpoint() }).finally(() => browser.close())
}

const runShared = (names: readonly string[], files: readonly string[], signal: AbortSignal) =>
  withElasticsearch(signal, (url) =>
    withBrowser(names, (shared) => runTests(files, { ...shared, TEST_ELASTICSEARCH_URL: url }, signal)),
  )

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
  try {
    const built = await buildTests(names)
    const first = built.filter((_, i) => !LAST.test(names[i] ?? ''))
    const last = built.filter((_, i) => LAST.test(names[i] ?? ''))
    const code = first.length === 0 ? 0 : await runShared(names, first, signal)
    if (last.length === 0 || signal.aborted) return code
    return (await runTests(last, {}, signal)) || code
  } catch (error) {
    if (signal.aborted) return 130
    if (!(error instanceof LocalNodeError)) throw error
    explain(error.message)
    return 1
  }
}

process.exitCode = await main()
