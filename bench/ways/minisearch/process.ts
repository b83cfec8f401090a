import { Client } from '@elastic/elasticsearch'
import MiniSearch from 'minisearch'
import { aliasNames } from '../../../src/elastic/aliases.ts'
import { scan } from '../../../src/elastic/scan.ts'

/** Usage: process.ts <address of Elasticsearch> <prefix>. Indexes posts with their comments in memory, and says how long each search takes. Its garbage is not that of whoever measures. */

type Post = { id: string; title: string; text: string; comments: string }

const PAGE = 500
const SHOWN = 10
const OPTIONS = { fuzzy: 0.2, prefix: true, boost: { title: 2 } }

const [node = '', prefix = ''] = process.argv.slice(2)
const index = new MiniSearch<Post>({ fields: ['title', 'text', 'comments'], searchOptions: OPTIONS })
index.addAll(await readPosts())

process.on('message', ({ q }: { q: string }) => {
  const started = performance.now()
  const ids = index
    .search(q)
    .slice(0, SHOWN)
    .map(({ id }) => String(id))
  process.send?.({ ms: performance.now() - started, ids })
})
process.on('disconnect', () => process.exit(1))
process.send?.({ ready: true })

async function readPosts(): Promise<Post[]> {
  const client = new Client({ node })
  const aliases = aliasNames(prefix)
  const posts = new Map<string, Post>()
  for await (const { _source } of scan<Post>(client, { index: aliases.posts, size: PAGE })) {
    if (_source) posts.set(_source.id, { ..._source, comments: '' })
  }
  const comments = scan<{ postId: string; comment: string }>(client, { index: aliases.comments, size: PAGE })
  for await (const { _source } of comments) {
    const post = posts.get(_source?.postId ?? '')
    if (post !== undefined) post.comments += `\n${_source?.comment}`
  }
  await client.close()
  return [...posts.values()]
}
