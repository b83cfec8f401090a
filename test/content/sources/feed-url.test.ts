import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createFetcher } from '../../../src/content/fetching/create-fetcher.ts'
import { type FeedUrlOptions, openFeedUrl } from '../../../src/content/sources/feed/feed-url.ts'
import { serve } from '../fetching/serve.ts'
import { atom, essence, itemsOf, rss } from './feed-of.ts'

type Pages = Record<string, string | number>

/** A blog on loopback whose pages are feeds, or statuses where there are none; `BLOG` in them is its address. */
async function blogOf(t: TestContext, pages: Pages) {
  const { url, requests } = await serve(t, (request, response) => {
    const page = pages[request.url ?? ''] ?? 404
    if (typeof page === 'number') response.writeHead(page).end()
    else response.writeHead(200, { 'content-type': 'application/xml' }).end(page.replaceAll('BLOG', url))
  })
  const fetch = createFetcher({ allowPrivateNetworks: true, firstWaitMs: 1 })
  return {
    url,
    asked: () => requests.map((request) => request.url),
    read: async (path: string, options: Partial<FeedUrlOptions> = {}) => {
      const items = await itemsOf(openFeedUrl(url + path, { fetch, ...options }).items())
      return essence(items).map((value) =>
        typeof value === 'string' ? value : JSON.parse(JSON.stringify(value).replaceAll(url, 'BLOG')),
      )
    },
  }
}

const item = (path: string, more = '') =>
  `<item><title>${path}</title><link>BLOG/${path}</link><guid isPermaLink="false">${path}</guid>${more}</item>`
const link = (rel: string, path: string) => `<atom:link rel="${rel}" href="${path}"/>`
const ids = (values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : (value as { id: string }).id))

test('pages of a feed are read one after another, each once', async (t) => {
  const blog = await blogOf(t, {
    '/feed': rss(item('a') + item('b'), link('next', 'BLOG/feed?page=2')),
    '/feed?page=2': rss(item('b') + item('c'), link('next', '/feed?page=3') + link('previous', '/feed')),
    '/feed?page=3': rss(item('d'), link('next', '/feed') + link('next', '/feed?page=3')),
  })
  assert.deepEqual(ids(await blog.read('/feed')), ['a', 'b', 'skipped: repeated', 'c', 'd'])
  assert.deepEqual(blog.asked(), ['/feed', '/feed?page=2', '/feed?page=3'])
})

test('archives are read back to the first', async (t) => {
  const entry = (id: string) => `<entry><id>${id}</id><title>${id}</title><link href="/${id}"/></entry>`
  const archive = (id: string, older: string) =>
    atom(`<link rel="prev-archive" href="${older}"/>${entry(id)}`)
  const blog = await blogOf(t, {
    '/atom': archive('c', '2004/02'),
    '/2004/02': archive('b', '/2004/01'),
    '/2004/01': atom(entry('a')),
  })
  assert.deepEqual(ids(await blog.read('/atom')), ['c', 'b', 'a'])
})

test('JSON Feed has pages too', async (t) => {
  const page = (id: string, next?: string) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      next_url: next,
      items: [{ id, url: `/${id}`, content_text: 'x' }],
    })
  const blog = await blogOf(t, { '/feed.json': page('a', '/2'), '/2': page('b') })
  assert.deepEqual(ids(await blog.read('/feed.json')), ['a', 'b'])
})

test('a page too many, one on another host and one that cannot be read are told', async (t) => {
  const blog = await blogOf(t, {
    '/many': rss(item('a'), link('next', '/many2')),
    '/many2': rss(item('b'), link('next', '/many3')),
    '/far': rss(item('a'), link('next', 'https://other.example/feed?key=s3cret')),
    '/gone': rss(item('a'), link('next', '/nowhere')),
    '/html': rss(item('a'), link('next', '/page.html')),
    '/page.html': '<!DOCTYPE html><html></html>',
  })
  const last = async (path: string) => String((await blog.read(path, { maxPages: 2 })).at(-1))
  assert.equal(await last('/many'), 'failed: expected at most 2 pages of a feed, got more')
  assert.equal(
    await last('/far'),
    'failed: expected the next page on the host of the feed, got one on other.example',
  )
  assert.match(await last('/gone'), /nowhere: expected status 200, got status 404/)
  assert.match(await last('/html'), /page.html: expected RSS, Atom or JSON Feed, got <html>/)
  await assert.rejects(blog.read('/nowhere'), { name: 'InputError', message: /nowhere: expected status 200/ })
  await assert.rejects(blog.read('/page.html'), /\/page.html: expected RSS, Atom or JSON Feed, got <html>/)
})

test('comments come from the feeds that posts name, if they are wanted', async (t) => {
  const feed = (path: string) => `<wfw:commentRss>${path}</wfw:commentRss>`
  const comment = (number: number) =>
    `<item><link>BLOG/a#comment-${number}</link><dc:creator>Ines</dc:creator><description>Nice</description></item>`
  const blog = await blogOf(t, {
    '/feed': rss(
      [
        item('a', feed('BLOG/a/feed')),
        item('none', `${feed('BLOG/none/feed')}<slash:comments>0</slash:comments>`),
        item('closed', feed('BLOG/closed/feed')),
        item('broken', feed('BLOG/broken/feed')),
        item('far', feed('https://other.example/feed')),
      ].join(''),
    ),
    '/a/feed': rss(comment(1) + comment(2), link('next', 'BLOG/a/feed?2')),
    '/a/feed?2': rss(comment(2) + comment(3)),
    '/broken/feed': 'nothing',
  })
  const read = await blog.read('/feed', { comments: true })
  assert.deepEqual(read[1], {
    id: '1',
    postId: 'a',
    text: 'Nice',
    format: 'html',
    author: 'Ines',
    url: 'BLOG/a#comment-1',
  })
  assert.deepEqual(
    ids(read).map((id) => id.replace(blog.url, 'BLOG')),
    [
      ...[
        'a',
        '1',
        '2',
        'skipped: repeated',
        '3',
        'none',
        'closed',
        'skipped: feed of comments is not there',
      ],
      ...['broken', 'failed: BLOG/broken/feed: expected RSS, Atom or JSON Feed, got "nothing"'],
      ...['far', 'skipped: feed of comments on another host'],
    ],
  )
  assert.deepEqual(ids(await blog.read('/feed')), ['a', 'none', 'closed', 'broken', 'far'])
})

test('comments of Atom are where its replies are', async (t) => {
  const blog = await blogOf(t, {
    '/atom': atom(
      '<entry><id>tag:a</id><title>A</title><link href="/a"/><link rel="replies" type="application/atom+xml" href="/a/replies" thr:count="1"/></entry>',
    ),
    '/a/replies': atom(
      '<entry><id>tag:c</id><link href="/a?c=1"/><thr:in-reply-to ref="tag:a" href="BLOG/a"/><content>Yes</content></entry>',
    ),
  })
  assert.deepEqual((await blog.read('/atom', { comments: true }))[1], {
    id: 'tag:c',
    postId: 'tag:a',
    text: 'Yes',
    format: 'html',
    url: 'BLOG/a?c=1',
  })
})

test('a source is named without secrets, and an abort ends it', async (t) => {
  const blog = await blogOf(t, { '/feed': rss(item('a'), link('next', '/2')), '/2': rss(item('b')) })
  const fetch = createFetcher({ allowPrivateNetworks: true })
  assert.equal(
    openFeedUrl('https://jo:pw@x.example/feed?key=k', { fetch }).name,
    'https://x.example/feed?key=...',
  )
  const abort = new AbortController()
  const source = openFeedUrl(`${blog.url}/feed`, { fetch })
  await assert.rejects(async () => {
    for await (const _item of source.items(abort.signal)) abort.abort(new Error('enough'))
  }, /enough/)
  assert.deepEqual(blog.asked(), ['/feed'])
})
