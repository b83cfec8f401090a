import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText, toPlainTitle } from '../../../src/content/documents/plain-text.ts'
import type { SourceItem } from '../../../src/content/sources/source.ts'
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

test('pages that are not UTF-8 are read as they say, or as browsers do', async (t) => {
  const page = (head: string) =>
    Buffer.from(chrome(head, `<article><h1>Caf\u00e9 \u0093x\u0094</h1><p>${WORDS}</p></article>`), 'latin1')
  const greek = Buffer.from(
    chrome('<meta charset="iso-8859-7">', `<article><h1>\u00c1</h1>${WORDS}</article>`),
    'latin1',
  )
  const items = await itemsOf(
    await folderOf(t, {
      'a.html': page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
      'b.html': page(''),
      'c.html': greek,
      'd.html': page('<meta charset="none-such">'),
    }),
  )
  assert.deepEqual(
    items.map((item) => (item.kind === 'failed' ? item.reason : rawOf(item).title)),
    [
      'Caf\u00e9 \u201cx\u201d',
      'Caf\u00e9 \u201cx\u201d',
      '\u0391',
      'expected a page that can be read, got encoding: expected one that browsers read, such as utf-8, got none-such',
    ],
  )
})

const short = '<article><h1>Short</h1><p>Two words.</p></article>'
const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`
const dated: [string, string][] = [
  ['a name for a property', '<meta name="article:published_time" content="2020-01-02">'],
  ['the oldest name', '<meta name="Date" content="2020-01-02">'],
  ['Dublin Core', '<meta name="DC.date.issued" content="2020-01-02">'],
  [
    'a date after one that is none',
    '<meta name="dc.date" content="soon"><meta name="pubdate" content="2020-01-02">',
  ],
  [
    'a type with its vocabulary',
    ld({ '@type': 'https://schema.org/BlogPosting', datePublished: '2020-01-02' }),
  ],
  [
    'the page that holds the article',
    ld([{ '@type': 'WebPage', datePublished: '2020-01-02', mainEntity: { '@type': 'Article' } }]),
  ],
  [
    'data kept from markup',
    `<script type="APPLICATION/ld+json">\n//<![CDATA[\n{"@type": "Article", "datePublished": "2020-01-02"}\n//]]>\n</script>`,
  ],
]
for (const [name, head] of dated) {
  test(`the time of publication is found by ${name}`, async (t) => {
    const [item] = await read(t, { 'a.html': chrome(head, short) })
    assert.equal(rawOf(item).date, '2020-01-02T00:00:00Z')
  })
}

test('an author may be described elsewhere in structured data', async (t) => {
  const data = {
    '@graph': [
      { '@type': 'Article', author: { '@id': '#ann' } },
      { '@id': '#ann', name: 'Ann' },
    ],
  }
  const [item] = await read(t, { 'a.html': chrome(ld(data), short) })
  assert.equal(rawOf(item).author, 'Ann')
})

test('copies of a page at one address are one post', async (t) => {
  const canonical = '<link rel="canonical" href="https://blog.example/kettle/">'
  const items = await read(t, {
    'kettle/amp/index.html': chrome(canonical, short).replace('<html ', '<html amp '),
    'kettle/index.html': chrome(canonical, short),
    'kettle/print.html': chrome(canonical, short),
    'other.html': chrome('', short),
    'other/index.html': chrome('', short),
  })
  assert.deepEqual(
    items.map((item) => [item.place, item.kind === 'skipped' ? item.reason : item.kind]),
    [
      ['kettle/amp/index.html', 'AMP copy of a page'],
      ['kettle/index.html', 'document'],
      ['kettle/print.html', 'repeated'],
      ['other/index.html', 'document'],
      ['other.html', 'repeated'],
    ],
  )
})

test('the title is that of the article, not of the site', async (t) => {
  const site = '<header><h1><a href="/">Slow Blog</a></h1></header>'
  const body = `<p>${WORDS}</p>`
  const og = (property: string, content: string) => `<meta property="og:${property}" content="${content}">`
  const cases: [page: string, title: string][] = [
    [
      chrome('<title>Kettles - Slow Blog</title>', `${site}<article><h1>Kettles</h1>${body}</article>`),
      'Kettles',
    ],
    [
      chrome('<title>Slow Blog</title>', `${site}<main><h1>Kettles</h1><article>${body}</article></main>`),
      'Kettles',
    ],
    [
      chrome(`<title>Kettles | Slow Blog</title>`, `${site}<article><h2>Kettles</h2>${body}</article>`),
      'Kettles',
    ],
    [
      chrome(
        `<title>Slow Blog | Kettles</title>${og('site_name', 'Slow Blog')}`,
        `${site}<article>${body}</article>`,
      ),
      'Kettles',
    ],
    [
      chrome(
        `<title>x</title>${og('title', 'Kettles — Slow Blog')}${og('site_name', 'Slow Blog')}`,
        `<article>${body}</article>`,
      ),
      'Kettles',
    ],
    [
      chrome(
        `<title>Kettles: a guide</title>${og('title', 'Kettles: a guide')}`,
        `<article><h1>Part one</h1>${body}<h1>Kettles: a guide</h1></article>`,
      ),
      'Kettles: a guide',
    ],
    [
      chrome(
        '<title>SEO words</title>',
        `<article><h1>Kettles <a href="#k">#</a></h1>${body}<h1>Part two</h1></article>`,
      ),
      'Kettles',
    ],
    [
      chrome('<title>x</title>', `<article><h1>The &lt;b&gt; tag &amp;amp; tea</h1>${body}</article>`),
      'The <b> tag &amp; tea',
    ],
    [chrome('<title>One - two - Slow Blog</title>', `<article>${body}</article>`), 'One - two'],
    [
      chrome(`<title>One - two</title>${og('title', 'One - two')}`, `<article>${body}</article>`),
      'One - two',
    ],
    [
      chrome(
        `<title>x</title>${og('site_name', 'Kettles')}`,
        `<h1>Kettles</h1><main><article><h1>Tea</h1>${body}</article></main>`,
      ),
      'Tea',
    ],
  ]
  const items = await read(
    t,
    Object.fromEntries(cases.map(([page], number) => [`p${10 + number}.html`, page])),
  )
  assert.deepEqual(
    items.map((item) => toPlainTitle(String(rawOf(item).title), 'html')),
    cases.map(([, title]) => title),
  )
})

test('a page may leave out the tags of its head and body', async (t) => {
  const article = `<article><h1>Kettles</h1><p>${WORDS}</article>`
  const pages = [
    `<!doctype html>\n<meta charset=utf-8>\n<title>Kettles</title>\n<script>var a = "<body>"</script>\n${article}`,
    `<html lang=en><title>Kettles</title>${article}</html>`,
    `<html lang=en><head><title>Kettles</title></head>${article}</html>`,
    `<html lang=en><title>Kettles</title><body class=x>${article}</body></html>`,
    article,
  ]
  const items = await read(t, Object.fromEntries(pages.map((page, number) => [`p${number}.html`, page])))
  assert.deepEqual(
    items.map((item) => [
      rawOf(item).title,
      toPlainText(String(rawOf(item).text), 'html').includes('boils slowly'),
    ]),
    pages.map(() => ['Kettles', true]),
  )
  assert.equal(rawOf(items[1]).language, 'en')
})
