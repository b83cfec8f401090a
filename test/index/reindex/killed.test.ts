import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../../src/core/random.ts'
import { plainInput } from '../../../src/search/request/input.ts'
import { search } from '../../../src/search/search.ts'
import { startCli } from '../../commands/run-cli.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import {
  dropIndexes,
  indexBlog,
  listIndexes,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../../helpers/test-index.ts'
import { aComment, aPost } from '../write/blog.ts'

/** More of them: KILLS=50. */
const KILLS = Number(process.env.KILLS ?? 4)
/** When the process is up, and when it is done. */
const FIRST_MS = 300
const LAST_MS = 2_300
const client = testClient()
const prefix = testPrefix()
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test(`${KILLS} reindexes that are killed at any moment: searches never fail, and the next one leaves nothing of them`, async (t) => {
  const random = seededRandom(KILLS)
  const posts = Array.from({ length: 1_500 }, (_, i) => aPost(`p${i}`, { text: `Kettle ${i} `.repeat(50) }))
  const comments = posts.map(({ id }) => aComment('1', String(id)))
  const blog = { posts, comments }
  await indexBlog(blog, prefix)
  const folder = await folderOf(t, {})
  const temporary = await folderOf(t, {})
  const file = join(folder, 'posts.ndjson')
  await writeFile(file, [...posts, ...comments].map((one) => `${JSON.stringify(one)}\n`).join(''))
  const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, TMPDIR: temporary }

  let searches = 0
  let stopped = false
  const searching = (async () => {
    while (!stopped) {
      const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
      const { total } = await search(ctx, plainInput('kettle'))
      assert.equal(total.value, 1_500)
      searches += 1
    }
  })()
  for (let i = 0; i < KILLS; i++) {
    const child = startCli(t, ['reindex', file], env)
    await sleep(FIRST_MS + random() * (LAST_MS - FIRST_MS))
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  const last = startCli(t, ['reindex', file], env)
  last.stderr.on('data', (data) => t.diagnostic(String(data)))
  const [code] = await once(last, 'exit')
  stopped = true
  await searching
  assert.equal(code, 0)
  const indexes = await listIndexes(prefix)
  assert.equal(indexes.length, 6, indexes.join())
  const left = (await readdir(temporary)).filter((name) => name.startsWith('blog-search-'))
  assert.deepEqual(left, [])
  assert.ok(searches > KILLS, `expected searches all the time, got ${searches}`)
})
