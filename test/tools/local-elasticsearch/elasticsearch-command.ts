import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../../src/core/package.ts'

const TIMEOUT_MS = 150_000
const COMMAND = join(packageRoot, 'src/main.ts')

export type Outcome = { code: number; stdout: string; stderr: string }

/** What `npm run elasticsearch -- <args>` prints and its exit code. */
export function elasticsearch(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', COMMAND, 'elasticsearch', ...args],
      { timeout: TIMEOUT_MS },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, stdout, stderr })
      },
    )
  })
}

/** A new folder for data, logs and state. */
export function temporaryHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'blog-search-local-'))
}

/** Removes a temporary home. */
export function removeHome(home: string): Promise<void> {
  return rm(home, { recursive: true, force: true, maxRetries: 3 })
}
