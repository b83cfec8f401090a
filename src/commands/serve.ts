import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { stopWithNpm } from '../core/stop-with-npm.ts'
import { createContext } from '../service/context.ts'
import { serve } from '../service/serve.ts'

/** `blog-search serve`: answers searches over HTTP until SIGTERM or SIGINT. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('answer searches over HTTP until it is told to stop')
    .action(async () => {
      const ctx = createContext(readSettings())
      try {
        await serve(ctx, stopSignal())
      } finally {
        await ctx.client.close()
      }
    })
}

/** Aborts at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(signal))
  stopWithNpm(() => stop.abort('npm has ended'))
  return stop.signal
}
