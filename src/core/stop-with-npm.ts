import { readFileSync } from 'node:fs'

/** How often a command looks whether its npm still runs. */
const LOOK_MS = 1_000

/**
 * Calls `stop` once the npm that started this process has ended: npm that is told to stop ends at once and tells nobody, so the process would
 * go on as an orphan. A process that npm did not start goes on whatever becomes of its parent.
 */
export function stopWithNpm(stop: () => void): void {
  if (process.env.npm_command === undefined) return
  const before = ancestors()
  const looking = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(looking)
    stop()
  }, LOOK_MS)
  looking.unref()
}

/** The parent and its parent: npm itself, or a shell in between that npm has started. */
function ancestors(): string {
  return `${process.ppid} ${parentOf(process.ppid) ?? ''}`
}

/** The parent of another process, where the system tells it in /proc. */
function parentOf(pid: number): string | undefined {
  try {
    // `4711 (name) S 4710 ...`; a name may have spaces and brackets.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
  } catch {
    return undefined
  }
}
