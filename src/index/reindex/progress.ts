import type { WriteStream } from 'node:tty'
import cliProgress from 'cli-progress'
import type { Progress } from './loading.ts'

/** Shows the progress of a reindex. `stop` restores the terminal. */
type ProgressDisplay = { show: (progress: Progress) => void; stop: () => void }

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Often enough to show that the reindex goes on, seldom enough for a log. */
const LOG_EVERY_MS = 5_000
/** A rate over a shorter time means nothing. */
const MIN_SECONDS = 0.1

/** A moving line on a terminal, a line every few seconds elsewhere. */
export function createProgressDisplay(output: Output & NodeJS.WritableStream): ProgressDisplay {
  return output.isTTY === true ? barDisplay(output) : logDisplay(output)
}

function barDisplay(output: NodeJS.WritableStream): ProgressDisplay {
  const bar = new cliProgress.SingleBar({
    stream: output,
    hideCursor: true,
    clearOnComplete: false,
    gracefulExit: false,
    format: (_options, { value, total }, { phase, started }) => {
      const known = total > value ? total : undefined
      const line = describe({ phase, done: value, ...(known !== undefined && { total: known }) }, started)
      return known === undefined ? line : `${drawing(value / known)} ${line}`
    },
  })
  let phase: Progress['phase'] | undefined
  return {
    show: (progress) => {
      if (progress.phase !== phase) {
        if (phase !== undefined) bar.stop()
        phase = progress.phase
        bar.start(progress.total ?? 0, 0, { phase, started: performance.now() })
      }
      bar.update(progress.done ?? 0)
    },
    stop: () => bar.stop(),
  }
}

const WIDTH = 30

function drawing(share: number): string {
  const full = Math.round(WIDTH * share)
  return `${'='.repeat(full)}${'-'.repeat(WIDTH - full)}`
}

function logDisplay(output: NodeJS.WritableStream): ProgressDisplay {
  const begun = performance.now()
  let phase: Progress['phase'] | undefined
  let started = 0
  let logged = 0
  return {
    show: (progress) => {
      const now = performance.now()
      if (progress.phase === 'merge') {
        if (now - begun >= LOG_EVERY_MS) output.write(`${describe(progress, now)}\n`)
        return
      }
      if (progress.phase !== phase) {
        phase = progress.phase
        started = now
        logged = now
      }
      if (now - logged < LOG_EVERY_MS) return
      logged = now
      output.write(`${describe(progress, started)}\n`)
    },
    stop: () => undefined,
  }
}

/** For example `read: 1200, 800/s`. The total is shown if it is known; merging has no numbers. */
function describe({ phase, done = 0, total }: Progress, started: number): string {
  if (phase === 'merge') return 'merging segments'
  const seconds = Math.max((performance.now() - started) / 1000, MIN_SECONDS)
  const of = total === undefined ? '' : ` of ${total}`
  return `${phase}: ${done}${of}, ${Math.round(done / seconds)}/s`
}
