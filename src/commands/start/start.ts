import { Command } from 'commander'
import { remembering } from '../../content/fetching/remembering.ts'
import type { Project } from '../../content/project/project-file.ts'
import { layerOf, readLayers, type SettingsLayer, toSettings } from '../../content/project/settings.ts'
import { stopWithNpm } from '../../core/stop-with-npm.ts'
import { isUnchanged, syncAsText } from '../../index/sync/report.ts'
import { watchSources } from '../../index/sync/watch.ts'
import { openVectors } from '../../meaning/open-vectors.ts'
import { type CommandContext, createContext } from '../../service/context.ts'
import { serve } from '../../service/serve.ts'
import { findElasticsearch } from '../../tools/local-elasticsearch/find-elasticsearch.ts'
import { freePortFrom } from '../../tools/local-elasticsearch/ports.ts'
import { describeFailure } from '../failure.ts'
import { indexIfNeeded } from '../index-if-needed.ts'
import { fetcherOf, openSources, placesOf } from '../sources.ts'
import { listenForStop } from '../stop-signal.ts'
import { findProject } from './find-project.ts'

/** How often the sources are looked at. */
const EVERY_MS = 2_000
const PORT = 3_000
/** The log would be between the lines that are for people. */
const QUIET: SettingsLayer = { from: 'start', values: { LOG_LEVEL: 'warn' } }

type Options = { allowPrivateNetworks?: true }

const say = (line: string) => process.stderr.write(`${line}\n`)

/** `blog-search start [place]`: everything that a blog needs, until it is told to stop. */
export function startCommand(): Command {
  return new Command('start')
    .description(
      'index the blog of this folder, serve it, and follow its changes; starts Elasticsearch if none runs',
    )
    .argument('[place]', 'a folder, an export or the address of the blog (default: this folder)')
    .option('--allow-private-networks', 'let addresses of this host and of private networks be fetched')
    .action(async (place: string | undefined, options: Options) => {
      const stopping = listenForStop()
      const npm = new AbortController()
      stopWithNpm(() => npm.abort('npm has ended'))
      const signal = AbortSignal.any([stopping.signal, npm.signal])
      try {
        await start(place, options, signal)
      } catch (error) {
        if (!signal.aborted) throw error
      } finally {
        stopping.dispose()
      }
      if (signal.aborted) say('Stopped.')
    })
}

async function start(place: string | undefined, options: Options, signal: AbortSignal): Promise<void> {
  const allowPrivateNetworks = options.allowPrivateNetworks === true
  const project = await findProject(place, { allowPrivateNetworks, signal, say })
  const layers = readLayers(project)
  // Wrong settings are told before anything is started.
  toSettings(layers)
  const given = layerOf(layers, 'ELASTICSEARCH_URL')?.values.ELASTICSEARCH_URL
  const elasticsearch = await findElasticsearch({ given, signal, log: say })
  say(`Elasticsearch: ${given === undefined ? elasticsearch.url : 'as ELASTICSEARCH_URL says'}`)
  try {
    const port = layerOf(layers, 'PORT') === undefined ? await freePortFrom(PORT, new Set()) : undefined
    const found = {
      from: 'start',
      values: { ELASTICSEARCH_URL: elasticsearch.url, ...(port !== undefined && { PORT: String(port) }) },
    }
    const ctx = createContext(toSettings([QUIET, ...layers, found]))
    try {
      await run(ctx, { project, flags: options, signal })
    } finally {
      await ctx.client.close()
    }
  } finally {
    if (elasticsearch.origin === 'local' || elasticsearch.origin === 'docker') say('Stopping Elasticsearch')
    await elasticsearch.stop()
  }
}

type Running = { project: Project; flags: Options; signal: AbortSignal }

/** Indexes the blog if no index of this version serves, then serves and follows the sources. */
async function run(ctx: CommandContext, { project, flags, signal }: Running): Promise<void> {
  const { client, config } = ctx
  const fetch = remembering(fetcherOf(flags, { project }))
  const open = () => openSources([], flags, { project, config, fetch })
  const meaning = openVectors(client, config)
  const ended = new AbortController()
  const stopping = AbortSignal.any([signal, ended.signal])
  try {
    const isNew = await indexIfNeeded({ client, config, meaning, signal, open, say })
    if (!isNew) say(`The index ${config.indexPrefix} is there; what changed since is written now.`)
    const watched = { paths: placesOf([], project), everyMs: EVERY_MS, open }
    const following = follow({ client, config, meaning, signal: stopping }, watched)
    await serve(ctx, stopping, (url) => {
      say('The search follows changes of the blog until Ctrl-C ends it.')
      process.stdout.write(`${url}/search\n`)
    })
    ended.abort()
    await following
  } finally {
    ended.abort()
    await meaning?.close()
  }
}

/** Writes what changes in the sources, and says so. */
async function follow(
  ctx: Parameters<typeof watchSources>[0],
  watched: Parameters<typeof watchSources>[1],
): Promise<void> {
  let told = ''
  for await (const outcome of watchSources(ctx, watched, {})) {
    const text = outcome instanceof Error ? `${await describeFailure(outcome)}\n` : syncAsText(outcome)
    const isNews = outcome instanceof Error || outcome.failed.count > 0 || outcome.notDeleted !== undefined
    if (outcome instanceof Error || !isUnchanged(outcome) || (isNews && text !== told))
      process.stderr.write(text)
    told = text
  }
}
