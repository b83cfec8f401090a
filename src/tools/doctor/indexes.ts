import { aliasNames, findLiveIndexes, type LiveIndexes } from '../../elastic/aliases.ts'
import { stampOf } from '../../elastic/generation.ts'
import {
  blockedForReading,
  blocksForWriting,
  closedIndex,
  neverRefreshed,
} from '../../elastic/index-problems.ts'
import { KINDS } from '../../elastic/mappings.ts'
import { listGenerations } from '../../index/reindex/generations.ts'
import { type Finding, findings, OPTIONS, type Patient } from './finding.ts'

const REINDEX = 'Run `blog-search reindex`, or go back with `blog-search rollback`.'

/** Checks the aliases, the indexes behind them, and indexes that reindexes left behind. */
export async function checkIndexes(patient: Patient): Promise<Finding[]> {
  const { client, config } = patient
  const live = await findLiveIndexes(client, aliasNames(config.indexPrefix))
  const aliases = judgeAliases(live, config.indexPrefix)
  const names = Object.values(live).flat()
  const settings = names.length > 0 ? await checkSettings(patient, names) : []
  return [aliases, ...settings, ...(await checkGenerations(patient))]
}

function judgeAliases(live: LiveIndexes, prefix: string): Finding {
  const { ok, problem } = findings('aliases')
  const missing = KINDS.filter((kind) => live[kind].length === 0)
  if (missing.length > 0) {
    const names = missing.map((kind) => `${prefix}-${kind}`).join(', ')
    return problem(`no index has ${names}`, `${REINDEX} Check INDEX_PREFIX if there was one.`)
  }
  const several = KINDS.filter((kind) => live[kind].length > 1)
  if (several.length > 0) {
    const text = several.map((kind) => `${prefix}-${kind}: ${live[kind].join(', ')}`).join('; ')
    return problem(`more than one index has the same alias: ${text}`, `Documents are found twice. ${REINDEX}`)
  }
  const stamps = [
    ...new Set(KINDS.flatMap((kind) => live[kind].map((name) => stampOf(name, prefix) ?? name))),
  ]
  if (stamps.length > 1) {
    return problem(`the aliases lead to different generations: ${stamps.join(', ')}`, REINDEX)
  }
  return ok(`${KINDS.length} aliases of ${prefix} lead to generation ${stamps.join()}`)
}

/** Checks for settings that keep an index from being written, or its documents from being found. */
async function checkSettings({ client }: Patient, names: readonly string[]): Promise<Finding[]> {
  const { ok, problem } = findings('settings of the indexes')
  const all = await client.indices.getSettings({ index: [...names] }, OPTIONS)
  const found = names.flatMap((name) => {
    const settings = all[name]?.settings
    const problems = [
      closedIndex(name, settings),
      blockedForReading(name, settings),
      ...blocksForWriting(name, settings),
      neverRefreshed(name, settings),
    ]
    return problems
      .filter((seen) => seen !== undefined)
      .map(({ reason, whatToDo }) => problem(reason.replace(/\.$/, ''), whatToDo))
  })
  return found.length > 0 ? found : [ok('no block, and refreshed')]
}

async function checkGenerations({ client, config, now }: Patient): Promise<Finding[]> {
  const { ok, warning } = findings('generations')
  const generations = await listGenerations(client, config.indexPrefix)
  const serving = generations.find(({ serves }) => serves)
  const unfinished = generations.filter(({ complete, serves }) => !complete && !serves)
  const days = serving === undefined ? 0 : (now.getTime() - Date.parse(serving.created)) / 86_400_000
  const kept = generations.length - unfinished.length - (serving === undefined ? 0 : 1)
  const age = serving === undefined ? 'none serves' : `the one that serves is ${days.toFixed(1)} days old`
  return [
    ok(`${age}, ${kept} to go back to`),
    ...unfinished.map(({ stamp }) =>
      warning(
        `${stamp} is unfinished: a reindex runs, or ended midway, or was kept with --keep-failed`,
        'The next reindex deletes what ended midway; what was kept, delete it when you have seen it: DELETE /<index>.',
      ),
    ),
  ]
}
