import { readFile } from 'node:fs/promises'
import { Client } from 'undici'
import type { Load, Order, RequestSet, Step } from './job.ts'
import { sendAtRate } from './open-loop.ts'

/** Usage: generator.ts, in a process of its own that takes orders as messages. Each connection asks one query after the other. */

const TIMEOUT_MS = 60_000
/** Characters of an answer that says what is wrong. */
const SAID = 300
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

async function run({ name, connections, seconds, from }: Order & { kind: 'run' }): Promise<Load> {
  const set = sets.get(name)
  if (set === undefined) throw new Error(`${name}: expected a set of requests, got none`)
  if (from !== undefined) set.next = from % set.order.length
  const latencies: number[] = []
  let errors = 0
  let firstError: string | undefined
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
      const failure = await askAll(client, nextQuery(set))
      const then = performance.now()
      if (failure === undefined) latencies.push(then - now)
      else {
        errors += 1
        firstError ??= `${failure.status} after ${Math.round(then - now)} ms: ${failure.said}`
      }
      now = then
    }
    await client.close()
  }
  await Promise.all(Array.from({ length: connections }, connection))
  const tookMs = performance.now() - started
  const used = process.cpuUsage(usedBefore)
  const busy = (used.user + used.system) / 1000 / tookMs
  return {
    seconds: tookMs / 1000,
    errors,
    ...(firstError !== undefined && { firstError }),
    latencies: Float64Array.from(latencies),
    busy,
  }
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

/** Nothing, or why a step failed: its status and what it said. */
async function askAll(
  client: Client,
  steps: readonly Step[],
): Promise<{ status: string; said: string } | undefined> {
  for (const { path, body } of steps) {
    const request =
      body === undefined
        ? client.request({ method: 'GET', path })
        : client.request({ method: 'POST', path, body, headers: NDJSON })
    const failure = await request.then(
      async ({ statusCode, body: answer }) => {
        if (statusCode !== 200)
          return { status: String(statusCode), said: (await answer.text()).slice(0, SAID) }
        await answer.dump({ limit: Number.POSITIVE_INFINITY })
        return undefined
      },
      (error: unknown) => ({ status: 'no answer', said: String(error) }),
    )
    if (failure !== undefined) return failure
  }
  return undefined
}
