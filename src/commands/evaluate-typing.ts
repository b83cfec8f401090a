import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { memoryIn } from '../search/spelling/word-memory.ts'
import { createContext, searchContext } from '../service/context.ts'
import { openIndex } from '../tools/evaluation/generate/owner-index.ts'
import { readPosts, sampleIds } from '../tools/evaluation/generate/sample.ts'
import { typingCases } from '../tools/evaluation/typing/cases.ts'
import { formatTyping } from '../tools/evaluation/typing/report.ts'
import { askTyping, type TypingOutcome, typingFigures } from '../tools/evaluation/typing/run.ts'
import { startStep } from './step.ts'
import { wholeNumberTo } from './whole-number.ts'

type Options = { count: number; seed: number; json?: true }

const DEFAULT_COUNT = 100
const MOST = 10_000

/** `blog-search evaluate-typing`: how well suggestions have the titles of the blog, and their words, while these titles are typed. */
export function evaluateTypingCommand(): Command {
  return new Command('evaluate-typing')
    .description(
      'measure how well suggestions have the titles that are being typed, with and without mistakes',
    )
    .option('--count <number>', 'titles that are typed', wholeNumberTo(MOST), DEFAULT_COUNT)
    .option('--seed <number>', 'draw other titles of the same index', wholeNumberTo(MOST), 1)
    .option('--json', 'print figures and all outcomes as JSON')
    .action(evaluateTyping)
}

async function evaluateTyping({ count, seed, json }: Options): Promise<void> {
  const context = createContext(readSettings())
  const { client, config } = context
  const words = memoryIn(new Map())
  const outcomes: TypingOutcome[] = []
  const step = startStep('typed')
  try {
    const owner = await openIndex(client, config.indexPrefix)
    const posts = await readPosts(owner, await sampleIds(owner, owner.aliases.posts, seed, count))
    for (const typing of typingCases(posts, seed)) {
      const ctx = { ...searchContext(context), words }
      const outcome = await askTyping(ctx, typing, config.maxQueryLength)
      if (outcome !== undefined) outcomes.push(outcome)
      step.add()
    }
  } finally {
    step.end()
    await client.close()
  }
  const figures = typingFigures(outcomes)
  process.stdout.write(json ? `${JSON.stringify({ figures, outcomes })}\n` : `${formatTyping(figures)}\n`)
}
