import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { InputError } from '../src/core/errors.ts'
import { LocalNodeError } from '../src/tools/local-elasticsearch/local-node-error.ts'
import { type BenchRun, Blogs, type PartResult } from './bench-run.ts'
import { type PartName, readOptions } from './options.ts'
import { measureAgainst } from './parts/against.ts'
import { measureGrowth } from './parts/growth.ts'
import { measureMemory } from './parts/memory.ts'
import { measureOverload } from './parts/overload.ts'
import { measureReindex } from './parts/reindex.ts'
import { measureSearch } from './parts/search.ts'
import { measureThroughput } from './parts/throughput.ts'
import { withElasticsearch, withFolder } from './run/elasticsearch.ts'
import { formatTable } from './table.ts'

/** Usage: see options.ts. Prints one table, whose figures it saves under results/ as JSON. */

const RESULTS = new URL('results/', import.meta.url)
const ON_ONE_NODE = {
  search: (run: BenchRun, url: string) =>
    run.options.against === undefined ? measureSearch(run, url) : measureAgainst(run, url),
  throughput: measureThroughput,
  reindex: measureReindex,
  growth: measureGrowth,
  overload: measureOverload,
} as const

async function main(signal: AbortSignal): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const started = performance.now()
  const say = (line: string) => {
    const seconds = Math.round((performance.now() - started) / 1000)
    process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`)
  }
  await withFolder(async (folder) => {
    const run = { options, folder, blogs: new Blogs(options, folder, signal), signal, say }
    const results: Results = {}
    try {
      await measureParts(run, results)
    } finally {
      // An hour's figures are worth having when the next part fails or is interrupted.
      if (Object.keys(results).length > 0) await print(results, run)
    }
  })
}

type Results = Partial<Record<PartName, PartResult>>

async function measureParts(run: BenchRun, results: Results): Promise<void> {
  const { parts } = run.options
  const shared = parts.filter((part) => part !== 'memory')
  if (shared.length > 0) {
    await withElasticsearch(run.signal, async (url) => {
      for (const part of shared) {
        run.say(part)
        results[part] = await ON_ONE_NODE[part](run, url)
      }
    })
  }
  if (parts.includes('memory')) {
    run.say('memory')
    results.memory = await measureMemory(run)
  }
}

async function print(results: Results, { options, say }: BenchRun): Promise<void> {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`
  const tables = Object.values(results).flatMap((result) => result.tables)
  process.stdout.write(`\n${[machine, ...tables.map(formatTable)].join('\n\n')}\n`)
  say(`All figures are in ${await save({ machine, options, results })}`)
}

async function save(found: object): Promise<string> {
  await mkdir(RESULTS, { recursive: true })
  const file = new URL(`bench-${new Date().toISOString().replaceAll(':', '')}.json`, RESULTS)
  await writeFile(file, JSON.stringify(found))
  return fileURLToPath(file)
}

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())
await main(interrupted.signal).catch((error: unknown) => {
  process.exitCode = interrupted.signal.aborted ? 130 : 1
  if (interrupted.signal.aborted) return
  if (!(error instanceof InputError || error instanceof LocalNodeError)) throw error
  process.stderr.write(`${error.message}\n`)
  if (error instanceof InputError) process.exitCode = 2
})
