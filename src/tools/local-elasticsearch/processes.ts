import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { runCommand } from './run-command.ts'

const PS_TIMEOUT_MS = 5_000
const POLL_MS = 100

/** Whether the process `pid` runs and has `marker` in its command line. A saved id may belong to another process by now. */
export async function isProcess(pid: number, marker: string): Promise<boolean> {
  return (await commandLine(pid)).includes(marker)
}

/** Ends a process with SIGTERM, and with SIGKILL if it still runs after `timeoutMs`. A process without the marker is left alone. */
export async function endProcess(pid: number, marker: string, timeoutMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isProcess(pid, marker))) return
    kill(pid, signal)
    if (await isGone(pid, marker, timeoutMs)) return
  }
}

async function isGone(pid: number, marker: string, timeoutMs: number): Promise<boolean> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(POLL_MS)) {
    if (!(await isProcess(pid, marker))) return true
  }
  return false
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself between the check and the signal.
  }
}

/** The arguments of a process, joined by spaces; empty if it is gone, or has ended but waits for its parent. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return text.replaceAll('\0', ' ')
  }
  const ps = runCommand('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { timeoutMs: PS_TIMEOUT_MS })
  return ps.catch(() => '')
}
