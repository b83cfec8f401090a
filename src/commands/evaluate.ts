import { readFile, writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { readWeights, type SomeWeights } from '../core/weights.ts'
import { createContext, searchContext } from '../service/context.ts'
import { compareRuns } from '../tools/evaluation/compare.ts'
import { belowFloors, parseFloors } from '../tools/evaluation/floor.ts'
import { type Half, halfOf } from '../tools/evaluation/holdout.ts'
import { type JudgedQuery, readQueries } from '../tools/evaluation/judged-query.ts'
import { formatComparison, formatFigures, formatRefused, formatUnjudged } from '../tools/evaluation/report.ts'
import { askJudged, figuresOf, type Outcome } from '../tools/evaluation/run.ts'
import { countUnjudged, isJudged } from '../tools/evaluation/unjudged.ts'
import { DEFAULT_COUNT, DEFAULT_SEED, type GenerateOptions, writeGenerated } from './evaluate-generate.ts'
import { warnOfIndexes } from './failure.ts'
import { startStep } from './step.ts'
import { wholeNumberTo } from './whole-number.ts'

type Options = GenerateOptions & {
  qrels?: string
  save?: string
  baseline?: string
  split?: Half
  with?: SomeWeights
  failUnder?: string
  json?: true
  generate?: string
}

const MAX_COUNT = 10_000

/** What the columns mean. */
const LEGEND = [
  'MRR       the mean of 1/rank of the expected post: 1 if it is always first',
  'S@1 S@10  the share of queries whose expected post is first, and among the first ten',
  'nDCG@10   the quality of the first ten by the judgements: 1 at best',
  'fallback  the share of queries that no post has in a row',
  'trips     requests to Elasticsearch for a query; p50, p99: the time of 50 and 99 of 100 queries',
]

/** A saved run, as `--save` writes and `--baseline` reads it. */
const SavedRun = z.object({
  outcomes: z.array(
    z.object({
      file: z.string(),
      kind: z.string(),
      q: z.string(),
      rank: z.int().min(0),
      ndcg: z.number(),
      fallback: z.boolean(),
      roundTrips: z.number(),
      ms: z.number(),
      refused: z.string().exactOptional(),
    }),
  ),
})

/** `blog-search evaluate <queries...>`: how well the search finds the expected posts. Exits with 1 if a figure is below its floor. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure how well the search finds the posts that queries are judged to be about')
    .argument(
      '[queries...]',
      'files of query, kind and expected post ids with tabs between; or .ndjson of {qid, text}',
    )
    .option('--generate <file>', 'make a file of queries from the live index, and evaluate it')
    .option(
      '--count <number>',
      `queries of each kind to generate (default: ${DEFAULT_COUNT})`,
      wholeNumberTo(MAX_COUNT),
    )
    .option(
      '--seed <number>',
      `draw other queries of the same index (default: ${DEFAULT_SEED})`,
      wholeNumberTo(MAX_COUNT),
    )
    .option('--mistype <file>', 'generate these queries with a word of each mistyped instead')
    .option(
      '--typos <file>',
      'mistype words as this list of typo and correction has them; may be repeated',
      (path: string, before: readonly string[] = []) => [...before, path],
    )
    .option('--force', 'overwrite the file of --generate')
    .option('--qrels <file>', 'judgements of .ndjson queries: qid, post id and grade with tabs between')
    .option('--save <file>', 'save this run, to compare later ones with it')
    .option('--baseline <file>', 'compare with a saved run')
    .option(
      '--with <weights>',
      'ask each query with these weights too, such as freshness=3, and compare',
      parseWeights,
    )
    .addOption(new Option('--split <half>', 'only one half of the queries').choices(['tune', 'report']))
    .option('--fail-under <floors>', 'exit with 1 below these, such as mrr=.9,typo-term.success10=.95')
    .option('--json', 'print figures, comparison and all outcomes as JSON')
    .action(evaluate)
}

async function evaluate(given: string[], options: Options): Promise<void> {
  checkOptions(given, options)
  const floors = options.failUnder === undefined ? [] : parseFloors(options.failUnder)
  const baseline = options.baseline === undefined ? undefined : await readRun(options.baseline)
  if (options.generate !== undefined) await writeGenerated(options.generate, options)
  const queries = await readAll(
    options.generate === undefined ? given : [...given, options.generate],
    options,
  )
  const unjudged = countUnjudged(queries)
  const judged = queries.filter(isJudged)
  if (queries.length > 0 && judged.length === 0) {
    throw new InputError(
      `${given.join(', ')}: expected judgements of these queries, got none of ${queries.length}`,
    )
  }
  const { before, outcomes } = await askAll(judged, options.with)
  const figures = figuresOf(outcomes)
  const compared = baseline ?? before
  const comparison = compared === undefined ? undefined : compareRuns(compared, outcomes)
  if (options.save !== undefined) await writeFile(options.save, JSON.stringify({ outcomes }))
  const below = belowFloors(figures, floors)
  if (below.length > 0) process.exitCode = 1

  if (options.json) {
    process.stdout.write(`${JSON.stringify({ figures, comparison, below, unjudged, outcomes })}\n`)
    return
  }
  const lines = [
    formatFigures(figures),
    '',
    ...LEGEND,
    ...(comparison === undefined ? [] : ['', formatComparison(comparison)]),
    ...formatUnjudged(unjudged),
    ...formatRefused(outcomes).map((line) => `not asked: ${line}`),
    ...below.map((line) => `below the floor: ${line}`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function checkOptions(given: readonly string[], options: Options): void {
  const { generate, count, seed, force, mistype, typos } = options
  if (options.with !== undefined && options.baseline !== undefined) {
    throw new InputError(
      '--with: expected without --baseline, since it compares with the weights that are set',
    )
  }
  if (typos !== undefined && mistype === undefined) {
    throw new InputError('--typos: expected together with --mistype <file>')
  }
  if (count !== undefined && mistype !== undefined) {
    throw new InputError('--count: expected without --mistype, which takes the queries of its file')
  }
  if (generate !== undefined) return
  if (given.length === 0) throw new InputError('queries: expected a file of queries, or --generate <file>')
  const alone = Object.entries({ count, seed, force, mistype }).find(([, value]) => value !== undefined)
  if (alone !== undefined) throw new InputError(`--${alone[0]}: expected together with --generate <file>`)
}

async function readAll(paths: string[], { qrels, split }: Options): Promise<JudgedQuery[]> {
  const queries = (await Promise.all(paths.map((path) => readQueries(path, qrels)))).flat()
  return split === undefined ? queries : halfOf(queries, split)
}

/** The outcomes of all queries. If other weights are to be tried, those `before` are by the weights that are set. */
async function askAll(
  queries: readonly JudgedQuery[],
  tried: SomeWeights | undefined,
): Promise<{ before?: Outcome[]; outcomes: Outcome[] }> {
  const context = createContext(readSettings())
  const { config } = context
  await warnOfIndexes(config)
  const step = startStep('asked', queries.length * (tried === undefined ? 1 : 2))
  const ask = async (weights: SomeWeights) => {
    const outcomes: Outcome[] = []
    for (const query of queries) {
      outcomes.push(await askJudged(searchContext(context), query, { ...config, weights }))
      step.add()
    }
    return outcomes
  }
  try {
    if (tried === undefined) return { outcomes: await ask(config.weights) }
    return { before: await ask(config.weights), outcomes: await ask({ ...config.weights, ...tried }) }
  } finally {
    step.end()
    await context.client.close()
  }
}

function parseWeights(text: string): SomeWeights {
  const read = readWeights(text)
  if ('weights' in read) return read.weights
  throw new InvalidArgumentError(`${read.problem.replace(/^e/, 'E')}.`)
}

async function readRun(path: string): Promise<Outcome[]> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InputError(`${path}: cannot be read`, { cause })
  })
  const parsed = SavedRun.safeParse(parseJson(content, path))
  if (!parsed.success) throw new InputError(`${path}: expected a run saved by --save`)
  return parsed.data.outcomes
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new InputError(`${path}: expected JSON`, { cause })
  }
}
