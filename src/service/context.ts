import type { Client } from '@elastic/elasticsearch'
import type { Logger } from 'pino'
import type { Config } from '../core/config.ts'
import { createLogger } from '../core/logger.ts'
import { createClient } from '../elastic/client.ts'
import { curlTarget } from '../elastic/curl.ts'
import type { GenerationWatch } from '../elastic/generation-watch.ts'
import type { Insights } from '../index/insights/insights.ts'
import { openSearching, type Searching } from '../meaning/searching.ts'
import type { Curation } from '../search/curation/curation.ts'
import { type SearchContext, search } from '../search/search.ts'
import { NO_SYNONYMS, readSynonyms, type Synonyms } from '../search/spelling/synonyms.ts'
import type { ApiKeys } from './auth/api-keys.ts'
import type { Memory } from './cache/memory.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Guard } from './overload/guard.ts'

/** The context of commands. */
export type CommandContext = {
  config: Config
  logger: Logger
  client: Client
  search: typeof search
  synonyms: Synonyms
  /** Makes the vectors of queries, if a model is installed. */
  meaning?: Searching | undefined
  /** The rules of the owner, as they are now. */
  curation?: { readonly current: Curation }
}

/** The context of the service: what its request handlers work with. */
export type Context = CommandContext & {
  /** The keys of the API. Without them nobody may write. */
  apiKeys: ApiKeys | undefined
  /** Knows when the content of the indexes has changed. */
  generation: GenerationWatch
  /** Remembers answers until the content of the indexes changes. */
  memory: Memory
  metrics: Metrics
  /** Counts what readers look for. */
  insights: Insights
  /** Keeps requests away from Elasticsearch when there are too many, or when it does not answer. */
  guard: Guard
}

/** How long a command waits for the vector of a query, the first time with loading the model. */
const COMMAND_WAIT_MS = 20_000

/** A context that talks to the Elasticsearch of the settings. Close its `client` in the end. Throws an InputError for a wrong file of synonyms. */
export function createContext(config: Config): CommandContext {
  const client = createClient(config.elasticsearch)
  return {
    config,
    logger: createLogger(config.log.level, undefined, config.log),
    client,
    meaning: openSearching(client, config, { waitMs: COMMAND_WAIT_MS }),
    search,
    synonyms: config.synonymsFile === undefined ? NO_SYNONYMS : readSynonyms(config.synonymsFile),
  }
}

/** The part of a context that a search needs. */
export function searchContext({
  client,
  config,
  synonyms,
  meaning,
  curation,
}: Pick<CommandContext, 'client' | 'config' | 'synonyms' | 'meaning' | 'curation'>): SearchContext {
  return {
    client,
    indexPrefix: config.indexPrefix,
    timeoutMs: config.elasticsearch.timeoutMs,
    language: config.language,
    facets: config.facets,
    synonyms,
    meaning,
    ...(curation !== undefined && { curation: curation.current }),
    curl: () => curlTarget(config.elasticsearch, { hidden: config.debug.public && config.debug.exposed }),
  }
}
