import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { withBlog } from './blog.ts'
import { measure } from './interleave.ts'
import { queriesByKind } from './queries.ts'
import { formatRows, type Row } from './table.ts'
import { startVariants } from './variants.ts'

/** Usage: tsx bench/bench.ts [--rounds 12] [--queries 25] [source...]. Times searches beside the same requests sent raw, on the blog of the sources, by default ../shared/corpora/haacked or else the sample blog. */

const RESULTS = new URL('results/', import.meta.url)
const SAMPLE_BLOG = fileURLToPath(new URL('../src/demo/sample-blog', import.meta.url))
const HAACKED = fileURLToPath(new URL('../../shared/corpora/haacked', import.meta.url))
const SEED = 1

const say = (line: string) => process.stdout.write(`${line}\n`)

async function main(signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      rounds: { type: 'string', default: '12' },
      queries: { type: 'string', default: '25' },
    },
    allowPositionals: true,
  })
  const folder = existsSync(HAACKED) ? HAACKED : SAMPLE_BLOG
  const sources = positionals.length > 0 ? positionals : sourcesIn(folder)
  const kinds = await queriesByKind(folder, Number(values.queries), SEED)
  const rounds = Number(values.rounds)

  const rows = await withBlog(sources, signal, async (blog) => {
    say(
      `${blog.posts} posts, ${blog.comments} comments; every query once before it is timed, then ${rounds} times`,
    )
    const variants = await startVariants(blog)
    try {
      const done: Row[] = []
      for (const [kind, queries] of kinds) {
        const prepared = await variants.prepare(queries)
        const times = await measure(prepared.calls, { rounds, seed: SEED, signal })
        done.push({ kind, queries: queries.length, trips: prepared.trips, times })
      }
      return done
    } finally {
      await variants.close()
    }
  })
  say(formatRows(rows))
  await mkdir(RESULTS, { recursive: true })
  const file = new URL(`search-${new Date().toISOString().replaceAll(':', '')}.json`, RESULTS)
  await writeFile(file, JSON.stringify({ node: process.version, sources, rounds, rows }))
  say(`All times are in ${fileURLToPath(file)}`)
}

function sourcesIn(folder: string): string[] {
  return folder === SAMPLE_BLOG ? [folder] : [`${folder}/posts.ndjson`, `${folder}/comments.ndjson`]
}

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())
await main(interrupted.signal).catch((error: unknown) => {
  if (!interrupted.signal.aborted) throw error
  process.exitCode = 130
})
