import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@elastic/elasticsearch'
import {
  dropIndexes,
  memorySource,
  reindexSources,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../helpers/test-index.ts'
import { asDocument, faultBlog, searchFor } from './blog.ts'
import { ensureElasticsearch } from './own-node.ts'
import { askOnce, untilRight } from './searching.ts'
import { type Service, startService } from './service.ts'
import { IS_LONG, tellSeen } from './table.ts'

const POSTS = faultBlog(5)
const LOGGED_MS = 15_000
const MADE_AGAIN_MS = 1_000
let endElasticsearch: (() => Promise<void>) | undefined
let client: Client

before(async () => {
  endElasticsearch = await ensureElasticsearch()
  client = testClient()
})
after(async () => {
  await client.close()
  await endElasticsearch?.()
})

/** A fault of the indexes: how it is made and mended, what readiness says, and how searches are answered. */
type Fault = {
  name: string
  make: (posts: string, prefix: string) => Promise<unknown>
  status: 200 | 503
  says: RegExp
  whatToDo: RegExp
  search: string[]
  /** Whether Elasticsearch may mend it by itself, as half a minute after a node's start, so that it has to be made again and again. */
  mendsItself?: true
}

const block = (name: string) => (index: string) =>
  client.indices.putSettings({ index, settings: { [`index.blocks.${name}`]: true } })

/** An index whose shard no node may have, behind the alias of the posts. */
async function addLostIndex(prefix: string): Promise<void> {
  const alias = `${prefix}-posts`
  const [live] = Object.values(await client.indices.get({ index: alias, features: ['mappings'] }))
  await client.indices.create({
    index: `${prefix}-lost`,
    settings: { number_of_replicas: 0, 'index.routing.allocation.require._name': 'nobody' },
    mappings: { _meta: live?.mappings?._meta ?? {} },
    aliases: { [alias]: {} },
    wait_for_active_shards: 0,
  })
}

const FAULTS: Fault[] = [
  {
    name: 'index closed',
    make: (index) => client.indices.close({ index }),
    ...{ status: 503, says: /is closed\.$/, whatToDo: /_open/, search: ['refused'] },
  },
  {
    name: 'alias missing',
    make: (index, prefix) => client.indices.deleteAlias({ index, name: `${prefix}-posts` }),
    ...{ status: 503, says: /has no alias .*-posts\.$/, whatToDo: /reindex/, search: ['refused'] },
  },
  {
    name: 'index deleted',
    make: (index) => client.indices.delete({ index }),
    ...{ status: 503, says: /has no alias .*-posts\.$/, whatToDo: /reindex/, search: ['refused'] },
  },
  {
    name: 'alias of a foreign index (no mapping of ours)',
    make: async (index, prefix) => {
      await client.indices.delete({ index })
      await client.index({ index: `${prefix}-other`, document: { headline: POSTS[0]?.word }, refresh: true })
      await client.indices.putAlias({ index: `${prefix}-other`, name: `${prefix}-posts` })
    },
    ...{ status: 503, says: /no schema version/, whatToDo: /INDEX_PREFIX/, search: ['refused'] },
  },
  {
    name: 'block against reading',
    make: block('read'),
    ...{ status: 503, says: /index\.blocks\.read/, whatToDo: /_settings/, search: ['refused'] },
  },
  {
    name: 'block against writing, as of a full disk',
    make: block('read_only_allow_delete'),
    mendsItself: true,
    ...{ status: 200, says: /takes no writes/, whatToDo: /room on the disk/, search: ['right'] },
  },
  {
    name: 'an index of the alias without its shard',
    make: (_index, prefix) => addLostIndex(prefix),
    ...{ status: 200, says: /shard .* on no node/, whatToDo: /node/, search: ['partial'] },
  },
  {
    name: 'the only shard on no node',
    make: async (index, prefix) => {
      await addLostIndex(prefix)
      await client.indices.delete({ index })
    },
    ...{ status: 503, says: /shard .* on no node/, whatToDo: /node/, search: ['refused'] },
  },
]

for (const fault of FAULTS) {
  test(`${fault.name}: readiness and the log say what to do, and no search fails otherwise than by a refusal`, async (t) => {
    const prefix = testPrefix()
    t.after(() => dropIndexes(prefix))
    const report = await reindexSources([memorySource(POSTS.map(asDocument))], prefix)
    assert.deepEqual(report.reasons, [])
    const [post] = POSTS
    assert.ok(post)
    const env = { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, CACHE_MB: '0' }
    const service = await startService(t, { env })
    await untilRight(service.url, searchFor(post), LOGGED_MS)
    const [index = ''] = Object.keys(await client.indices.get({ index: `${prefix}-posts` }))
    await fault.make(index, prefix)
    if (fault.mendsItself === true) {
      const again = setInterval(() => void fault.make(index, prefix).catch(() => undefined), MADE_AGAIN_MS)
      t.after(() => clearInterval(again))
    }

    const { outcome, detail, ms } = await askOnce(service.url, searchFor(post))
    assert.ok(fault.search.includes(outcome), `${outcome} ${detail}`)
    const ready = await fetch(`${service.url}/readyz`)
    const body = await ready.json()
    const problem = body.warning ?? body
    assert.equal(ready.status, fault.status, JSON.stringify(body))
    assert.match(problem.reason, fault.says)
    assert.match(problem.whatToDo, fault.whatToDo)
    // Without a change of what searches find, the service looks every ten seconds.
    const seconds = IS_LONG || ready.status === 503 ? await untilLogged(service, fault.says) : undefined
    tellSeen(
      t,
      fault.name,
      `search ${outcome} in ${Math.round(ms)} ms; /readyz ${ready.status} “${problem.reason.replaceAll(prefix, 'blog')}”${seconds === undefined ? '' : `; in the log after ${seconds.toFixed(1)} s`}`,
    )
  })
}

async function untilLogged({ lines }: Service, says: RegExp): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < LOGGED_MS) {
    if (lines.some(({ reason, whatToDo }) => says.test(String(reason)) && whatToDo !== undefined)) {
      return (performance.now() - started) / 1000
    }
    await sleep(100)
  }
  throw new Error(`expected a log line that says ${says}`)
}
