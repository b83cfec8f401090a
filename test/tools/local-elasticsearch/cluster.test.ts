import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLocalElasticsearch } from '../../../src/tools/local-elasticsearch/start.ts'
import { removeHome, temporaryHome } from './elasticsearch-command.ts'

test('three nodes form one cluster and stop together', { timeout: 150_000 }, async () => {
  const dataDir = await temporaryHome()
  try {
    const cluster = await startLocalElasticsearch({ nodes: 3, heap: '256m', dataDir, endWithProcess: true })
    try {
      assert.equal(cluster.urls.length, 3)
      assert.equal(new Set(cluster.urls).size, 3)
      const ids = await Promise.all(
        cluster.urls.map(async (url) => (await (await fetch(url)).json()).cluster_uuid),
      )
      assert.equal(new Set(ids).size, 1)
      const created = await fetch(`${cluster.urls[1]}/copied?wait_for_active_shards=all&timeout=30s`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ settings: { number_of_shards: 1, number_of_replicas: 2 } }),
      })
      assert.equal((await created.json()).shards_acknowledged, true)
    } finally {
      await cluster.stop()
    }
    for (const url of cluster.urls) await assert.rejects(fetch(url))
  } finally {
    await removeHome(dataDir)
  }
})
