import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@elastic/elasticsearch'
import { startCli } from '../commands/run-cli.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { memorySource, reindexSources, testPrefix } from '../helpers/test-index.ts'
import { asDocument, faultBlog, searchFor } from './blog.ts'
import { OwnElasticsearch } from './own-node.ts'
import { keepSearching, summary, untilRight } from './searching.ts'
import { startService } from './service.ts'
import { IS_LONG, tellSeen } from './table.ts'

const NODES = 3
const POSTS = faultBlog(100)
const PER_SECOND = IS_LONG ? 50 : 20
/** What the reindex loads beside the posts that are asked for: enough for some seconds. */
const LOADED = IS_LONG ? 40_000 : 15_000
const READY_MS = 30_000
let cluster: OwnElasticsearch
const prefix = testPrefix()

before(async () => {
  cluster = await OwnElasticsearch.prepare(NODES)
})
after(() => cluster.remove())

for (const killed of IS_LONG ? [0, 1, 2] : [1]) {
  test(`node ${killed + 1} of three is killed while searches run and a reindex loads: no search fails, the reindex ends whole or not at all`, async (t) => {
    await cluster.killAll()
    await cluster.start()
    const client = new Client({ nodes: cluster.urls })
    t.after(() => client.close())
    const posts = POSTS.map(asDocument)
    const { reasons } = await reindexSources([memorySource(posts)], prefix, { client })
    assert.deepEqual(reasons, [])
    await client.cluster.health({ wait_for_status: 'green', timeout: '60s' }, { requestTimeout: 70_000 })

    const env = { ELASTICSEARCH_URL: cluster.urls.join(), INDEX_PREFIX: prefix }
    const service = await startService(t, {
      env: {
        ...env,
        CACHE_MB: '0',
        // Three nodes share the processors with all the rest.
        ELASTICSEARCH_TIMEOUT_MS: '15000',
        SEARCH_CONCURRENCY: '100',
        SEARCH_WAIT_MS: '5000',
      },
    })
    const searches = POSTS.map((post) => searchFor(post))
    await untilRight(service.url, searches[0] ?? { query: '', ids: () => [] }, READY_MS)

    const folder = await folderOf(t, {})
    const file = join(folder, 'posts.ndjson')
    const more = Array.from({ length: LOADED }, (_, i) => ({
      ...{ id: `more${i}`, url: `/more${i}`, title: `More ${i}` },
      text: `Teapot number ${i} whistles. `.repeat(20),
    }))
    await writeFile(file, [...posts, ...more].map((one) => `${JSON.stringify(one)}\n`).join(''))

    const searching = keepSearching(service.url, searches, PER_SECOND)
    const reindex = startCli(t, ['reindex', '--json', '--no-canaries', file], env)
    let output = ''
    reindex.stdout.on('data', (data) => {
      output += data
    })
    await sleep(3_000)
    await cluster.kill(killed)
    const runs = reindex.exitCode === null
    const [code] = runs ? await once(reindex, 'exit') : [reindex.exitCode]
    await sleep(2_000)
    const answers = await searching.stop()
    const refused = answers.filter(({ outcome }) => outcome !== 'right')
    const report = JSON.parse(output)
    tellSeen(
      t,
      `node ${killed + 1} of 3 killed at ${PER_SECOND} searches/s during a reindex`,
      `${summary(answers)}; reindex ${runs ? 'was loading' : 'had ended'}, exit ${code}, ${report.swapped ? 'live' : `refused: ${report.reasons[0]}`}`,
    )
    assert.deepEqual(
      refused.map(({ outcome, detail }) => `${outcome} ${detail}`),
      [],
    )
    assert.ok(runs, 'expected the reindex to load when the node was killed')
    assert.equal(report.swapped, code === 0)
    const survivor = new Client({ nodes: cluster.urls.filter((_, i) => i !== killed), maxRetries: 3 })
    t.after(() => survivor.close())
    const { count } = await survivor.count({ index: `${prefix}-posts` })
    assert.equal(count, report.swapped ? POSTS.length + LOADED : POSTS.length)
  })
}
