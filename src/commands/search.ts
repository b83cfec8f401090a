import { styleText } from 'node:util'
import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import type { Config } from '../core/config.ts'
import { InputError } from '../core/errors.ts'
import { printable } from '../core/printable.ts'
import type { SearchInput } from '../search/request/input.ts'
import { parseSearchRequest } from '../search/request/request.ts'
import { DEFAULT_SIZE } from '../search/request/search-parameters.ts'
import { type CommandContext, createContext, searchContext } from '../service/context.ts'
import { activeToday, readAllRules } from '../service/curation/watch-curation.ts'
import { warnOfIndexes } from './failure.ts'
import { answerAsText, type Bold } from './search-text.ts'

type SearchOptions = {
  page: string
  size: string
  category?: string
  keyword?: string
  site?: string
  author?: string
  lang?: string
  after?: string
  before?: string
  in?: string
  fuzzy: boolean
  phrase: string[]
  exclude: string[]
  sort?: string
  prefix?: true
  debug?: true
  json?: true
}

/** `blog-search search "firefix"`: the search of the service, on a terminal. */
export function searchCommand(): Command {
  return new Command('search')
    .description('search posts and comments')
    .argument(
      '[query...]',
      'what to search for; several words may stand without quotes, and none with an option that leaves posts out',
    )
    .option('--page <number>', 'page of results, from 1', '1')
    .option('--size <number>', 'results on a page, at most 50', String(DEFAULT_SIZE))
    .option('--category <name>', 'only posts of this category')
    .option('--keyword <name>', 'only posts with this tag or keyword')
    .option('--site <name>', 'only posts of this part of the blog')
    .option('--author <name>', 'only posts of this author')
    .option('--lang <tag>', 'only posts in this language')
    .option('--after <date>', 'only posts from this year, month or day on')
    .option('--before <date>', 'only posts from before this year, month or day')
    .option('--phrase <words>', 'only posts with these words in a row; may repeat', append, [])
    .option('--exclude <words>', 'only posts without this; may repeat', append, [])
    .option('--in <place>', 'title: search in titles only')
    .option('--no-fuzzy', 'search for nothing but what was typed')
    .option('--prefix', 'take the last word for the beginning of a word')
    .option('--sort <order>', 'relevance or date')
    .option('--debug', 'show how the results were found')
    .option('--json', 'print the answer as JSON, the same as over HTTP')
    .action(async (words: string[], options: SearchOptions) => {
      const config = readSettings()
      const input = readInput(words, options, config)
      const ctx = createContext(config)
      try {
        process.stdout.write(await searchText(ctx, input, options.json === true))
        await warnOfIndexes(config)
      } finally {
        await ctx.client.close()
      }
    })
}

function append(value: string, values: readonly string[]): string[] {
  return [...values, value]
}

function readInput(words: readonly string[], options: SearchOptions, config: Config): SearchInput {
  const { debug, json, fuzzy, prefix, phrase, exclude, ...others } = options
  const params = new URLSearchParams({
    q: words.join(' '),
    ...others,
    ...(!fuzzy && { no: 'fuzzy' }),
    ...(prefix && { prefix: '1' }),
    ...(debug && { 'debug-search': '' }),
  })
  for (const text of phrase) params.append('phrase', text)
  for (const text of exclude) params.append('exclude', text)
  const parsed = parseSearchRequest(params, config)
  if (!parsed.ok) throw new InputError(parsed.errors.map(({ message }) => printable(message)).join('\n'))
  return parsed.input
}

async function searchText(ctx: CommandContext, input: SearchInput, json: boolean): Promise<string> {
  const curation = { current: activeToday(await readAllRules(ctx)) }
  const answer = await ctx.search(searchContext({ ...ctx, curation }), input)
  return json
    ? `${JSON.stringify(answer, null, 2)}\n`
    : answerAsText(answer, { bold, siteUrl: ctx.config.siteUrl })
}

/** Bold on a terminal, plain elsewhere and with NO_COLOR: styleText checks that itself. */
const bold: Bold = (text) => styleText('bold', text)
