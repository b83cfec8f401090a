import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createClient } from '../../src/elastic/client.ts'
import { plainInput } from '../../src/search/request/input.ts'
import { search } from '../../src/search/search.ts'
import { startRewritingProxy } from '../helpers/rewriting-proxy.ts'
import { dropIndexes, indexBlog } from '../helpers/test-index.ts'

let prefix = ''
before(async () => {
  const posts = [
    { id: 'slow', url: '/slow/', title: 'Slow mornings', text: 'A slow morning.' },
    { id: 'kettle', url: '/kettle/', title: 'The slow kettle', text: 'It boils in the end.' },
  ]
  prefix = (await indexBlog({ posts })).prefix
})
after(() => dropIndexes(prefix))

test('if only the second round trip fails, the first answer stands, and says that it is partial', async (t) => {
  let searches = 0
  const url = await startRewritingProxy(t, ({ path }) => {
    if (!path.includes('_msearch')) return undefined
    searches += 1
    return searches > 1 ? { status: 503, text: '{}' } : undefined
  })
  const client = createClient({ nodes: [url], timeoutMs: 3_000 })
  t.after(() => client.close())
  const ctx = { client, indexPrefix: prefix, timeoutMs: 3_000, language: 'en' as const }
  const answer = await search({ ...ctx, mayBePartial: true }, plainInput('slow ketle'))
  assert.ok(answer.results.length > 0)
  assert.equal(answer.partial, true)
  searches = 0
  await assert.rejects(search(ctx, plainInput('slow ketle')), { name: 'UnavailableError' })
})
