import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../src/documents/plain-text.ts'
import type { SourceItem } from '../../src/sources/source.ts'
import { folderOf, itemsOf } from './folder-of.ts'

type Value = Record<string, unknown>

const WORDS = 'The kettle boils slowly, and while it does, one reads. '.repeat(12)
const chrome = (head: string, body: string) =>
  `<!doctype html><html lang="en-GB"><head>${head}</head><body><nav><a href="/">Home of the blog</a></nav>${body}<footer>Footer words</footer></body></html>`

const ARTICLE = chrome(
  `<title>On kettles | Slow Blog</title><link rel="canonical" href="https://blog.example/2019/kettles/">
   <meta property="article:published_time" content="2019-01-04T10:00:00+01:00"><meta property="article:tag" content="tea">
   <meta name="author" content="Ann">`,
  `<main><article><h1>On kettles</h1><p>${WORDS}</p><pre>boil --fast</pre><script>alert(1)</script></article><div id="comments">First!</div></main>`,
)

async function read(
  t: Parameters<typeof folderOf>[0],
  files: Record<string, string>,
  options = {},
): Promise<SourceItem[]> {
  return itemsOf(await folderOf(t, files), options)
}

const rawOf = (item: SourceItem | undefined) => (item?.kind === 'document' ? (item.value as Value) : {})

test('a page that is an article is a post, with what it says of itself', async (t) => {
  const [item] = await read(t, { '2019/kettles/index.html': ARTICLE })
  const { text, ...value } = rawOf(item)
  assert.deepEqual(value, {
    url: 'https://blog.example/2019/kettles/',
    title: 'On kettles',
    format: 'html',
    tags: ['tea'],
    date: '2019-01-04T10:00:00+01:00',
    author: 'Ann',
    language: 'en-GB',
  })
  const plain = toPlainText(String(text), 'html')
  assert.match(plain, /^(?:On kettles\s+)?The kettle boils[\s\S]*boil --fast$/)
  assert.ok(!/alert|First!|Home of|Footer/.test(plain), plain)
})

test('structured data says title, times and author', async (t) => {
  const data = {
    '@graph': [
      { '@type': 'WebSite', name: 'Blog' },
      {
        '@type': ['BlogPosting'],
        headline: 'By data',
        datePublished: '2020-02-03',
        dateModified: '2020-03-04T05:06:07Z',
        author: [{ name: 'Ann' }, { name: 'Bob' }],
        keywords: 'tea, kettle',
      },
    ],
  }
  const head = `<title>x</title><script type="application/ld+json">{broken</script><script type="application/ld+json">${JSON.stringify(data)}</script>`
  const [item] = await read(
    t,
    { 'a b.html': chrome(head, `<div><p>${WORDS}</p></div>`) },
    { siteUrl: 'https://blog.example/x' },
  )
  const { text: _text, ...value } = rawOf(item)
  assert.deepEqual(value, {
    url: 'https://blog.example/x/a%20b.html',
    title: 'By data',
    format: 'html',
    tags: ['tea', 'kettle'],
    date: '2020-02-03T00:00:00Z',
    updated: '2020-03-04T05:06:07Z',
    author: 'Ann, Bob',
    language: 'en-GB',
  })
})

test('lists, redirects, error pages and what asks not to be indexed are left out and counted', async (t) => {
  const short = '<article><h1>Short</h1><p>Two words.</p></article>'
  const items = await read(t, {
    '404.html': chrome('', short),
    'about.html': chrome('<title>About – Slow Blog</title>', `<p>${WORDS}</p>`),
    'index.html': chrome('', `<article>${WORDS}</article><article>${WORDS}</article>`),
    'moved.html': chrome('<meta http-equiv="refresh" content="0; url=/x">', short),
    'post.html': chrome('', short),
    'private.html': chrome('<meta name="robots" content="noindex, follow">', short),
    'tags/tea/index.html': chrome('', short),
  })
  assert.deepEqual(
    items.map((item) => [item.place, item.kind === 'skipped' ? item.reason : item.kind]),
    [
      ['404.html', 'no post'],
      ['about.html', 'no post'],
      ['index.html', 'no post'],
      ['moved.html', 'redirect'],
      ['post.html', 'document'],
      ['private.html', 'noindex'],
      ['tags/tea/index.html', 'no post'],
    ],
  )
  const post = items.find(({ place }) => place === 'post.html')
  assert.match(toPlainText(String(rawOf(post).text), 'html'), /Two words\.$/)
  const pages = await read(
    t,
    { 'about.html': chrome('<title>About – Slow Blog</title>', `<p>${WORDS}</p>`) },
    { format: 'html', pages: true },
  )
  assert.equal(rawOf(pages[0]).title, 'About')
})

test('a page nested so deep that no person wrote it is refused, and the others are read', async (t) => {
  const items = await read(t, {
    'deep.html': chrome('', `<article>${'<div>'.repeat(20_000)}x</article>`),
    'empty.html': '',
    'post.html': ARTICLE,
  })
  assert.deepEqual(
    items.map((item) => [item.place, item.kind === 'failed' ? item.reason : item.kind]),
    [
      ['deep.html', 'expected at most 250 elements in each other, got 20003'],
      ['empty.html', 'skipped'],
      ['post.html', 'document'],
    ],
  )
})
