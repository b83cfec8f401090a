import type { Config } from '../core/config.ts'
import { whileItLasts } from '../core/while-it-lasts.ts'
import { readIndexFile } from '../elastic/mappings.ts'
import { listGenerations } from '../index/reindex/generations.ts'
import { createProgressDisplay } from '../index/reindex/progress.ts'
import { type ReindexContext, reindex } from '../index/reindex/reindex.ts'
import { reportAsText } from '../index/reindex/report-text.ts'
import type { openSources } from './sources.ts'

type Indexing = Omit<ReindexContext, 'config' | 'onProgress'> & {
  config: Config
  open: () => ReturnType<typeof openSources>
  say: (line: string) => void
}

/** Makes the index of a blog if none serves that fits this program. What fails stays out and is told: without an index nothing at all would be found. Returns whether it was made. */
export async function indexIfNeeded({ open, say, ...ctx }: Indexing): Promise<boolean> {
  const { client, config } = ctx
  const serving = (await listGenerations(client, config.indexPrefix)).find(({ serves }) => serves)
  if (serving?.schemaVersion === readIndexFile('posts').mappings._meta.schemaVersion) return false
  const display = createProgressDisplay(process.stderr)
  const isTerminal = process.stderr.isTTY === true
  const index = async () =>
    reindex({ ...ctx, onProgress: display.show }, await open(), { maxErrors: Number.MAX_SAFE_INTEGER })
  try {
    const report = await whileItLasts('Indexing the blog', index, isTerminal ? () => undefined : say)
    display.stop()
    process.stderr.write(reportAsText(report))
    if (!report.swapped) throw new Error('The blog could not be indexed.')
    return true
  } finally {
    display.stop()
  }
}
