import { readFile } from 'node:fs/promises'
import { Client } from 'undici'
import type { Load, Order, RequestSet, Step } from './job.ts'
import { sendAtRate } from './open-loop.ts'

/** Usage: generator.ts, in a process of its own that takes orders as messages. Each connection asks one query after the other. */

const TIMEOUT_MS = 60_000
const NDJSON = { 'content-type': 'application/x-ndjson' }
const sets = new Map<string, RequestSet & { next: number }>()

process.on('message', (order: Order) => {
  void obey(order).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit(1))
process.send?.({ ready: true })

async function obey(order: Order): Promise<object> {
  if (order.kind === 'run') return run(order)
  if (order.kind === 'open') return sendAtRate(order, nextPathOf(order.name))
  const set: RequestSet = JSON.parse(await readFile(order.file, 'utf8'))
  sets.set(order.name, { ...set, next: 0 })
  return { ready: true }
}

async function run({ name, connections, seconds }: Order & { kind: 'run' }): Promise<Load> {
  const set = sets.get(name)
  if (set === undefined) throw new Error(`${name}: expected a set of requests, got none`)
  const latencies: number[] = []
  let errors = 0
  const usedBefore = process.cpuUsage()
  const started = performance.now()
  const end = started + seconds * 1000
  const connection = async () => {
    const client = new Client(set.url, {
      pipelining: 1,
      bodyTimeout: TIMEOUT_MS,
      headersTimeout: TIMEOUT_MS,
    })
    for (let now = performance.now(); now < end; ) {
      const answered = await askAll(client, nextQuery(set))
      const then = performance.now()
      if (answered) latencies.push(then - now)
      else errors += 1
      now = then
    }
    await client.close()
  }
  await Promise.all(Array.from({ length: connections }, connection))
  const tookMs = performance.now() - started
  const used = process.cpuUsage(usedBefore)
  const busy = (used.user + used.system) / 1000 / tookMs
  return { seconds: tookMs / 1000, errors, latencies: Float64Array.from(latencies), busy }
}

function nextPathOf(name: string) {
  const set = sets.get(name)
  if (set === undefined) throw new Error(`${name}: expected a set of requests, got none`)
  return { url: set.url, next: () => nextQuery(set)[0]?.path ?? '/' }
}

function nextQuery(set: RequestSet & { next: number }): Step[] {
  const place = set.order[set.next] ?? 0
  set.next = (set.next + 1) % set.order.length
  return set.queries[place] ?? []
}

async function askAll(client: Client, steps: readonly Step[]): Promise<boolean> {
  for (const { path, body } of steps) {
    const request =
      body === undefined
        ? client.request({ method: 'GET', path })
        : client.request({ method: 'POST', path, body, headers: NDJSON })
    const status = await request.then(
      async ({ statusCode, body: answer }) => {
        await answer.dump({ limit: Number.POSITIVE_INFINITY })
        return statusCode
      },
      () => 0,
    )
    if (status !== 200) return false
  }
  return true
}
