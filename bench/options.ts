import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { InputError } from '../src/core/errors.ts'

/** What a run measures, in this order. */
export const PARTS = ['search', 'throughput', 'reindex', 'growth', 'memory', 'overload'] as const
export type PartName = (typeof PARTS)[number]

export type Options = {
  parts: PartName[]
  /** Posts of the generated blogs that reindex and growth compare, ascending. */
  sizes: number[]
  /** Posts of the blog that search and throughput ask; undefined takes the real one if it is there. */
  posts: number | undefined
  commentsPerPost: number
  rounds: number
  queries: number
  seed: number
  quick: boolean
  /** The folder of another checkout that search is compared with. */
  against: string | undefined
}

const MILLION = 1_000_000
const FULL = { sizes: '1000,10000,100000', rounds: '20', queries: '30' }
const QUICK = { sizes: '100,300', rounds: '2', queries: '4', posts: '200' }

export const USAGE = `npm run bench -- [${PARTS.join('] [')}]   all without one
  --sizes 1000,10000    posts of the generated blogs in reindex, growth and memory (${FULL.sizes})
  --million             one of 1,000,000 posts besides
  --posts 5000          search and throughput on a generated blog of this size (the real blog, else 2,000)
  --comments 12         comments of a post in generated blogs, on average
  --rounds 20           how often each query is timed
  --queries 30          queries of each kind
  --seed 1              what chance draws by
  --against ../before   search beside the version of another checkout, on the same node
  --quick               seconds instead of hours: tiny blogs, few queries, figures without meaning`

/** The options of a command line. Throws an InputError for what is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args)
  const defaults = values.quick ? QUICK : FULL
  const parts = positionals.map(partOf)
  const sizes = (values.sizes ?? defaults.sizes).split(',').map((size) => whole('--sizes', size))
  if (values.against !== undefined) checkAgainst(values.against, parts)
  const posts = values.posts ?? (values.quick ? QUICK.posts : undefined)
  return {
    parts: PARTS.filter((part) => parts.length === 0 || parts.includes(part)),
    sizes: [...sizes, ...(values.million ? [MILLION] : [])].toSorted((a, b) => a - b),
    posts: posts === undefined ? undefined : whole('--posts', posts),
    commentsPerPost: whole('--comments', values.comments),
    rounds: whole('--rounds', values.rounds ?? defaults.rounds),
    queries: whole('--queries', values.queries ?? defaults.queries),
    seed: whole('--seed', values.seed),
    quick: values.quick,
    against: values.against,
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        sizes: text,
        posts: text,
        rounds: text,
        queries: text,
        against: text,
        comments: { ...text, default: '12' },
        seed: { ...text, default: '1' },
        million: flag,
        quick: flag,
      },
    })
  } catch (cause) {
    throw new InputError(`${cause instanceof Error ? cause.message : cause}\n${USAGE}`, { cause })
  }
}

function checkAgainst(folder: string, parts: readonly PartName[]): void {
  if (parts.join() !== 'search') throw new InputError(`--against: expected the part search alone\n${USAGE}`)
  if (!existsSync(join(folder, 'src/main.ts'))) {
    throw new InputError(
      `--against: expected the folder of a checkout with src/main.ts, got ${folder}\n${USAGE}`,
    )
  }
}

function partOf(name: string): PartName {
  const part = PARTS.find((known) => known === name)
  if (part !== undefined) return part
  throw new InputError(`${name}: expected one of ${PARTS.join(', ')}\n${USAGE}`)
}

function whole(name: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new InputError(`${name}: expected a whole number, got ${JSON.stringify(text)}\n${USAGE}`)
}
