import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteInHead, withDistinctIds, withIdPrefix } from '../../../src/content/sources/id-prefix.ts'
import type { Source } from '../../../src/content/sources/source.ts'
import { memorySource } from '../../helpers/test-index.ts'
import { documentsOf, folderOf } from './folder-of.ts'

const wxr = (site: string, link: string, comment: string) =>
  `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>${site}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>${site}</wp:base_blog_url>
<item><title>Tea</title><link>${site}${link}</link><wp:post_id>5</wp:post_id><wp:status>publish</wp:status>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>${comment}</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>
</item></channel></rss>`

async function idsOf(source: Source): Promise<unknown[]> {
  const ids = []
  for await (const item of source.items()) {
    if (item.kind !== 'document') continue
    const { id, postId } = item.value as Record<string, unknown>
    ids.push(postId === undefined ? id : `${postId}#${id}`)
  }
  return ids
}

test('two exports of different sites keep their posts and comments apart, parts of one export share their ids', async (t) => {
  const folder = await folderOf(t, {
    'a.xml': wxr('https://a.example', '/five/', 'To A'),
    'b.xml': wxr('https://www.b.example/news', '/fifth/', 'To B'),
  })
  const found = (await documentsOf(folder)) as { id: string; postId?: string; text: string }[]
  assert.deepEqual(
    found.map(({ id, postId }) => [postId, id]),
    [
      [undefined, 'a.example:5'],
      ['a.example:5', '1'],
      [undefined, 'b.example/news:5'],
      ['b.example/news:5', '1'],
    ],
  )
  const parts = await folderOf(t, {
    'a1.xml': wxr('https://a.example', '/five/', 'To A'),
    'a2.xml': wxr('https://a.example/', '/six/', 'To A'),
  })
  assert.deepEqual(
    ((await documentsOf(parts)) as { id: string }[]).map(({ id }) => id),
    ['5', '1', '5', '1'],
  )
})

test('ids that are unique by themselves stay, and sources without a site keep their ids', async () => {
  const posts = [
    { id: '5', url: '/five/' },
    { url: '/six/' },
    { id: 'tag:a.example,2020:7', url: '/seven/' },
    { id: '5f0c3b7a1c9d440000a1b2c3', url: '/eight/' },
    { id: '1', postId: 5 },
    { id: '2', postUrl: '/six/' },
  ]
  const [a, b, ndjson] = withDistinctIds([
    { ...memorySource(posts), site: 'a.example' },
    { ...memorySource(posts), site: 'b.example' },
    memorySource(posts),
  ])
  assert.ok(a && b && ndjson)
  const own = ['tag:a.example,2020:7', '5f0c3b7a1c9d440000a1b2c3']
  assert.deepEqual(await idsOf(a), ['a.example:5', 'a.example:six', ...own, 'a.example:5#1', '2'])
  assert.deepEqual(await idsOf(b), ['b.example:5', 'b.example:six', ...own, 'b.example:5#1', '2'])
  assert.deepEqual(await idsOf(ndjson), ['5', undefined, ...own, '5#1', '2'])
  assert.deepEqual(await idsOf(withIdPrefix(memorySource(posts.slice(2, 3)), 'old:')), [`old:${own[0]}`])
})

test('a prefix that is given stands alone', () => {
  const source = withIdPrefix({ ...memorySource([]), site: 'a.example' }, 'old:')
  assert.equal(source.site, undefined)
})

test('the site of a feed is the address that it links to', () => {
  assert.equal(siteInHead('<rss><channel><link>https://www.a.example/</link>'), 'a.example')
  assert.equal(
    siteInHead('<feed><link rel="self" href="https://a.example/feed"/><link href="https://a.example/x/"/>'),
    'a.example/x',
  )
  assert.equal(siteInHead('{"home_page_url": "https://a.example"}'), 'a.example')
  assert.equal(siteInHead('<rss><channel>'), undefined)
})
