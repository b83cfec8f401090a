/** Loaded into a process of the program by `node --import`: tells what it uses to the benchmark that started it. */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()

/** The histogram counts the time between two samples, of which the resolution is meant. */
const delayMs = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)

process.on('message', (message) => {
  if (message.ask === 'reset') delay.reset()
  const { rss } = process.memoryUsage()
  process.send({
    delay: {
      p50: delayMs(delay.percentile(50)),
      p99: delayMs(delay.percentile(99)),
      max: delayMs(delay.max),
    },
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    rss,
    peak: process.resourceUsage().maxRSS * 1024,
  })
})
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

const file = process.env.BENCH_USAGE_FILE
if (file) {
  process.on('exit', () =>
    writeFileSync(file, JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024 })),
  )
}
