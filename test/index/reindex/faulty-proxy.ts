import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { testElasticsearchUrl } from '../../helpers/test-index.ts'

/** A request on its way to Elasticsearch. */
export type Call = { method: string; path: string; body: string }
/** An answer on its way back; `lost` closes the connection instead. */
export type Answer = { status: number; body: unknown } | 'lost'
/** What becomes of a request; `forward` lets Elasticsearch carry it out. */
export type Handler = (
  call: Call,
  forward: () => Promise<{ status: number; body: unknown }>,
) => Promise<Answer>

/** A loopback proxy before the Elasticsearch of the tests that fails where the handler says so. */
export async function startFaultyProxy(
  handler: Handler,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (req, res) => {
    const call = { method: req.method ?? 'GET', path: req.url ?? '/', body: await readBody(req) }
    const answer = await handler(call, () => forward(call, req.headers['content-type'])).catch(
      () => 'lost' as const,
    )
    if (answer === 'lost') {
      req.socket.destroy()
      return
    }
    res.writeHead(answer.status, {
      'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
      'x-elastic-product': 'Elasticsearch',
    })
    res.end(call.method === 'HEAD' ? undefined : JSON.stringify(answer.body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function forward(
  { method, path, body }: Call,
  type: string | undefined,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(testElasticsearchUrl() + path, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: {
      accept: 'application/vnd.elasticsearch+json;compatible-with=9',
      ...(type !== undefined && { 'content-type': type }),
    },
    ...(body !== '' && { body }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
}
