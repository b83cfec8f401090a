import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { InputError } from '../../core/errors.ts'
import type { GenerationWatch } from '../../elastic/generation-watch.ts'
import { readStoredRules } from '../../index/curation/stored-rules.ts'
import { activeCuration, type Curation, NO_CURATION } from '../../search/curation/curation.ts'
import { CURATION_FILE, readRules } from '../../search/curation/read-rules.ts'
import type { Rule } from '../../search/curation/rule.ts'
import type { CommandContext } from '../context.ts'

/** Half a second, since a change must be known within one second. */
const POLL_MS = 500

type Watching = Pick<CommandContext, 'client' | 'config' | 'logger'>

/** The rules of the file and of the API. A rule of the API wins over one of the same name in the file. */
export function bothRules(ofFile: readonly Rule[], stored: readonly Rule[]): Rule[] {
  const names = new Set(stored.map(({ id }) => id))
  return [...stored, ...ofFile.filter(({ id }) => !names.has(id))]
}

/** All rules, once. Throws an InputError for a wrong file, and a BackendError if Elasticsearch does not answer. */
export async function readAllRules({
  client,
  config,
}: Pick<CommandContext, 'client' | 'config'>): Promise<Rule[]> {
  return bothRules(readRules(), await readStoredRules(client, config.indexPrefix))
}

/** The rules that hold today. */
export function activeToday(rules: readonly Rule[]): Curation {
  return activeCuration(rules, new Date().toISOString().slice(0, 'yyyy-mm-dd'.length))
}

/** The rules as they are now, at most a second old, until `stopping` aborts. While the file is wrong or Elasticsearch is away, the last ones hold. Throws an InputError if the file is wrong from the start. */
export async function watchCuration(
  { client, config, logger }: Watching,
  stopping: AbortSignal,
): Promise<{ readonly current: Curation }> {
  let ofFile = readRules()
  let stamp = stampOfFile()
  let stored: Rule[] = []
  let current = NO_CURATION
  const look = async () => {
    const now = stampOfFile()
    if (now !== stamp) {
      stamp = now
      try {
        ofFile = readRules()
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        logger.error({ reason: error.message }, 'the rules stay as they were')
      }
    }
    stored = await readStoredRules(client, config.indexPrefix, stopping).catch(() => stored)
    current = activeToday(bothRules(ofFile, stored))
  }
  const poll = async () => {
    while (!stopping.aborted) {
      await sleep(POLL_MS, undefined, { signal: stopping, ref: false }).catch(() => undefined)
      if (!stopping.aborted) await look()
    }
  }
  await look()
  void poll()
  return {
    get current() {
      return current
    },
  }
}

function stampOfFile(): string {
  const { mtimeMs = 0, size = -1 } = statSync(CURATION_FILE, { throwIfNoEntry: false }) ?? {}
  return `${mtimeMs} ${size}`
}

/** A generation that changes with the rules too, so that no answer of other rules is given. */
export function withCuration(
  generation: GenerationWatch,
  curation: { readonly current: Curation },
): GenerationWatch {
  const idOf = (id: string) => (curation.current.version === '' ? id : `${id}.${curation.current.version}`)
  return {
    get current() {
      return generation.current === undefined ? undefined : idOf(generation.current)
    },
    get lastSeen() {
      const seen = generation.lastSeen
      return seen && { ...seen, id: idOf(seen.id) }
    },
    refresh: generation.refresh,
  }
}
