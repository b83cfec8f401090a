import { Command, CommanderError } from 'commander'
import { InputError } from './core/errors.ts'
import { VERSION } from './core/package.ts'
import { withoutCredentials } from './core/redact.ts'

/** Exit codes: everything done, something failed, or the command was not understood. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const

/** Columns of a line of help at most. */
const WIDEST = 100

/** The commands by name. Each is loaded only when it is asked for: a command that needs little starts in half of the time. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start/start.ts')).startCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  reindex: async () => (await import('./commands/reindex.ts')).reindexCommand(),
  init: async () => (await import('./commands/init.ts')).initCommand(),
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand(),
  config: async () => (await import('./commands/config.ts')).configCommand(),
  sync: async () => (await import('./commands/sync.ts')).syncCommand(),
  popularity: async () => (await import('./commands/popularity.ts')).popularityCommand(),
  meaning: async () => (await import('./commands/meaning.ts')).meaningCommand(),
  insights: async () => (await import('./commands/insights.ts')).insightsCommand(),
  curation: async () => (await import('./commands/curation.ts')).curationCommand(),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(),
  elasticsearch: async () => (await import('./commands/elasticsearch.ts')).elasticsearchCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  indexes: async () => (await import('./commands/indexes.ts')).indexesCommand(),
  rollback: async () => (await import('./commands/indexes.ts')).rollbackCommand(),
  search: async () => (await import('./commands/search.ts')).searchCommand(),
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluateCommand(),
  'evaluate-typing': async () => (await import('./commands/evaluate-typing.ts')).evaluateTypingCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  analyze: async () => (await import('./commands/analyze.ts')).analyzeCommand(),
  completion: async () => (await import('./commands/completion.ts')).completionCommand(loadAll),
}

function loadAll(): Promise<Command[]> {
  return Promise.all(Object.values(COMMANDS).map((load) => load()))
}

/** The command line with the command that `argv` names, or with all commands if it names none. */
async function createProgram(argv: readonly string[]): Promise<Command> {
  const program = new Command('blog-search')
    .description(
      'Search for blogs that forgives typos, on Elasticsearch. Settings come from the environment, .env and the project file.',
    )
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help says what is possible)')
    .configureOutput({
      getOutHelpWidth: () => helpWidth(process.stdout),
      getErrHelpWidth: () => helpWidth(process.stderr),
    })
  const [, , name = ''] = argv
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  // Only the version is told without any command.
  const wanted = /^(?:-V|--version)$/.test(name)
    ? []
    : named === undefined
      ? Object.values(COMMANDS)
      : [named]
  for (const command of await Promise.all(wanted.map((load) => load()))) {
    program.addCommand(inheriting(command, program))
  }
  return program
}

function helpWidth({ columns = WIDEST }: { columns?: number }): number {
  return Math.min(columns, WIDEST)
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
    const program = await createProgram(argv)
    await program.parseAsync(argv)
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    const { describeFailure } = await import('./commands/failure.ts')
    const { forOutput } = await import('./commands/in-lines.ts')
    const told = withoutCredentials(await describeFailure(error))
    process.stderr.write(`${forOutput(told, process.stderr)}\n`)
    return error instanceof InputError ? EXIT.usage : EXIT.failed
  }
}
