import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Client } from '@elastic/elasticsearch'
import { DEFAULT_LIMITS } from '../../src/elastic/bulk-batches.ts'
import { indexesOf } from '../../src/elastic/generation.ts'
import { KINDS, type Kind } from '../../src/elastic/mappings.ts'
import { createIndexes, deleteIndexes, finishLoading } from '../../src/index/reindex/new-indexes.ts'

/** Usage: bulk-loop.ts <address of Elasticsearch> <prefix> <folder> <kind>... Loads exported documents into indexes as a reindex makes them, and nothing else; tells how long it took. */

/** As many requests as a reindex has on their way. */
const CONCURRENCY = 2
const TIMEOUT_MS = 120_000

const [node = '', prefix = '', folder = '', ...kinds] = process.argv.slice(2)
const client = new Client({ node, requestTimeout: TIMEOUT_MS })
const names = indexesOf(prefix, 'bare')

process.on('disconnect', () => process.exit(1))
const seconds = await loadAll().catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
process.send?.({ seconds, peak: process.resourceUsage().maxRSS * 1024 })

/** The seconds from nothing to indexes that can be searched, which are gone then. */
async function loadAll(): Promise<number> {
  const started = performance.now()
  try {
    await createIndexes(client, names, { language: 'en', shardLayout: undefined, signal: undefined })
    for (const kind of KINDS) if (kinds.includes(kind)) await load(kind)
    await finishLoading(client, names, { shardLayout: undefined, signal: undefined })
    return (performance.now() - started) / 1000
  } finally {
    await deleteIndexes(client, Object.values(names))
  }
}

async function load(kind: Kind): Promise<void> {
  const sending = new Set<Promise<void>>()
  for await (const operations of batches(`${folder}/${kind}.bulk`)) {
    if (sending.size >= CONCURRENCY) await Promise.race(sending)
    const sent: Promise<void> = send(names[kind], operations).finally(() => sending.delete(sent))
    sending.add(sent)
  }
  await Promise.all(sending)
}

async function send(index: string, operations: string[]): Promise<void> {
  const { errors } = await client.bulk({ index, operations })
  if (errors) throw new Error(`${index}: expected that all documents are taken`)
}

/** The lines of a file in batches as large as those of a reindex. */
async function* batches(path: string): AsyncGenerator<string[]> {
  let lines: string[] = []
  let bytes = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const isAction = lines.length % 2 === 0
    if (
      isAction &&
      (bytes >= DEFAULT_LIMITS.batchBytes || lines.length >= 2 * DEFAULT_LIMITS.batchDocuments)
    ) {
      yield lines
      lines = []
      bytes = 0
    }
    lines.push(line)
    bytes += Buffer.byteLength(line) + 1
  }
  if (lines.length > 0) yield lines
}
