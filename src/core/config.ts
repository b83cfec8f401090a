import { z } from 'zod'
import { InputError } from './errors.ts'
import { FACET_FIELD, MAX_FACETS } from './facet-fields.ts'
import { Language } from './language.ts'
import { readWeights, type SomeWeights } from './weights.ts'

const text = z.string().trim()
const whole = (min: number, max: number) =>
  text
    .regex(/^\d{1,9}$/, `expected a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `expected at least ${min}`).max(max, `expected at most ${max}`))
const yesNo = z
  .enum(['true', 'false', '1', '0'], 'expected true or false')
  .transform((value) => value === 'true' || value === '1')
const access = z.enum(['public', 'key'], 'expected public or key')
const secret = text.min(16, 'expected at least 16 characters')
const list = text.transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const httpUrl = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })

const ORIGIN_EXPECTED = 'expected origins such as https://blog.example, with commas, or *'
const origin = z.string().refine((value) => value === '*' || isOrigin(value), { error: ORIGIN_EXPECTED })

/** Every environment variable that the project reads, with its default. An empty variable counts as unset. The files that `_FILE` variables name are read before this (content/project/secret-files.ts). */
export const Environment = z
  .object({
    ELASTICSEARCH_URL: list
      .pipe(z.array(httpUrl).min(1, 'expected at least one address'))
      .default(['http://127.0.0.1:9200']),
    ELASTICSEARCH_API_KEY: text.optional(),
    ELASTICSEARCH_API_KEY_FILE: text.optional(),
    ELASTICSEARCH_USERNAME: text.optional(),
    ELASTICSEARCH_PASSWORD: z.string().optional(),
    ELASTICSEARCH_PASSWORD_FILE: text.optional(),
    ELASTICSEARCH_CA_FILE: text.optional(),
    ELASTICSEARCH_CA_FINGERPRINT: text
      .regex(/^([0-9a-f]{2}:?){32}$/i, 'expected a SHA-256 fingerprint, 32 pairs of hexadecimal digits')
      .optional(),
    ELASTICSEARCH_TIMEOUT_MS: whole(100, 120_000).default(5_000),
    INDEX_PREFIX: text
      .regex(
        /^[a-z0-9][a-z0-9_.-]{0,99}$/,
        'expected lower-case letters, digits, "_", "." or "-", at most 100',
      )
      .default('blog'),
    INDEX_SHARDS: whole(1, 100).default(1),
    INDEX_REPLICAS: text
      .regex(
        /^(\d{1,2}|\d{1,2}-(\d{1,2}|all))$/,
        'expected a number such as 1, or a range such as 0-1 or 0-all',
      )
      .default('0-1'),
    HOST: text.default('127.0.0.1'),
    PORT: whole(0, 65_535).default(3_000),
    SITE_URL: httpUrl.optional(),
    SITE_NAME: text.max(100, 'expected at most 100 characters').default('Blog search'),
    PUBLIC_URL: httpUrl.optional(),
    SITE_LOGO: text
      .refine(isWebPath, 'expected an http:// or https:// address, or a path such as /logo.svg')
      .optional(),
    PAGE_PICTURES: yesNo.default(true),
    PAGE_HEADER_FILE: text.optional(),
    PAGE_STYLE_FILE: text.optional(),
    CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
    COMMENT_FRAGMENT: text
      .regex(/\{id\}/, 'expected a pattern with {id} in it, such as #comment-{id}')
      .default('#comment-{id}'),
    BLOG_LANGUAGE: Language.default('en'),
    FACETS: list
      .pipe(
        z
          .array(
            z.string().regex(FACET_FIELD, 'expected names of fields, such as series, with commas between'),
          )
          .max(MAX_FACETS, `expected at most ${MAX_FACETS} names`),
      )
      .default([]),
    RANKING: text
      .transform((value, context) => {
        const read = readWeights(value)
        if ('weights' in read) return read.weights
        context.addIssue({ code: 'custom', message: read.problem })
        return z.NEVER
      })
      .default({}),
    SYNONYMS_FILE: text.optional(),
    MEANING_MODEL: text.optional(),
    API_KEYS_FILE: text.optional(),
    DEBUG_SEARCH: z.enum(['public', 'key'], 'expected public or key').optional(),
    READ_ACCESS: access.default('public'),
    METRICS_ACCESS: access.default('key'),
    GHOST_CONTENT_KEY: text.optional(),
    GHOST_CONTENT_KEY_FILE: text.optional(),
    GHOST_WEBHOOK_SECRET: secret.optional(),
    GHOST_WEBHOOK_SECRET_FILE: text.optional(),
    WORDPRESS_WEBHOOK_SECRET: secret.optional(),
    WORDPRESS_WEBHOOK_SECRET_FILE: text.optional(),
    MAX_QUERY_LENGTH: whole(1, 10_000).default(200),
    SEARCH_CONCURRENCY: whole(1, 1_000).default(4),
    SEARCH_WAIT_MS: whole(0, 10_000).default(20),
    RATE_LIMIT: whole(0, 1_000_000).default(600),
    RATE_LIMIT_DEBUG: whole(0, 1_000_000).default(60),
    RATE_LIMIT_WRITES: whole(0, 1_000_000).default(120),
    CACHE_MB: whole(0, 100_000).default(32),
    CACHE_MAX_AGE: whole(0, 86_400).default(10),
    STALE_SECONDS: whole(0, 86_400).default(300),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        'expected fatal, error, warn, info, debug, trace or silent',
      )
      .default('info'),
    LOG_QUERIES: yesNo.default(false),
    INSIGHTS: yesNo.default(true),
    AGENTS: yesNo.default(true),
    TRUST_PROXY: text.default('loopback'),
    MAX_CONNECTIONS: whole(1, 100_000).default(1_000),
    SHUTDOWN_GRACE_MS: whole(0, 120_000).default(10_000),
  })
  .superRefine((env, context) => {
    if ((env.ELASTICSEARCH_USERNAME === undefined) !== (env.ELASTICSEARCH_PASSWORD === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['ELASTICSEARCH_USERNAME'],
        message: 'expected together with ELASTICSEARCH_PASSWORD',
      })
    }
    if (env.SITE_LOGO !== undefined && !isOnSite(env.SITE_LOGO, env.SITE_URL)) {
      context.addIssue({
        code: 'custom',
        path: ['SITE_LOGO'],
        message: 'expected an address of the host of SITE_URL, from which alone pages load pictures',
      })
    }
    if (env.ELASTICSEARCH_API_KEY !== undefined && env.ELASTICSEARCH_USERNAME !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['ELASTICSEARCH_API_KEY'],
        message: 'expected either an API key or a user name, not both',
      })
    }
  })

type Environment = z.infer<typeof Environment>
type Access = z.infer<typeof access>

function isWebPath(address: string): boolean {
  return /^https?:\/\/|^\/(?![/\\])/i.test(address) && URL.canParse(address, 'http://localhost')
}

/** Whether an address is of the host of the blog. */
function isOnSite(address: string, siteUrl: string | undefined): boolean {
  if (siteUrl === undefined || !URL.canParse(siteUrl) || !URL.canParse(address, siteUrl)) return false
  return new URL(address, siteUrl).origin === new URL(siteUrl).origin
}

/** Scheme, host and port as browsers send them: nothing more, the host in lower case. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

/** `shards`: the number of shards of the indexes of posts and comments. `replicas`: the replicas of every index, a number, or a range such as `0-1` that follows the number of nodes. */
export type ShardLayout = { shards: number; replicas: string }

/** The settings of one process, parsed and checked. */
export type Config = {
  elasticsearch: {
    nodes: string[]
    apiKey?: string
    username?: string
    password?: string
    caFile?: string
    caFingerprint?: string
    timeoutMs: number
  }
  indexPrefix: string
  shardLayout: ShardLayout
  http: { host: string; port: number; trustProxy: string; maxConnections: number; shutdownGraceMs: number }
  siteUrl?: string
  /** The look and the name of the pages, see service/pages/site.ts. */
  page: {
    siteName: string
    /** The address of the blog's logo. */
    logo?: string
    /** Whether results show the pictures of posts. */
    pictures: boolean
    publicUrl?: string
    headerFile?: string
    styleFile?: string
  }
  /** The origins whose pages may use the API; `*` is all of them. */
  corsOrigins: string[]
  commentFragment: string
  /** The blog's language, which selects the analyzers and stop words. */
  language: Language
  /** The blog's own fields that are facets. */
  facets: string[]
  /** What the owner sets of the ranking. */
  weights: SomeWeights
  /** A file of synonyms, see search/spelling/synonyms.ts. */
  synonymsFile?: string
  /** A folder with a sentence model, see meaning/model.ts; without it, the one that `meaning install` has fetched. */
  meaningModel?: string
  /** A file of hashed keys, see service/auth/key-file.ts; without it nobody may write. */
  apiKeysFile?: string
  /** `public`: everybody may debug searches; otherwise only holders of a key for it. `exposed`: strangers may reach the service. */
  debug: { public: boolean; exposed: boolean }
  /** Who may search, and who may read the metrics: the public, or holders of a key with that scope. */
  access: { read: Access; metrics: Access }
  /** The secrets that sign webhooks. A webhook without a secret is off. */
  webhooks: { ghostSecret?: string; wordpressSecret?: string }
  /** A key of Ghost's Content API, for sources that are the address of a Ghost blog. */
  ghostContentKey?: string
  maxQueryLength: number
  /** The cache of answers: its size, and for how long clients need not ask again. */
  cache: {
    megabytes: number
    maxAgeSeconds: number
    /** While Elasticsearch is away, a cached answer is served up to this long after Elasticsearch last answered. */
    staleSeconds: number
  }
  /** The searches that run at a time, and how long others wait for their turn. */
  searches: { running: number; waitMs: number }
  /** Requests a minute that one client may send; 0 is no limit. */
  rateLimits: { searches: number; debug: number; writes: number }
  log: { level: string; queries: boolean }
  /** Whether it is counted what readers look for, see index/insights/. */
  insights: boolean
  /** Whether programs that read for people have `/mcp`, `/llms.txt` and Markdown. */
  agents: boolean
}

/** Hosts that only this machine reaches, unless a proxy forwards requests; NODE_ENV is `production` in that case. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** The settings of an environment such as `process.env`. Throws an InputError that names every wrong variable at once, with `placeOf` it before it; secrets are not repeated in it. */
export function readConfig(
  env: Record<string, string | undefined>,
  placeOf: (name: string) => string = () => '',
): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.shape).flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => placeOf(String(issue.path[0])) + describeProblem(issue, given),
    )
    throw new InputError(problems.join('\n'))
  }
  const inProduction = env.NODE_ENV?.trim().toLowerCase() === 'production'
  return toConfig(parsed.data, inProduction || !LOOPBACK.test(parsed.data.HOST))
}

function describeProblem(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  const secret = /KEY|PASSWORD|SECRET|FINGERPRINT|URL/.test(name)
  return `${name}: ${issue.message}${secret ? '' : `, got ${JSON.stringify(given[name] ?? '')}`}`
}

function toConfig(env: Environment, exposed: boolean): Config {
  return {
    elasticsearch: {
      nodes: env.ELASTICSEARCH_URL,
      timeoutMs: env.ELASTICSEARCH_TIMEOUT_MS,
      ...(env.ELASTICSEARCH_API_KEY !== undefined && { apiKey: env.ELASTICSEARCH_API_KEY }),
      ...(env.ELASTICSEARCH_USERNAME !== undefined && { username: env.ELASTICSEARCH_USERNAME }),
      ...(env.ELASTICSEARCH_PASSWORD !== undefined && { password: env.ELASTICSEARCH_PASSWORD }),
      ...(env.ELASTICSEARCH_CA_FILE !== undefined && { caFile: env.ELASTICSEARCH_CA_FILE }),
      ...(env.ELASTICSEARCH_CA_FINGERPRINT !== undefined && {
        caFingerprint: env.ELASTICSEARCH_CA_FINGERPRINT,
      }),
    },
    indexPrefix: env.INDEX_PREFIX,
    shardLayout: { shards: env.INDEX_SHARDS, replicas: env.INDEX_REPLICAS },
    http: {
      host: env.HOST,
      port: env.PORT,
      trustProxy: env.TRUST_PROXY,
      maxConnections: env.MAX_CONNECTIONS,
      shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    },
    ...(env.SITE_URL !== undefined && { siteUrl: env.SITE_URL }),
    page: toPageConfig(env),
    corsOrigins: env.CORS_ORIGINS,
    commentFragment: env.COMMENT_FRAGMENT,
    language: env.BLOG_LANGUAGE,
    facets: env.FACETS,
    weights: env.RANKING,
    ...toFiles(env),
    debug: {
      public: env.DEBUG_SEARCH === undefined ? !exposed : env.DEBUG_SEARCH === 'public',
      exposed,
    },
    access: { read: env.READ_ACCESS, metrics: env.METRICS_ACCESS },
    ...(env.GHOST_CONTENT_KEY !== undefined && { ghostContentKey: env.GHOST_CONTENT_KEY }),
    webhooks: {
      ...(env.GHOST_WEBHOOK_SECRET !== undefined && { ghostSecret: env.GHOST_WEBHOOK_SECRET }),
      ...(env.WORDPRESS_WEBHOOK_SECRET !== undefined && { wordpressSecret: env.WORDPRESS_WEBHOOK_SECRET }),
    },
    maxQueryLength: env.MAX_QUERY_LENGTH,
    cache: {
      megabytes: env.CACHE_MB,
      maxAgeSeconds: env.CACHE_MAX_AGE,
      staleSeconds: env.STALE_SECONDS,
    },
    searches: { running: env.SEARCH_CONCURRENCY, waitMs: env.SEARCH_WAIT_MS },
    rateLimits: {
      searches: env.RATE_LIMIT,
      debug: env.RATE_LIMIT_DEBUG,
      writes: env.RATE_LIMIT_WRITES,
    },
    log: { level: env.LOG_LEVEL, queries: env.LOG_QUERIES },
    insights: env.INSIGHTS,
    agents: env.AGENTS,
  }
}

function toFiles(env: Environment): Pick<Config, 'synonymsFile' | 'apiKeysFile' | 'meaningModel'> {
  return {
    ...(env.SYNONYMS_FILE !== undefined && { synonymsFile: env.SYNONYMS_FILE }),
    ...(env.API_KEYS_FILE !== undefined && { apiKeysFile: env.API_KEYS_FILE }),
    ...(env.MEANING_MODEL !== undefined && { meaningModel: env.MEANING_MODEL }),
  }
}

function toPageConfig(env: Environment): Config['page'] {
  return {
    siteName: env.SITE_NAME,
    pictures: env.PAGE_PICTURES,
    ...(env.SITE_LOGO !== undefined && { logo: new URL(env.SITE_LOGO, env.SITE_URL).href }),
    ...(env.PUBLIC_URL !== undefined && { publicUrl: env.PUBLIC_URL }),
    ...(env.PAGE_HEADER_FILE !== undefined && { headerFile: env.PAGE_HEADER_FILE }),
    ...(env.PAGE_STYLE_FILE !== undefined && { styleFile: env.PAGE_STYLE_FILE }),
  }
}
