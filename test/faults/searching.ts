import { setTimeout as sleep } from 'node:timers/promises'

/** What an answer was: as it should be, marked as stale or partial, refused (with a time to come back, or because somebody must mend something), wrong, or none at all. */
export type Outcome = 'right' | 'stale' | 'partial' | 'refused' | 'wrong' | 'broken'

export type Answered = { at: number; ms: number; outcome: Outcome; detail: string }

/** A search and the ids that it must find. */
export type Expected = {
  query: string
  /** Undefined while nobody knows. */
  ids: () => readonly string[] | undefined
  /** Whether it must be asked in a way that nobody has asked before. */
  fresh?: boolean
}

let asked = 0

/** Longer than any limit: whoever waits so long was forgotten. */
const HANGS_MS = 20_000

/** One search and what came of it. */
export async function askOnce(url: string, { query, ids, fresh = false }: Expected): Promise<Answered> {
  asked += 1
  const path = fresh ? `${query}&exclude=nobody${asked}` : query
  const at = performance.now()
  const before = ids()
  const judged = await fetch(`${url}/api/v1/search?${path}`, { signal: AbortSignal.timeout(HANGS_MS) })
    // What changes while it is asked may be answered either way.
    .then((response) => judge(response, [before, ids()]))
    .catch((error: unknown) => ({
      outcome: 'broken' as const,
      detail: String(error instanceof Error ? (error.cause ?? error) : error),
    }))
  return { at, ms: performance.now() - at, ...judged }
}

async function judge(
  response: Response,
  allowed: readonly (readonly string[] | undefined)[],
): Promise<Pick<Answered, 'outcome' | 'detail'>> {
  const body = await response.json()
  if (response.status === 503 && response.headers.get('retry-after')) {
    return { outcome: 'refused', detail: body.errors[0].code }
  }
  if (response.status === 500 && body.errors?.[0]?.code === 'refused') {
    return { outcome: 'refused', detail: 'for good' }
  }
  if (response.status !== 200) {
    return { outcome: 'broken', detail: `status ${response.status} ${JSON.stringify(body)}` }
  }
  const found = body.results.map(({ id }: { id: string }) => id).join()
  const isRight = allowed.some((ids) => ids === undefined || ids.join() === found)
  if (!isRight && !body.partial) {
    return { outcome: 'wrong', detail: `${body.query.q}: expected ${allowed.join(' or ')}, got ${found}` }
  }
  return { outcome: body.stale ? 'stale' : body.partial ? 'partial' : 'right', detail: '' }
}

/** Searches at a steady rate, whatever becomes of them, until `stop`, which waits for all answers. */
export function keepSearching(url: string, searches: readonly Expected[], perSecond: number) {
  const answers: Answered[] = []
  const pending = new Set<Promise<void>>()
  let stopped = false
  let next = 0
  const started = performance.now()
  const running = (async () => {
    while (!stopped) {
      const search = searches[next % searches.length]
      next += 1
      if (search === undefined) return
      const asking: Promise<void> = askOnce(url, search).then((answer) => {
        answers.push(answer)
        pending.delete(asking)
      })
      pending.add(asking)
      await sleep(Math.max(0, started + (next * 1000) / perSecond - performance.now()))
    }
  })()
  return {
    answers,
    stop: async () => {
      stopped = true
      await running
      await Promise.all(pending)
      return answers
    },
  }
}

/** How often each outcome came and the longest wait, for the table. */
export function summary(answers: readonly Answered[]): string {
  const counts = new Map<Outcome, number>()
  for (const { outcome } of answers) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
  const slowest = Math.max(0, ...answers.map(({ ms }) => ms))
  return `${told || 'nothing asked'}; slowest ${Math.round(slowest)} ms`
}

/** The answers that must never be. */
export function faulty(answers: readonly Answered[]): string[] {
  return answers
    .filter(({ outcome }) => outcome === 'wrong' || outcome === 'broken')
    .map(({ outcome, detail }) => `${outcome}: ${detail}`)
}

/** Waits until a search is answered as it should be, and returns how long that took. */
export async function untilRight(url: string, search: Expected, maxMs: number): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < maxMs) {
    const { outcome } = await askOnce(url, search)
    if (outcome === 'right') return performance.now() - started
    await sleep(50)
  }
  throw new Error(`expected a right answer within ${maxMs} ms`)
}
