import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource, type SourceOptions } from '../../../src/content/sources/source.ts'
import { essence } from './feed-of.ts'
import { folderOf, itemsOf } from './folder-of.ts'

const BLOG = 'tag:blogger.com,1999:blog-7'
const KIND = 'http://schemas.google.com/blogger/2008/kind#'
const TAKEOUT_START = `<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><id>${BLOG}</id><title>Boats</title>\n`

/** An entry of Takeout on a line of its own. */
function takeout(number: number, type: string, fields: string): string {
  return `<entry><id>${BLOG}.post-${number}</id><blogger:type>${type}</blogger:type>${fields}</entry>\n`
}

function takeoutFeed(...entries: string[]): string {
  return `${TAKEOUT_START}${entries.join('')}</feed>`
}

/** An older export: its entries have kinds as categories. */
function olderExport(...entries: [kind: string, fields: string][]): string {
  const all = entries.map(
    ([kind, fields]) =>
      `<entry><category scheme="http://schemas.google.com/g/2005#kind" term="${KIND}${kind}"/>${fields}</entry>\n`,
  )
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:app="http://purl.org/atom/app#" xmlns:gd="http://schemas.google.com/g/2005">
<id>${BLOG}.archive</id><link rel="alternate" type="text/html" href="https://boats.example/"/><author><name>Mo</name></author>
${all.join('')}</feed>`
}

async function read(
  t: Parameters<typeof folderOf>[0],
  name: string,
  text: string | Uint8Array,
  options?: SourceOptions,
) {
  return itemsOf(`${await folderOf(t, { [name]: text })}/${name}`, options)
}

const LIVE = '<blogger:status>LIVE</blogger:status>'

test('the feed of Takeout has live posts at the paths of their files, and comments that name their posts', async (t) => {
  const items = await read(
    t,
    'feed.atom',
    takeoutFeed(
      takeout(
        21,
        'COMMENT',
        `<blogger:parent>${BLOG}.post-1</blogger:parent><blogger:inReplyTo>${BLOG}.post-20</blogger:inReplyTo>${LIVE}<author><name>Bo</name><blogger:type>BLOGGER</blogger:type></author><title/><content type='html'>Mine sank.</content><published>2020-02-02T02:02:02Z</published>`,
      ),
      takeout(
        1,
        'POST',
        `${LIVE}<author><name>Mo</name></author><title>A raft</title><content type='html'>&lt;p&gt;Logs &amp;amp; rope&lt;/p&gt;</content><published>2020-01-02T03:04:05Z</published><category scheme='${BLOG}' term='wood'/><blogger:filename>/2020/01/raft.html</blogger:filename><blogger:trashed/>`,
      ),
      takeout(22, 'COMMENT', `<blogger:parent>${BLOG}.post-1</blogger:parent>${LIVE}<content/>`),
      takeout(23, 'COMMENT', `${LIVE}<content>To whom?</content>`),
      takeout(2, 'POST', `${LIVE}<title>Nowhere</title>`),
    ),
    { siteUrl: 'https://boats.example' },
  )
  assert.deepEqual(essence(items), [
    {
      id: '21',
      postId: `${BLOG}.post-1`,
      parentId: '20',
      text: 'Mine sank.',
      format: 'html',
      author: 'Bo',
      date: '2020-02-02T02:02:02Z',
      url: 'https://boats.example/2020/01/raft.html#c21',
    },
    {
      id: `${BLOG}.post-1`,
      url: 'https://boats.example/2020/01/raft.html',
      title: 'A raft',
      text: '<p>Logs &amp; rope</p>',
      format: 'html',
      date: '2020-01-02T03:04:05Z',
      author: 'Mo',
      categories: ['wood'],
      tags: [],
    },
    'skipped: without text',
    'failed: expected <blogger:parent> or <thr:in-reply-to>, got neither',
    'failed: expected a link or <blogger:filename>, got neither',
  ])
  assert.deepEqual(
    items.map(({ place }) => place),
    [3, 4, 5, 6, 7].map((line) => `feed.atom:${line}`),
  )
})

test('whatever is not live stays out of the feed of Takeout, with its comments', async (t) => {
  const comment = (number: number, post: number, status: string) =>
    takeout(
      number,
      'COMMENT',
      `<blogger:parent>${BLOG}.post-${post}</blogger:parent><blogger:status>${status}</blogger:status><content>x</content>`,
    )
  const post = (number: number, status: string, type = 'POST', more = '') =>
    takeout(
      number,
      type,
      `<blogger:status>${status}</blogger:status><title>x</title><blogger:filename>/x.html</blogger:filename>${more}`,
    )
  const cases: [entry: string, reason: string][] = [
    [post(1, 'DRAFT'), 'draft'],
    [post(2, 'SCHEDULED'), 'scheduled'],
    [post(3, 'SOFT_TRASHED'), 'trash'],
    [post(4, 'LIVE', 'POST', '<blogger:trashed>2021-01-01T00:00:00Z</blogger:trashed>'), 'trash'],
    [post(5, 'IMPORTED_SOMEHOW'), 'status IMPORTED_SOMEHOW'],
    [post(6, ''), 'status missing'],
    [post(7, 'LIVE', 'PAGE'), 'page'],
    [post(8, 'LIVE', 'LAYOUT'), 'layout'],
    [`<entry><title>What is it</title></entry>`, 'without a kind'],
    [comment(30, 1, 'LIVE'), 'comment of an unpublished post'],
    [comment(31, 7, 'LIVE'), 'comment of an unpublished post'],
    [comment(32, 99, 'SPAM'), 'spam'],
    [comment(33, 99, 'PENDING_MODERATION'), 'unapproved'],
  ]
  const text = takeoutFeed(...cases.map(([entry]) => entry))
  assert.deepEqual(
    essence(await read(t, 'feed.atom', text)),
    cases.map(([, reason]) => `skipped: ${reason}`),
  )
})

test('the older export has published posts, and comments by the posts that they answer', async (t) => {
  const text = olderExport(
    ['template', `<id>${BLOG}.layout</id><content>body { color: red }</content>`],
    ['settings', `<id>${BLOG}.settings.BLOG_X</id><content>secret@example.org</content>`],
    [
      'post',
      `<id>${BLOG}.post-1</id><published>2012-05-06T07:08:09.001+02:00</published><category scheme="http://www.blogger.com/atom/ns#" term="wood"/><title type="text">A raft</title><content type="html">Logs</content><link rel="alternate" type="text/html" href="https://boats.example/2012/05/raft.html"/>`,
    ],
    [
      'post',
      `<id>${BLOG}.post-2</id><app:control><app:draft>yes</app:draft></app:control><title>Hush</title><content>Hush</content>`,
    ],
    [
      'comment',
      `<id>${BLOG}.post-3</id><content>Anonymous words</content><link rel="alternate" href="https://boats.example/2012/05/raft.html?showComment=1#c3"/><link rel="related" href="http://www.blogger.com/feeds/7/55/comments/default/54"/><thr:in-reply-to ref="${BLOG}.post-1" href="https://boats.example/2012/05/raft.html"/>`,
    ],
    [
      'comment',
      `<id>${BLOG}.post-4</id><content>This comment has been removed by the author.</content><gd:extendedProperty name="blogger.contentRemoved" value="true"/><thr:in-reply-to ref="${BLOG}.post-1"/>`,
    ],
    ['comment', `<id>${BLOG}.post-5</id><content>x</content><thr:in-reply-to ref="${BLOG}.post-2"/>`],
    [
      'page',
      `<id>${BLOG}.post-6</id><title>About</title><content>Me</content><link rel="alternate" type="text/html" href="https://boats.example/p/about.html"/>`,
    ],
  )
  const expected = [
    'skipped: template',
    'skipped: settings',
    {
      id: `${BLOG}.post-1`,
      url: 'https://boats.example/2012/05/raft.html',
      title: 'A raft',
      text: 'Logs',
      format: 'html',
      date: '2012-05-06T07:08:09+02:00',
      author: 'Mo',
      categories: ['wood'],
      tags: [],
    },
    'skipped: draft',
    {
      id: '3',
      postId: `${BLOG}.post-1`,
      parentId: '54',
      text: 'Anonymous words',
      format: 'html',
      url: 'https://boats.example/2012/05/raft.html?showComment=1#c3',
    },
    'skipped: deleted',
    'skipped: comment of an unpublished post',
    'skipped: page',
  ]
  assert.deepEqual(essence(await read(t, 'blog.xml', text)), expected)
  const withPages = essence(await read(t, 'blog.xml', text, { pages: true }))
  assert.deepEqual(withPages.slice(0, -1), expected.slice(0, -1))
  assert.equal((withPages.at(-1) as { title: string }).title, 'About')
})

test('an export over several pieces of the file keeps its lines, and one that is cut off is told', async (t) => {
  const long = takeout(
    1,
    'POST',
    `${LIVE}<title>Long</title><content>${'word é\n'.repeat(50_000)}</content><blogger:filename>/a.html</blogger:filename>`,
  )
  const [first, second, cut] = await read(
    t,
    'feed.atom',
    `${TAKEOUT_START}${long}${takeout(2, 'POST', '')}<entry><id>x</id><content>Half`,
  )
  assert.equal(first?.kind, 'document')
  assert.equal(
    first?.kind === 'document' ? (first.value as { text: string }).text.match(/é/g)?.length : 0,
    50_000,
  )
  assert.deepEqual(
    [first?.place, second?.place, cut?.place],
    ['feed.atom:3', 'feed.atom:50004', 'feed.atom:50005'],
  )
  assert.equal(cut?.kind, 'failed')
  const between = await read(t, 'feed.atom', TAKEOUT_START + takeout(1, 'PAGE', LIVE))
  assert.deepEqual(essence(between), [
    'skipped: page',
    'failed: expected a whole export, got one without its end',
  ])
})

test('an export is told from a feed, and the folder of Takeout is one source', async (t) => {
  const folder = await folderOf(t, {
    'Takeout/Blogger/Blogs/Boats/feed.atom': takeoutFeed(takeout(1, 'POST', LIVE)),
    'Takeout/Blogger/Blogs/Boats/theme-classic.html':
      '<html><head><title>T</title></head><body><article><p>$(Blog.Title)</p></article></body></html>',
    'live.xml': `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="x"><id>${BLOG}</id><openSearch:totalResults>9</openSearch:totalResults><entry><category term="${KIND}post"/></entry></feed>`,
  })
  const opened = async (path: string) => {
    const { format, title, complete } = await openSource(`${folder}/${path}`)
    return { format, title, complete }
  }
  assert.deepEqual(await opened('Takeout'), { format: 'blogger', title: 'Blogger export', complete: true })
  assert.deepEqual(await opened('live.xml'), { format: 'feed', title: 'feed', complete: false })
})
