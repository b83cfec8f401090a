import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The name of such a folder: `blog-search-4711-Ab3xYz` was made by process 4711. */
const NAME = /^blog-search-(\d+)-\w{6}$/

/** Makes a temporary folder of this process, and removes those of processes that were killed. */
export async function makeProcessFolder(): Promise<string> {
  await removeAbandoned()
  return mkdtemp(join(tmpdir(), `blog-search-${process.pid}-`))
}

async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  for (const name of names) {
    const pid = NAME.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    // A folder of another user cannot be removed, and another process may be removing the same one.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Whether a process with this id runs on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
