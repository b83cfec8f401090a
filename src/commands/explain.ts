import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { explainPost } from '../search/explain/explain-post.ts'
import { parseSearchRequest } from '../search/request/request.ts'
import { createContext, searchContext } from '../service/context.ts'
import { explanationAsText } from './explain-text.ts'
import { warnOfIndexes } from './failure.ts'

/** `blog-search explain "date format" dates`: why a post is among the results of a query, or why it is not. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('tell why a post is where it is among the results of a query, or what left it out')
    .argument('<query>', 'what was searched for, with its operators, in quotes')
    .argument('<postId>', 'the id of the post')
    .option('--json', 'print the explanation as JSON')
    .action(async (q: string, id: string, options: { json?: true }) => {
      const config = readSettings()
      const parsed = parseSearchRequest(new URLSearchParams({ q }), config)
      if (!parsed.ok) throw new InputError(parsed.errors.map(({ message }) => message).join('\n'))
      const ctx = createContext(config)
      try {
        const explanation = await explainPost(searchContext(ctx), parsed.input, id)
        const json = options.json === true
        process.stdout.write(
          json ? `${JSON.stringify(explanation, null, 2)}\n` : explanationAsText(explanation),
        )
        await warnOfIndexes(config)
      } finally {
        await ctx.client.close()
      }
    })
}
