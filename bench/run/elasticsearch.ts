import { rm } from 'node:fs/promises'
import { makeProcessFolder } from '../../src/core/process-folder.ts'
import { startLocalElasticsearch } from '../../src/tools/local-elasticsearch/start.ts'

/** Room for several blogs of 100,000 posts beside each other. */
const HEAP = '2g'

/** Works with the Elasticsearch of ELASTICSEARCH_URL, or with one that is started for it and goes afterwards. */
export async function withElasticsearch<T>(
  signal: AbortSignal,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const given = process.env.ELASTICSEARCH_URL
  if (given) return work(given)
  return withFolder(async (dataDir) => {
    const node = await startLocalElasticsearch({ dataDir, heap: HEAP, endWithProcess: true, signal })
    return work(node.url).finally(node.stop)
  })
}

/** Works with a temporary folder, which goes afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeProcessFolder()
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
