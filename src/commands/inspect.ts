import { Command, InvalidArgumentError } from 'commander'
import { inspect } from '../content/inspect/inspect.ts'
import { inspectionAsText } from '../content/inspect/inspection-text.ts'
import { readSettings } from '../content/project/settings.ts'
import { forOutput } from './in-lines.ts'
import { keepHeapSmall } from './small-heap.ts'
import { openSources, readProjectOf, type SourceFlags, withSourceFlags } from './sources.ts'
import { startStep } from './step.ts'
import { listenForStop } from './stop-signal.ts'

/** Default number of posts and comments shown. */
const SHOWN = 3

/** `blog-search inspect <source>...`: shows what a reindex would read. Needs no Elasticsearch. Exits with 1 if anything failed. */
export function inspectCommand(): Command {
  return withSourceFlags(new Command('inspect'))
    .description('print the first posts and comments of the sources and what is in them, and index nothing')
    .option('--show <number>', 'how many posts and comments to print', parseCount, SHOWN)
    .option('--json', 'print it as one JSON object')
    .action(async (given: string[], options: SourceFlags & { show: number; json?: true }) => {
      keepHeapSmall()
      const project = readProjectOf(options)
      const config = readSettings(project)
      const sources = await openSources(given, options, { project, config })
      const stopping = listenForStop()
      try {
        const step = startStep('read')
        const { show } = options
        const read = inspect(sources, { show, signal: stopping.signal, onItem: step.add })
        const inspection = await read.finally(step.end)
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify(inspection, null, 2)}\n`
            : forOutput(inspectionAsText(inspection)),
        )
        if (inspection.failed.count > 0) process.exitCode = 1
      } finally {
        stopping.dispose()
      }
    })
}

function parseCount(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a whole number from 0 to 9999.')
}
