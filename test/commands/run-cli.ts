import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { run } from '../../src/cli.ts'
import { packageRoot } from '../../src/core/package.ts'

/** The program as test/run.ts bundles it with its packages: it starts in half of the time that the one of `npm run build` takes. */
const main = join(packageRoot, 'dist-test/src/main.js')

/** Starts `blog-search` as a process of its own, with only the given settings. It ends with the test. */
export function startCli(
  t: TestContext,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd?: string,
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
  })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** What a command printed, and the code that it ended with. */
export async function runCli(
  t: TestContext,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd?: string,
) {
  const child = startCli(t, args, env, cwd)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => {
    output.stdout += data
  })
  child.stderr.on('data', (data) => {
    output.stderr += data
  })
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/** The exit code of a command that is run in this process, and what it says on standard error: for wrong usage, which needs no process of its own. */
export async function runHere(t: TestContext, args: readonly string[]) {
  let stderr = ''
  const write = t.mock.method(process.stderr, 'write', (text: string) => {
    stderr += text
    return true
  })
  const code = await run([process.execPath, main, ...args])
  write.mock.restore()
  return { code, stderr }
}

/** The lines that a process logs, and a wait for the first with a given message. */
export function readLog(child: ChildProcessWithoutNullStreams) {
  const lines: Record<string, unknown>[] = []
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => {
    lines.push(JSON.parse(line))
    reader.emit('logged')
  })
  const waitFor = async (
    wanted: string | ((line: Record<string, unknown>) => boolean),
  ): Promise<Record<string, unknown>> => {
    const isWanted =
      typeof wanted === 'string' ? ({ msg }: Record<string, unknown>) => msg === wanted : wanted
    const signal = AbortSignal.timeout(20_000)
    for (;;) {
      const line = lines.find(isWanted)
      if (line !== undefined) return line
      await once(reader, 'logged', { signal })
    }
  }
  return { lines, waitFor }
}
