import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReindexReport } from '../../src/index/reindex/report.ts'
import { startChild } from './children.ts'
import { withFolder } from './elasticsearch.ts'
import { BUILT, type Place, type Program, programEnvironment } from './program.ts'

/** What a reindex in a process of its own did: its report, how long the process ran, and its memory at most. */
export type Reindexed = { report: ReindexReport; seconds: number; peak: number }

/** Real blogs have a few documents that nothing can read. */
const MAX_ERRORS = '100'

/** Runs `blog-search reindex` on files. Throws if it ends without a report. */
export function runReindex(
  place: Place,
  sources: readonly string[],
  signal: AbortSignal,
  program: Program = BUILT,
): Promise<Reindexed> {
  return withFolder(async (folder) => {
    const usageFile = join(folder, 'usage.json')
    const started = performance.now()
    const child = await startChild(
      process.execPath,
      [...program, 'reindex', ...sources, '--json', '--max-errors', MAX_ERRORS],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...programEnvironment(place), BENCH_USAGE_FILE: usageFile },
      },
    )
    let output = ''
    child.process.stdout?.on('data', (part: Buffer) => {
      output += part
    })
    try {
      await once(child.process, 'close', { signal })
    } finally {
      await child.stop()
    }
    const seconds = (performance.now() - started) / 1000
    if (output === '') throw new Error(`The reindex ended without a report: ${child.errors()}`)
    const usage: { peak: number } = JSON.parse(await readFile(usageFile, 'utf8'))
    return { report: JSON.parse(output), seconds, peak: usage.peak }
  })
}
