import { Argument, Command } from 'commander'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

/** `blog-search completion bash|zsh|fish`: a script that lets a shell complete commands and options. `load` gives all commands. */
export function completionCommand(load: () => Promise<Command[]>): Command {
  return new Command('completion')
    .description('print a script that lets the shell complete commands and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Put it where the shell finds it, for example:
  bash  blog-search completion bash > ~/.local/share/bash-completion/completions/blog-search
  zsh   blog-search completion zsh > "\${fpath[1]}/_blog-search"
  fish  blog-search completion fish > ~/.config/fish/completions/blog-search.fish`,
    )
    .action(async (shell: Shell) => {
      process.stdout.write(completionFor(shell, await load()))
    })
}

/** The script for a shell. */
function completionFor(shell: Shell, commands: readonly Command[]): string {
  return shell === 'fish' ? fish(commands) : bash(commands, shell)
}

function wordsOf(command: Command): string[] {
  const options = command.options.flatMap(({ long }) => long ?? [])
  return [...command.commands.map((below) => below.name()), ...options, '--help']
}

/** Words of the command that was typed; files where none of them fits. Zsh runs the same script. */
function bash(commands: readonly Command[], shell: 'bash' | 'zsh'): string {
  const all = commands.flatMap((command) => [
    [command.name(), wordsOf(command)] as const,
    ...command.commands.map((below) => [`${command.name()} ${below.name()}`, wordsOf(below)] as const),
  ])
  const cases = all.map(([name, words]) => `    "${name}") words="${words.join(' ')}" ;;`)
  return `${shell === 'zsh' ? '#compdef blog-search\nautoload -U +X bashcompinit && bashcompinit\n' : ''}_blog_search() {
  local words="" typed="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -gt 2 ]; then
    case "$typed" in ${namesOf(commands.filter((command) => command.commands.length > 0)).join('|')}) typed="$typed \${COMP_WORDS[2]}" ;; esac
  fi
  case "$typed" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${namesOf(commands).join(' ')} --help --version"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _blog_search blog-search
`
}

function fish(commands: readonly Command[]): string {
  const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
  const line = (when: string, what: string) => `complete -c blog-search -n ${quote(when)} ${what}`
  const lines = commands.flatMap((command) => [
    line('__fish_use_subcommand', `-f -a ${command.name()} -d ${quote(command.description())}`),
    ...command.commands.map((below) =>
      line(
        `__fish_seen_subcommand_from ${command.name()}`,
        `-f -a ${below.name()} -d ${quote(below.description())}`,
      ),
    ),
    ...[command, ...command.commands].flatMap((one) =>
      one.options.map(({ long, description }) =>
        line(`__fish_seen_subcommand_from ${one.name()}`, `-l ${long?.slice(2)} -d ${quote(description)}`),
      ),
    ),
  ])
  return `${lines.join('\n')}\n`
}

function namesOf(commands: readonly Command[]): string[] {
  return commands.map((command) => command.name())
}
