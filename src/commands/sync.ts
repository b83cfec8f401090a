import { Command, InvalidArgumentError } from 'commander'
import { remembering } from '../content/fetching/remembering.ts'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { createClient } from '../elastic/client.ts'
import { isUnchanged, type SyncReport, syncAsText } from '../index/sync/report.ts'
import { MAX_DELETED_SHARE, type SyncContext, type SyncOptions, sync } from '../index/sync/sync.ts'
import { watchSources } from '../index/sync/watch.ts'
import { openVectors } from '../meaning/open-vectors.ts'
import { describeFailure, warnOfIndexes } from './failure.ts'
import { forOutput } from './in-lines.ts'
import { indexIfNeeded } from './index-if-needed.ts'
import { keepHeapSmall } from './small-heap.ts'
import {
  fetcherOf,
  openSources,
  placesOf,
  readProjectOf,
  type SourceFlags,
  withSourceFlags,
} from './sources.ts'
import { startStep } from './step.ts'
import { listenForStop } from './stop-signal.ts'

type Options = SourceFlags & {
  dryRun?: true
  force?: true
  maxDeleted: number
  watch?: true
  create?: true
  every: number
  json?: true
}

/** Seconds between two checks of a watched source. */
const EVERY_SECONDS = 2

/** `blog-search sync <source>...`: writes only documents that differ from those that searches find. Exits with 1 if anything failed or was not deleted. */
export function syncCommand(): Command {
  return withSourceFlags(new Command('sync'))
    .description('write what is new or changed in the sources, and delete what is gone from them')
    .option('--dry-run', 'only print what would be done')
    .option('--force', 'delete however much is gone')
    .option(
      '--max-deleted <share>',
      'what share may be deleted without --force',
      parseShare,
      MAX_DELETED_SHARE,
    )
    .option('--create', 'make the index first, if there is none that fits this program')
    .option('--watch', 'go on whenever a source changes or a post is due')
    .option('--every <seconds>', 'how often --watch looks', parseSeconds, EVERY_SECONDS)
    .option('--json', 'print the report as one JSON object')
    .action(runSync)
}

async function runSync(given: string[], options: Options): Promise<void> {
  if (options.create === true && options.dryRun === true)
    throw new InputError('--create: expected without --dry-run, which writes nothing')
  keepHeapSmall()
  const project = readProjectOf(options)
  const config = readSettings(project)
  const paths = placesOf(given, project)
  const fetch = remembering(fetcherOf(options, { project }))
  const open = () => openSources(given, options, { project, config, fetch })
  const sources = await open()
  if (options.create !== true) await warnOfIndexes(config)
  const client = createClient(config.elasticsearch)
  const stopping = listenForStop()
  const syncOptions: SyncOptions = {
    dryRun: options.dryRun === true,
    force: options.force === true,
    maxDeleted: options.maxDeleted,
  }
  const meaning = openVectors(client, config)
  const ctx = { client, config, meaning, signal: stopping.signal }
  try {
    if (options.create === true) {
      const say = (line: string) => process.stderr.write(`${line}\n`)
      await indexIfNeeded({ client, config, meaning, signal: stopping.signal, open, say })
    }
    if (options.watch !== true) {
      const step = startStep('read')
      const syncing = sync({ ...ctx, onItem: step.add }, sources, syncOptions)
      print(await syncing.finally(step.end), options)
      return
    }
    await follow(ctx, { paths, everyMs: options.every * 1000, open }, { options, syncOptions })
  } finally {
    stopping.dispose()
    await meaning?.close()
    await client.close()
  }
}

/** Syncs until it is told to stop, and prints what is new. */
async function follow(
  ctx: SyncContext,
  watched: Parameters<typeof watchSources>[1],
  { options, syncOptions }: { options: Options; syncOptions: SyncOptions },
): Promise<void> {
  let isFirst = true
  let told = ''
  for await (const outcome of watchSources(ctx, watched, syncOptions)) {
    if (outcome instanceof Error) process.stderr.write(`${await describeFailure(outcome)}\n`)
    else {
      const problems = problemsOf(outcome)
      if (isFirst || problems !== told || !isUnchanged(outcome)) print(outcome, options)
      told = problems
    }
    isFirst = false
  }
}

/** What failed, was mended or not deleted, as a text that is the same as long as they are. */
function problemsOf({ failed, mended, notDeleted }: SyncReport): string {
  return JSON.stringify([failed, mended, notDeleted])
}

function print(report: SyncReport, { json }: Options): void {
  process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : forOutput(syncAsText(report)))
  if (report.failed.count > 0 || report.notDeleted !== undefined) process.exitCode = 1
}

function parseShare(text: string): number {
  const share = Number(text)
  if (text.trim() !== '' && share >= 0 && share <= 1) return share
  throw new InvalidArgumentError('Expected a share from 0 to 1.')
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds >= 0.1 && seconds <= 86_400) return seconds
  throw new InvalidArgumentError('Expected seconds from 0.1 to 86400.')
}
