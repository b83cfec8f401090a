import assert from 'node:assert/strict'
import { connect, searchPath } from '../run/connection.ts'
import type { IndexedBlog } from '../run/indexed-blog.ts'
import { startService } from '../run/program.ts'
import { createWordMemory, idsOf, recordSearch, type Sent, searchInProcess, withoutTimes } from './ours.ts'
import type { Way } from './way.ts'

/** The floor: nothing that asks Elasticsearch the same can be faster. */
export const RAW = 'raw requests'

const TIMEOUT_MS = 60_000

/** Our search in its layers: the requests that it sends, raw and by the official client; the search itself; the service. */
export type Layers = {
  ways: Way[]
  /** Compares the answers of all layers, and returns how many round trips it takes. Must come before a query is asked. */
  compare(q: string): Promise<number>
}

/** Starts the service in a process of its own, and opens a connection to it and one to Elasticsearch. */
export async function openLayers(
  { ctx, place }: Pick<IndexedBlog, 'ctx' | 'place'>,
  signal: AbortSignal,
): Promise<Layers> {
  const service = await startService(place, { cache: false, signal })
  const http = connect(service.url)
  const node = connect(place.elasticsearch)
  const requests = new Map<string, Sent[]>()
  const words = createWordMemory()

  const raw = ({ path, body }: Sent) => node.post(path, body)
  const client = ({ path, body }: Sent) =>
    ctx.client.transport.request({ method: 'POST', path, bulkBody: body }, { requestTimeout: TIMEOUT_MS })
  const each = (send: (sent: Sent) => Promise<unknown>) => async (q: string) => {
    for (const sent of requests.get(q) ?? []) await send(sent)
    return {}
  }
  const none = async () => undefined
  const ways: Way[] = [
    { name: RAW, ask: each(raw), close: () => node.close() },
    { name: 'official client', ask: each(client), close: none },
    {
      name: 'search()',
      async ask(q) {
        const answer = await searchInProcess(ctx, q, words)
        return { ids: () => idsOf(answer) }
      },
      close: none,
    },
    {
      name: 'search(), new words',
      async ask(q) {
        const answer = await searchInProcess(ctx, q)
        return { ids: () => idsOf(answer) }
      },
      close: none,
    },
    {
      name: 'over HTTP',
      async ask(q) {
        const answer = await http.get(searchPath(q))
        return { ids: () => idsOf(JSON.parse(answer)) }
      },
      async close() {
        await http.close()
        await service.stop()
      },
    },
  ]
  const compare = async (q: string) => {
    const { answer, sent } = await recordSearch(ctx, q, words)
    assert.deepEqual(idsOf(await searchInProcess(ctx, q)), idsOf(answer), `new words: ${q}`)
    requests.set(q, sent)
    assert.deepEqual(idsOf(JSON.parse(await http.get(searchPath(q)))), idsOf(answer), `over HTTP: ${q}`)
    for (const request of sent) {
      const [one, other] = [JSON.parse(await raw(request)), await client(request)]
      assert.equal(withoutTimes(one), withoutTimes(other), `raw and by the client: ${q}`)
    }
    return sent.length
  }
  return { ways, compare }
}
