import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { encoded, hostileText } from '../test/hostile/hostile-texts.ts'

/**
 * Usage: tsx bench/hostile-queries.ts [--url http://127.0.0.1:3000] [--count 100000] [--seed 1] [--minutes 30] [--log node.log]. Sends
 * hostile queries to a running service whose rate limits are off, and prints the answers by status, what failed, and how long the slowest
 * took; with the log of Elasticsearch, what it warned of meanwhile. Exits 1 if anything failed or took over a second.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
    log: { type: 'string' },
  },
})
/** Requests at a time: fewer than a service lets wait. */
const AT_A_TIME = 3
const BATCH = 300
const SLOW_MS = 1_000
const SHOWN = 5
const MINUTE_MS = 60_000
const PATHS = [
  '/api/v1/search?q=',
  '/search?q=',
  '/api/v1/suggest?q=',
  '/api/v1/search?prefix=1&q=',
  '/api/v1/resolve?path=/',
]

type Asked = { path: string; status: number; ms: number }

async function ask(path: string): Promise<Asked> {
  const began = performance.now()
  const response = await fetch(values.url + path, { signal: AbortSignal.timeout(MINUTE_MS) })
  await response.arrayBuffer()
  return { path, status: response.status, ms: performance.now() - began }
}

function* queries(count: number, seed: number): Generator<string> {
  for (let made = 0; made < count; made += BATCH) {
    const texts = fc.sample(hostileText, { numRuns: Math.min(BATCH, count - made), seed: seed + made })
    for (const [i, text] of texts.entries()) yield `${PATHS[(made + i) % PATHS.length]}${encoded(text)}`
  }
}

async function askAll(paths: Iterator<string>, until: number): Promise<Asked[]> {
  const asked: Asked[] = []
  const worker = async () => {
    for (let next = paths.next(); !next.done && Date.now() < until; next = paths.next()) {
      asked.push(await ask(next.value))
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  return asked
}

const loggedBefore = values.log === undefined ? 0 : (await readFile(values.log, 'utf8')).length
const asked = await askAll(
  queries(Number(values.count), Number(values.seed)),
  Date.now() + Number(values.minutes) * MINUTE_MS,
)
const bytes = values.log === undefined ? '' : (await readFile(values.log, 'utf8')).slice(loggedBefore)
const warnings = bytes.split('\n').filter((line) => /\]\[(?:WARN|ERROR)/.test(line))
const slowest = asked.toSorted((a, b) => b.ms - a.ms)
const failed = asked.filter(({ status }) => status >= 500)
const counts = new Map<number, number>()
for (const { status } of asked) counts.set(status, (counts.get(status) ?? 0) + 1)

const at = (share: number) => slowest[Math.floor((1 - share) * slowest.length)]?.ms.toFixed(0)
const print = (line: string) => process.stdout.write(`${line}\n`)
print(`${asked.length} queries, by status: ${JSON.stringify(Object.fromEntries(counts))}`)
print(`ms: median ${at(0.5)}, p99 ${at(0.99)}, most ${slowest[0]?.ms.toFixed(0)}`)
print(`over ${SLOW_MS} ms: ${asked.filter(({ ms }) => ms > SLOW_MS).length}`)
for (const { path, status, ms } of [...failed.slice(0, SHOWN), ...slowest.slice(0, SHOWN)]) {
  print(`${status} ${ms.toFixed(0)} ms ${path.slice(0, 300)}`)
}
print(
  `warnings of Elasticsearch: ${warnings.length}${warnings
    .slice(0, SHOWN)
    .map((line) => `\n${line.slice(0, 300)}`)
    .join('')}`,
)
if (failed.length > 0 || (slowest[0]?.ms ?? 0) > SLOW_MS) process.exitCode = 1
