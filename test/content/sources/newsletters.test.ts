import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../src/content/sources/source.ts'
import { essence } from './feed-of.ts'
import { folderOf, itemsOf } from './folder-of.ts'

const COLUMNS = 'post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle'

test('an export of Substack has published posts, and of those for subscribers the subtitle alone', async (t) => {
  const rows = [
    '7.first-oar,2023-01-02T03:04:05.000Z,true,,newsletter,everyone,"An oar, my first","Ash & <oak>"',
    '8.half-an-oar,2023-01-03T03:04:05.000Z,false,,newsletter,everyone,Half,',
    '9.gold,2023-01-04T03:04:05.000Z,true,,newsletter,only_paid,Gold,What it costs',
    '10.founders,2023-01-05T03:04:05.000Z,true,,newsletter,founding,Founders,',
    '11.sent,,TRUE,2023-01-06T03:04:05.000Z,podcast,everyone,"Two',
    'lines",',
    '12.about,2023-01-07T03:04:05.000Z,true,,page,everyone,About,',
    '../../secret,2023-01-07T03:04:05.000Z,true,,newsletter,everyone,x,',
    '13.who-reads,2023-01-08T03:04:05.000Z,true,,newsletter,,Nobody said,',
    '14.odd,yesterday,true,,newsletter,everyone,Odd,',
  ]
  const folder = await folderOf(t, {
    'export/posts.csv': `\ufeff${COLUMNS}\r\n${rows.join('\r\n')}\r\n`,
    'export/posts/7.first-oar.html': '<p>Made of ash</p>',
    'export/posts/8.half-an-oar.html': '<p>Unfinished</p>',
    'export/posts/9.gold.html': '<p>For those who pay</p>',
    'export/posts/14.odd.html': '<p>Odd</p>',
    'export/posts/99.forgotten.html': '<p>Forgotten</p>',
    'export/posts/7.delivers.csv': 'email\nkim@example.org',
    'export/email_list.csv': 'email\nkim@example.org',
    'secret.html': '<p>Secret</p>',
  })
  const items = await itemsOf(`${folder}/export`, { siteUrl: 'https://boats.example' })
  assert.deepEqual(essence(items), [
    {
      url: 'https://boats.example/p/first-oar',
      title: 'An oar, my first',
      text: '<p>Ash &amp; &lt;oak&gt;</p>\n<p>Made of ash</p>',
      format: 'html',
      date: '2023-01-02T03:04:05.000Z',
    },
    'skipped: draft',
    {
      url: 'https://boats.example/p/gold',
      title: 'Gold',
      text: '<p>What it costs</p>',
      format: 'html',
      date: '2023-01-04T03:04:05.000Z',
    },
    {
      url: 'https://boats.example/p/founders',
      title: 'Founders',
      text: '',
      format: 'html',
      date: '2023-01-05T03:04:05.000Z',
    },
    {
      url: 'https://boats.example/p/sent',
      title: 'Two\r\nlines',
      text: '',
      format: 'html',
      date: '2023-01-06T03:04:05.000Z',
    },
    'skipped: page',
    'failed: field "post_id": expected a number and a name, got "../../secret"',
    {
      url: 'https://boats.example/p/who-reads',
      title: 'Nobody said',
      text: '',
      format: 'html',
      date: '2023-01-08T03:04:05.000Z',
    },
    {
      url: 'https://boats.example/p/odd',
      title: 'Odd',
      text: '<p>Odd</p>',
      format: 'html',
      date: 'yesterday',
    },
    'skipped: not in posts.csv',
  ])
  assert.deepEqual(
    items.map(({ place }) => place),
    [...[2, 3, 4, 5, 6, 8, 9, 10, 11].map((line) => `posts.csv:${line}`), 'posts/99.forgotten.html'],
  )
  assert.deepEqual(
    items.flatMap((item) => (item.kind === 'document' ? [item.repaired?.[0] ?? ''] : [])),
    [
      '',
      'text for subscribers left out, subtitle taken',
      'text for subscribers left out, subtitle taken',
      'text missing, subtitle taken',
      'text for subscribers left out, subtitle taken',
      '',
    ],
  )
  const opened = await Promise.all(
    ['export', 'export/posts.csv'].map((path) => openSource(`${folder}/${path}`)),
  )
  assert.deepEqual(
    opened.map(({ title, complete }) => [title, complete]),
    [
      ['Substack export', true],
      ['Substack export', true],
    ],
  )
})

test('a row of Substack that is no CSV is told, and the others are read', async (t) => {
  const folder = await folderOf(t, {
    'posts.csv': `${COLUMNS}\n7.a,,true,,newsletter,everyone,"A" b,\n8.b,,true,,newsletter,everyone,"B\n`,
  })
  const items = await itemsOf(folder)
  assert.deepEqual(
    items.map(({ kind, place }) => [kind, place]),
    [
      ['document', 'posts.csv:2'],
      ['failed', 'posts.csv:3'],
    ],
  )
})

/** A page of Medium's export. A draft has no footer with date and address. */
function story(title: string, body: string, footer: string): string {
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${title}</title><style>* {}</style></head>
<body><article class="h-entry"><header><h1 class="p-name">${title}</h1></header>
<section data-field="subtitle" class="p-summary">In short</section>
<section data-field="body" class="e-content"><section class="section section--body"><h3 class="graf graf--h3 graf--title">${title}</h3>${body}</section></section>
<footer>${footer}</footer></article></body></html>`
}

const PUBLISHED =
  '<p>By <a href="https://medium.com/@kim" class="p-author h-card">Kim</a> on <a href="https://medium.com/p/1a"><time class="dt-published" datetime="2018-03-04T05:06:07.008Z">March 4, 2018</time></a>.</p><p><a href="https://medium.com/@kim/a-sail-1a" class="p-canonical">Canonical link</a></p>'

test('an export of Medium has its published stories, and nothing else that is in it', async (t) => {
  const folder = await folderOf(t, {
    'posts/2018-03-04_A-sail-1a.html': story('A sail', '<p class="graf graf--p">Of linen</p>', PUBLISHED),
    'posts/draft_Secret-2b.html': story('Secret', '<p class="graf">Hush</p>', PUBLISHED),
    'posts/Untitled-3c.html': story('Untitled', '<p class="graf">Hush</p>', '<p>View original.</p>'),
    'posts/broken.html': `<article class="h-entry">${'<div>'.repeat(300)}`,
    'bookmarks/bookmarks-0001.html': '<article><p>What I read</p></article>',
    'README.html': '<html><body><article>Read me</article></body></html>',
  })
  const published = {
    url: 'https://medium.com/@kim/a-sail-1a',
    title: 'A sail',
    text: '<section class="section section--body"><p class="graf graf--p">Of linen</p></section>',
    format: 'html',
    date: '2018-03-04T05:06:07.008Z',
    author: 'Kim',
  }
  const items = await itemsOf(folder)
  assert.deepEqual(essence(items), [
    published,
    'skipped: draft',
    'failed: expected at most 250 elements in each other, got more',
    'skipped: draft',
  ])
  assert.equal(items[0]?.place, 'posts/2018-03-04_A-sail-1a.html')
  assert.equal((await openSource(folder)).title, 'Medium export')
  assert.deepEqual(essence(await itemsOf(`${folder}/posts`))[0], published)
})
