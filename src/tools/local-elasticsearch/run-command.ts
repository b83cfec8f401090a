import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { LocalNodeError } from './local-node-error.ts'

const execute = promisify(execFile)
const KEPT_LINES = 15

type RunOptions = { timeoutMs: number; signal?: AbortSignal | undefined; env?: NodeJS.ProcessEnv }

/** Runs a command and returns its standard output. Throws a LocalNodeError if it fails (with the end of its output) or takes longer than `timeoutMs`. */
export async function runCommand(
  file: string,
  args: readonly string[],
  { timeoutMs, signal, env }: RunOptions,
): Promise<string> {
  try {
    const { stdout } = await execute(file, args, {
      timeout: timeoutMs,
      maxBuffer: 32 * 1024 * 1024,
      ...(env && { env }),
      ...(signal && { signal }),
    })
    return stdout
  } catch (error) {
    signal?.throwIfAborted()
    throw new LocalNodeError(describeFailure(file, args, timeoutMs, error), { cause: error })
  }
}

function describeFailure(file: string, args: readonly string[], timeoutMs: number, error: unknown): string {
  const command = `${file} ${args.join(' ')}`.slice(0, 300)
  if (!(error instanceof Error)) return `${command} failed`
  if ('killed' in error && error.killed) return `${command} took longer than ${timeoutMs / 1000} s`
  const printed = [field(error, 'stdout'), field(error, 'stderr')].join('\n').trim()
  return `${command} failed:\n${lastLines(printed || error.message, KEPT_LINES)}`
}

function field(error: Error, name: 'stdout' | 'stderr'): string {
  return String(Reflect.get(error, name) ?? '').trim()
}

/** The last `count` lines of a text. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
