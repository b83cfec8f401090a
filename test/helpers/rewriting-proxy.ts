import type { TestContext } from 'node:test'
import { serve } from '../content/fetching/serve.ts'
import { testElasticsearchUrl } from './test-index.ts'

/** What a test makes of an answer: another status, or its JSON text changed; undefined leaves it as it is. */
export type Rewrite = (
  request: { path: string; authorization: string | undefined },
  text: string,
) => { status?: number; text?: string } | undefined

/** The address of a proxy in front of the Elasticsearch of the tests that changes some answers. It ends with the test. */
export async function startRewritingProxy(t: TestContext, rewrite: Rewrite): Promise<string> {
  const { url } = await serve(t, async (incoming, outgoing) => {
    const path = incoming.url ?? '/'
    const { host: _, connection: __, 'content-length': ___, authorization, ...headers } = incoming.headers
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const answer = await fetch(new URL(path, testElasticsearchUrl()), {
      method: incoming.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    })
    const text = await answer.text()
    const changed = rewrite({ path, authorization }, text)
    outgoing.writeHead(changed?.status ?? answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      'x-elastic-product': 'Elasticsearch',
    })
    outgoing.end(incoming.method === 'HEAD' ? undefined : (changed?.text ?? text))
  })
  return url
}
