import { once } from 'node:events'
import type { Source } from '../../../src/content/sources/source.ts'
import { reindex } from '../../../src/index/reindex/reindex.ts'
import { memorySource, testClient } from '../../helpers/test-index.ts'
import { aPost } from '../write/blog.ts'

/**
 * Usage: tsx halting-reindex.ts <prefix> <posts>. Reindexes as many posts, and after half of them says "half" and waits for
 * a line; the end of its output is the report. A process of its own, as its lock ends with it.
 */
const [prefix = '', count = ''] = process.argv.slice(2)
const posts = Array.from({ length: Number(count) }, (_, i) => aPost(`p${i}`, { title: `Kettle ${i}` }))
const source: Source = {
  ...memorySource([]),
  async *items() {
    const half = Math.floor(posts.length / 2)
    yield* memorySource(posts.slice(0, half)).items()
    process.stdout.write('half\n')
    await once(process.stdin, 'data')
    yield* memorySource(posts.slice(half)).items()
  },
}
const client = testClient()
const config = { indexPrefix: prefix, commentFragment: '#comment-{id}' }
const report = await reindex({ client, config }, [source], { maxErrors: 0 })
process.stdout.write(`${JSON.stringify(report)}\n`)
await client.close()
process.stdin.destroy()
