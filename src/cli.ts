import { Command, CommanderError } from 'commander'
import { analyzeCommand } from './commands/analyze.ts'
import { doctorCommand } from './commands/doctor.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { evaluateTypingCommand } from './commands/evaluate-typing.ts'
import { explainCommand } from './commands/explain.ts'
import { indexesCommand, rollbackCommand } from './commands/indexes.ts'
import { initCommand } from './commands/init.ts'
import { inspectCommand } from './commands/inspect.ts'
import { keysCommand } from './commands/keys.ts'
import { popularityCommand } from './commands/popularity.ts'
import { reindexCommand } from './commands/reindex.ts'
import { searchCommand } from './commands/search.ts'
import { serveCommand } from './commands/serve.ts'
import { syncCommand } from './commands/sync.ts'
import { BackendError, InputError } from './core/errors.ts'
import { VERSION } from './core/package.ts'
import { withoutCredentials } from './core/redact.ts'
import { connectionFault } from './elastic/connection-fault.ts'

/** Exit codes: everything done, something failed, or the command was not understood. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const

/** The whole command line. */
export function createProgram(): Command {
  const program = new Command('blog-search')
    .description(
      'Search for blogs that forgives typos, on Elasticsearch. Settings come from the environment.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help says what is possible)')
  for (const command of [
    serveCommand(),
    reindexCommand(),
    initCommand(),
    inspectCommand(),
    syncCommand(),
    popularityCommand(),
    keysCommand(),
    doctorCommand(),
    indexesCommand(),
    rollbackCommand(),
    searchCommand(),
    evaluateCommand(),
    evaluateTypingCommand(),
    explainCommand(),
    analyzeCommand(),
  ]) {
    program.addCommand(inheriting(command, program))
  }
  return program
}

/** Gives a command and its subcommands the settings of the whole command line. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  for (const below of command.commands) inheriting(below, command)
  return command
}

/** Runs a command line such as `process.argv` and returns its exit code. Errors go to standard error. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv)
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    process.stderr.write(`${withoutCredentials(describeFailure(error))}\n`)
    return error instanceof InputError ? EXIT.usage : EXIT.failed
  }
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const fault = connectionFault(error)
  if (fault !== undefined) return `${fault.reason}. ${fault.whatToDo}`
  if (error instanceof BackendError) return [error.message, reasonOf(error.cause)].filter(Boolean).join(': ')
  return error.message
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message
  return cause === undefined ? '' : JSON.stringify(cause)
}
