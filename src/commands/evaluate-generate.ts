import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { createContext } from '../service/context.ts'
import { type GeneratedKind, generateQueries } from '../tools/evaluation/generate/generate.ts'
import {
  formatMistyped,
  type MistypedQuery,
  mistypeQueries,
} from '../tools/evaluation/generate/mistyped-queries.ts'
import { openIndex } from '../tools/evaluation/generate/owner-index.ts'
import { checkQueriesPath, formatQueries, writeQueries } from '../tools/evaluation/generate/queries-file.ts'
import { readTypoLists } from '../tools/evaluation/generate/typo-lists.ts'
import { isGradedFile, type JudgedQuery, readQueries } from '../tools/evaluation/judged-query.ts'

/** The options of `blog-search evaluate` that say which queries are generated. */
export type GenerateOptions = {
  count?: number
  seed?: number
  mistype?: string
  typos?: readonly string[]
  force?: boolean
}

/** Default number of generated queries of each kind. */
export const DEFAULT_COUNT = 100
export const DEFAULT_SEED = 1

/** Writes a file of queries for the live index. The number of queries of each kind goes to standard error: standard output is for figures. */
export async function writeGenerated(path: string, options: GenerateOptions): Promise<void> {
  const { force = false, mistype } = options
  await checkQueriesPath(path, force)
  const content = await (mistype === undefined ? generated(path, options) : mistyped(path, mistype, options))
  await writeQueries(path, content, force)
}

async function generated(
  path: string,
  { count = DEFAULT_COUNT, seed = DEFAULT_SEED }: GenerateOptions,
): Promise<string> {
  const { client, config } = createContext(readSettings())
  const { indexPrefix, maxQueryLength } = config
  const kinds: GeneratedKind[] = []
  try {
    for await (const made of generateQueries({ client, indexPrefix }, { count, seed, maxQueryLength })) {
      kinds.push(made)
      process.stderr.write(`${path}: ${describeKind(made, count)}\n`)
    }
  } finally {
    await client.close()
  }
  if (kinds.every(({ items }) => items.length === 0)) {
    throw new InputError(`${indexPrefix}-posts: expected posts that queries can be made of, got none`)
  }
  return formatQueries(kinds)
}

async function mistyped(
  path: string,
  given: string,
  { typos: lists = [], seed = DEFAULT_SEED }: GenerateOptions,
): Promise<string> {
  if (isGradedFile(given)) {
    throw new InputError(`--mistype: expected a file of lines with tabs, such as known.tsv, got ${given}`)
  }
  const [queries, typos] = await Promise.all([readQueries(given), readTypoLists(lists)])
  const { client, config } = createContext(readSettings())
  const { indexPrefix, maxQueryLength, language } = config
  try {
    const owner = await openIndex(client, indexPrefix)
    const made = await mistypeQueries(owner, queries, { typos, seed, language, maxQueryLength })
    for (const line of describeMistyped(queries, made)) process.stderr.write(`${path}: ${line}\n`)
    if (made.length === 0) {
      throw new InputError(
        `${given}: expected queries with a word of the blog that can be mistyped, got none`,
      )
    }
    return formatMistyped(made)
  } finally {
    await client.close()
  }
}

function describeKind({ kind, items }: GeneratedKind, count: number): string {
  if (items.length === count) return `${count} of kind ${kind}`
  return `${items.length} of kind ${kind}; the blog has no more that fit, expected ${count}`
}

function describeMistyped(queries: readonly JudgedQuery[], made: readonly MistypedQuery[]): string[] {
  const kinds = [...new Set(queries.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const given = queries.filter((query) => query.kind === kind).length
    const ofKind = made.filter(({ query }) => query.kind === kind)
    const listed = ofKind.filter((query) => query.listed).length
    const leftOut = given - ofKind.length
    return [
      `${ofKind.length} of kind ${kind}-typo, ${listed} as the lists have them and ${ofKind.length - listed} by patterns of errors`,
      ...(leftOut === 0 ? [] : [`${leftOut} left out, which have no word of the blog that can be mistyped`]),
    ].join('; ')
  })
}
