import type { Client } from '@elastic/elasticsearch'
import type { Logger } from 'pino'
import type { Config } from '../core/config.ts'
import { createLogger } from '../core/logger.ts'
import { createClient } from '../elastic/client.ts'
import { curlTarget } from '../elastic/curl.ts'
import type { GenerationWatch } from '../elastic/generation-watch.ts'
import { type SearchContext, search } from '../search/search.ts'
import { NO_SYNONYMS, readSynonyms, type Synonyms } from '../search/spelling/synonyms.ts'
import { type ApiKeys, openApiKeys } from './auth/api-keys.ts'
import type { Memory } from './cache/memory.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Guard } from './overload/guard.ts'

/** What commands and HTTP handlers work with. */
export type Context = {
  config: Config
  logger: Logger
  client: Client
  search: typeof search
  synonyms: Synonyms
  /** Who may write; without them nobody may. */
  apiKeys: ApiKeys | undefined
  /** Where it is served: knows when what searches find has changed. */
  generation?: GenerationWatch
  /** What it remembers of searches as long as that has not changed. */
  memory?: Memory
  /** Where it is served: what is counted. */
  metrics?: Metrics
  /** What keeps too many requests, and those that cannot be answered now, away from Elasticsearch. */
  guard?: Guard
}

/** A context that talks to the Elasticsearch of the settings. Close its `client` in the end. Throws an InputError for a wrong file of synonyms. */
export function createContext(config: Config): Context {
  const logger = createLogger(config.log.level, undefined, config.log)
  const refuse = (error: unknown) =>
    logger.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'no key is valid now')
  return {
    config,
    logger,
    apiKeys: config.apiKeysFile === undefined ? undefined : openApiKeys(config.apiKeysFile, refuse),
    client: createClient(config.elasticsearch),
    search,
    synonyms: config.synonymsFile === undefined ? NO_SYNONYMS : readSynonyms(config.synonymsFile),
  }
}

/** What the search needs of a context. */
export function searchContext({
  client,
  config,
  synonyms,
}: Pick<Context, 'client' | 'config' | 'synonyms'>): SearchContext {
  return {
    client,
    indexPrefix: config.indexPrefix,
    timeoutMs: config.elasticsearch.timeoutMs,
    language: config.language,
    synonyms,
    curl: () => curlTarget(config.elasticsearch, { hidden: config.debug.public && config.debug.exposed }),
  }
}
