import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the proxy does with the answers of Elasticsearch. */
export type Mood =
  | { kind: 'pass' }
  | { kind: 'delay'; ms: number }
  | { kind: 'cut' }
  | { kind: 'corrupt' }
  | { kind: 'reject'; times: number }

export type UnrulyProxy = { url: string; mood: Mood; close: () => Promise<void> }

const REJECTION = {
  type: 'es_rejected_execution_exception',
  reason: 'rejected execution of a search: queue capacity = 1000',
}

/** A loopback proxy before a real Elasticsearch, which may not be there, that does what its mood says. */
export async function startUnrulyProxy(target: string): Promise<UnrulyProxy> {
  const proxy: UnrulyProxy = { url: '', mood: { kind: 'pass' }, close: async () => undefined }
  const server = createServer((incoming, outgoing) => {
    forward(target, proxy, incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  proxy.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  proxy.close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return proxy
}

async function forward(
  target: string,
  proxy: UnrulyProxy,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { mood } = proxy
  if (mood.kind === 'reject' && mood.times > 0) {
    mood.times -= 1
    incoming.resume()
    outgoing.writeHead(429, {
      'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
      'x-elastic-product': 'Elasticsearch',
    })
    outgoing.end(JSON.stringify({ error: { root_cause: [REJECTION], ...REJECTION }, status: 429 }))
    return
  }
  if (mood.kind === 'delay') await sleep(mood.ms, undefined, { ref: false })
  const { host: _, ...headers } = incoming.headers
  const upstream = request(new URL(incoming.url ?? '/', target), {
    method: incoming.method ?? 'GET',
    headers,
  })
  incoming.pipe(upstream)
  outgoing.once('close', () => upstream.destroy())
  const [answer] = (await once(upstream, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  const body = Buffer.concat(parts)
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  if (mood.kind === 'cut') {
    outgoing.write(body.subarray(0, body.length / 2))
    await sleep(10)
    incoming.socket.destroy()
    return
  }
  outgoing.end(mood.kind === 'corrupt' ? corrupted(body) : body)
}

let corruptions = 0

/** The body with braces, brackets and quotes lost in turn: no JSON, or another. */
function corrupted(body: Buffer): Buffer {
  const copy = Buffer.from(body)
  corruptions += 1
  const signs = [...copy].flatMap((byte, i) => ('{}[]":,'.includes(String.fromCharCode(byte)) ? [i] : []))
  for (let i = corruptions % 5; i < signs.length; i += 7) copy[signs[i] ?? 0] = 32
  return copy
}
