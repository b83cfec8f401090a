import { readFile } from 'node:fs/promises'

/** Bytes in memory of a process: now, and at most since it began. Zeros where /proc is not there. */
export type Resident = { now: number; peak: number }

/** What a process has resident in memory. */
export async function residentOf(pid: number): Promise<Resident> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return { now: kilobytesOf(status, 'VmRSS') * 1024, peak: kilobytesOf(status, 'VmHWM') * 1024 }
}

/** The figure of a line such as `VmRSS:   12345 kB`. */
export function kilobytesOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0)
}
