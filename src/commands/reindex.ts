import { Command, InvalidArgumentError } from 'commander'
import { readConfig } from '../config.ts'
import { createClient } from '../elastic/client.ts'
import { KEPT_GENERATIONS } from '../indexing/generation.ts'
import { createProgressDisplay } from '../indexing/progress.ts'
import { reindex } from '../indexing/reindex.ts'
import type { ReindexReport } from '../indexing/report.ts'
import { reportAsText } from '../indexing/report-text.ts'
import { openSource, type Source } from '../sources/source.ts'

type Options = {
  format?: string
  maxErrors: number
  canaries: boolean
  keep: number
  keepFailed?: true
  replace?: true
  json?: true
}

/** `blog-search reindex <source>...`: replaces what searches find. Exits with 1 if that is not to be done. */
export function reindexCommand(): Command {
  return new Command('reindex')
    .description('index all posts and comments anew, and let searches find them when all is well')
    .argument('<source...>', 'NDJSON files, or folders of NDJSON or of Markdown with front matter')
    .option('--format <name>', 'read all sources as this: ndjson or markdown')
    .option('--max-errors <number>', 'how many documents may fail', parseCount, 0)
    .option(
      '--replace',
      'let only the sources count: what came by the API goes, what it deleted may come back',
    )
    .option('--no-canaries', 'do not ask whether the new indexes find posts as well as the old')
    .option(
      '--keep <number>',
      'how many generations before the new one to keep',
      parseCount,
      KEPT_GENERATIONS,
    )
    .option('--keep-failed', 'keep indexes that must not go live, to look at them')
    .option('--json', 'print the report as one JSON object')
    .action(runReindex)
}

async function runReindex(paths: string[], options: Options): Promise<void> {
  const config = readConfig(process.env)
  const sources = await openSources(paths, { ...options, ...(config.siteUrl && { siteUrl: config.siteUrl }) })
  const client = createClient(config.elasticsearch)
  const display = createProgressDisplay(process.stderr)
  const stopping = listenForStop()
  try {
    const { signal } = stopping
    const report = await reindex({ client, config, signal, onProgress: display.show }, sources, options)
    display.stop()
    printReport(report, options.json === true)
    if (!report.swapped) process.exitCode = 1
  } finally {
    display.stop()
    stopping.dispose()
    await client.close()
  }
}

async function openSources(
  paths: readonly string[],
  { format, siteUrl }: { format?: string; siteUrl?: string },
): Promise<Source[]> {
  const options = { ...(format !== undefined && { format }), ...(siteUrl !== undefined && { siteUrl }) }
  return Promise.all(paths.map((path) => openSource(path, options)))
}

/** The result goes to standard output; why there is none goes to standard error, unless a machine reads it. */
function printReport(report: ReindexReport, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else (report.swapped ? process.stdout : process.stderr).write(reportAsText(report))
}

/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
function listenForStop(): { signal: AbortSignal; dispose: () => void } {
  const stop = new AbortController()
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => ({ name, abort: () => stop.abort(name) }))
  for (const { name, abort } of listeners) process.once(name, abort)
  return {
    signal: stop.signal,
    dispose: () => {
      for (const { name, abort } of listeners) process.removeListener(name, abort)
    },
  }
}

function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a whole number from 0.')
}
