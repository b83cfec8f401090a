import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from '../../../../src/content/inspect/inspect.ts'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

const POSTS = {
  '_posts/2019-01-04-Mixed Case_and.dots+é!.md': yaml('title: x'),
  '_posts/2019-01-05-cats.md': yaml('categories: [Foo Bar, b]', 'category: c'),
  '_posts/2019-1-7-short.md': yaml('slug: My Slug_x'),
  'cats/_posts/deep/2019-01-08-own.md': yaml('categories: own'),
}

/** The addresses that Jekyll 4.3.1 gives the posts, in the order of their places. */
const STYLES: [permalink: string, addresses: string[]][] = [
  [
    'date',
    [
      '/2019/01/04/Mixed-Case_and.dots+%C3%A9!.html',
      '/foo%20bar/b/c/2019/01/05/cats.html',
      '/2019/01/07/My-Slug_x.html',
      '/cats/own/2019/01/08/own.html',
    ],
  ],
  [
    'pretty',
    [
      '/2019/01/04/Mixed-Case_and.dots+%C3%A9!/',
      '/foo%20bar/b/c/2019/01/05/cats/',
      '/2019/01/07/My-Slug_x/',
      '/cats/own/2019/01/08/own/',
    ],
  ],
  [
    'ordinal',
    [
      '/2019/004/Mixed-Case_and.dots+%C3%A9!.html',
      '/foo%20bar/b/c/2019/005/cats.html',
      '/2019/007/My-Slug_x.html',
      '/cats/own/2019/008/own.html',
    ],
  ],
  [
    'weekdate',
    [
      '/2019/W01/Fri/Mixed-Case_and.dots+%C3%A9!.html',
      '/foo%20bar/b/c/2019/W01/Sat/cats.html',
      '/2019/W02/Mon/My-Slug_x.html',
      '/cats/own/2019/W02/Tue/own.html',
    ],
  ],
  [
    'none',
    [
      '/Mixed-Case_and.dots+%C3%A9!.html',
      '/foo%20bar/b/c/cats.html',
      '/My-Slug_x.html',
      '/cats/own/own.html',
    ],
  ],
  [
    '/:slugified_categories/:long_month-:short_year/:slug',
    [
      '/January-19/mixed-case-and-dots-%C3%A9',
      '/foo-bar/b/c/January-19/cats',
      '/January-19/my-slug-x',
      '/cats/own/January-19/own',
    ],
  ],
]

for (const [permalink, expected] of STYLES) {
  test(`posts have the addresses of the permalink "${permalink}"`, async (t) => {
    const folder = await folderOf(t, { ...POSTS, '_config.yml': `permalink: "${permalink}"` })
    assert.deepEqual(Object.values(await addressesOf(folder)), expected)
  })
}

test('a site without a setting has dated addresses that end with .html, an option comes before a setting', async (t) => {
  const post = { '_posts/2019-01-04-a.md': yaml('title: x') }
  assert.deepEqual(Object.values(await addressesOf(await folderOf(t, post))), ['/2019/01/04/a.html'])
  const folder = await folderOf(t, { ...post, '_config.yml': 'permalink: none' })
  assert.deepEqual(Object.values(await addressesOf(folder, { permalink: '/:year/:slug/' })), ['/2019/a/'])
})

test('front matter decides its own address, old ones do not count', async (t) => {
  const folder = await folderOf(t, {
    '_posts/2019-01-04-a.md': yaml('permalink: /:categories/:short_month/:title', 'category: x'),
    '_posts/2019-01-04-b.md': yaml('redirect_from: /old/'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['/x/Jan/a', '/2019/01/04/b.html'])
})

test('a moment is taken to the time zone of the site, a day is not', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'timezone: America/Denver',
    '_posts/2019-01-06-day.md': yaml('date: 2019-02-07'),
    '_posts/2019-01-06-offset.md': yaml('date: 2019-01-06 23:00:00 -0900'),
    '_posts/2019-01-06-utc.md': yaml('date: 2019-01-06 03:00:00'),
    '_posts/2019-01-07-local.md': yaml('date: 2019-01-07 23:30'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), [
    '/2019/02/07/day.html',
    '/2019/01/07/offset.html',
    '/2019/01/05/utc.html',
    '/2019/01/07/local.html',
  ])
  const posts = (await documentsOf(folder)) as { date: string }[]
  // The own day of a post is the one that the site shows.
  assert.deepEqual(
    posts.map(({ date }) => date),
    [
      '2019-02-07T00:00:00Z',
      '2019-01-07T01:00:00-07:00',
      '2019-01-05T20:00:00-07:00',
      '2019-01-07T23:30:00-07:00',
    ],
  )
})

test('defaults of the configuration hold for posts below their path', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': [
      'defaults:',
      '- scope: {path: a/_posts}',
      '  values: {author: Bob}',
      '- scope: {path: "", type: posts}',
      '  values: {author: Ann, permalink: "/blog/:title/"}',
      '- scope: {path: "", type: pages}',
      '  values: {author: Nobody}',
      '- scope: {path: ""}',
      '  values: {author: All, category: one two}',
      '- scope: {path: "*/_posts/unpub*"}',
      '  values: {published: false}',
    ].join('\n'),
    '_posts/2019-01-04-a.md': yaml('title: x'),
    'a/_posts/2019-01-04-b.md': yaml('permalink: /b/'),
    'a/_posts/unpublished/2019-01-04-c.md': yaml('title: x'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ url, author, categories, draft }) => [url, author, categories, draft]),
    [
      ['/blog/a/', 'Ann', ['one two'], undefined],
      ['/b/', 'Bob', ['a', 'one two'], undefined],
      ['/blog/c/', 'Bob', ['a', 'one two'], true],
    ],
  )
})

test('drafts are drafts; collections and undated files in _posts are no posts', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': '',
    '_drafts/later.md': yaml('title: x'),
    '_posts/2019-01-04-hidden.md': yaml('published: false'),
    '_posts/README.md': yaml('title: x'),
    '_recipes/2019-01-04-soup.md': yaml('title: x'),
  })
  const posts = (await documentsOf(folder)) as { id: string; draft: boolean }[]
  assert.deepEqual(
    posts.map(({ draft }) => draft),
    [true, true],
  )
})

test('pages are taken if asked for', async (t) => {
  const files = {
    '_posts/2019-01-04-a.md': yaml('title: x'),
    '_recipes/soup.md': yaml('title: x'),
    'about.md': yaml('title: x'),
    'sub/index.md': yaml('title: x'),
    'sub/page.md': yaml('title: x'),
  }
  const pagesOf = async (permalink: string) =>
    Object.values(
      await addressesOf(await folderOf(t, { ...files, '_config.yml': `permalink: ${permalink}` }), {
        pages: true,
      }),
    ).slice(1)
  assert.deepEqual(await pagesOf('date'), ['/about.html', '/sub/', '/sub/page.html'])
  assert.deepEqual(await pagesOf('pretty'), ['/about/', '/sub/', '/sub/page/'])
  assert.deepEqual(await pagesOf('/:title'), ['/about', '/sub/', '/sub/page'])
})

test('exclude and include choose entries as Jekyll does', async (t) => {
  // As Jekyll 4.3.1 builds them: a pattern that begins a path matches all of it, and `*` matches "/" too.
  const config = [
    'exclude: ["hidden/*", "*.draft.md", "old", "wip/", "_posts/private*", "**/secret"]',
    'include: ["_notes", "oldies"]',
    'permalink: /:title',
  ]
  const built = [
    '_notes/_posts/2019-01-13-j.md',
    '_posts/19-01-16-short.md',
    '_posts/2019-01-04-a.md',
    '_posts/2019-01-19-tilde~.md',
    '_posts/deep/_under/2019-01-14-du.md',
    'x/_posts/2019-01-18-m.md',
  ]
  const left = [
    'a/secret/_posts/2019-01-11-h.md',
    'hidden/_posts/2019-01-06-c.md',
    'old/_posts/2019-01-07-d.md',
    'older/_posts/2019-01-08-e.md',
    'wip/_posts/2019-01-09-f.md',
    '_archive/_posts/2019-01-12-i.md',
    '_posts/#x/2019-01-18-hash.md',
    '_posts/2019-01-05-b.draft.md',
    '_posts/2019-01-15_x.md',
    '_posts/2019-01-17-folder/index.md',
    '_posts/_under/2019-01-14-u.md',
    '_posts/private/2019-01-10-g.md',
    'x/_archive/_posts/2019-01-12-ii.md',
  ]
  const posts = Object.fromEntries([...built, ...left].map((place) => [place, yaml('title: x')]))
  const folder = await folderOf(t, { '_config.yml': config.join('\n'), ...posts })
  assert.deepEqual(Object.keys(await addressesOf(folder)).sort(), built)
})

test('collections with output are posts, at the addresses of their permalink', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': [
      'permalink: pretty',
      'collections:',
      '  films: {output: true, permalink: "/f/:name.html"}',
      '  hidden: {output: false}',
      '  notes: {output: true}',
      '  plain: {}',
    ].join('\n'),
    '_films/Big Film.md': yaml('title: x'),
    '_films/unpublished.md': yaml('published: false'),
    '_hidden/a.md': yaml('title: x'),
    '_notes/sub/b.md': yaml('title: x'),
    '_plain/c.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    '_films/Big Film.md': '/f/big-film.html',
    '_films/unpublished.md': 'draft',
    '_notes/sub/b.md': '/notes/sub/b/',
  })
})

test('posts may do without front matter, and names of files stand in for titles', async (t) => {
  const path = await folderOf(t, {
    '_config.yml': 'collections: {notes: {output: true}}',
    '_posts/2020-01-02-two-WORDS.md': 'Text alone.',
    '_posts/2020-01-03-dots.md': '---\nauthor: Ann\n...\nText.\n\n---\n\nMore.',
    '_notes/copied.md': 'Text alone.',
    '_notes/deep/a-note.md': yaml('date: 2020-01-01'),
  })
  const documents = (await documentsOf(path)) as { title?: string; text: string }[]
  assert.deepEqual(
    documents.map(({ title, text }) => [title, text]),
    [
      ['A Note', 'Body'],
      ['Two Words', 'Text alone.'],
      ['Dots', 'Text.\n\n---\n\nMore.'],
    ],
  )
})

test('a folder of collections holds all posts', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'collections_dir: col\ncollections: {docs: {output: true}}\nbaseurl: /blog',
    '_docs/a.md': yaml('title: x'),
    '_posts/2019-01-04-b.md': yaml('title: x'),
    'col/_docs/c.md': yaml('title: x'),
    'col/_posts/2019-01-04-d.md': yaml('title: x'),
    'col/x/_posts/2019-01-04-e.md': yaml('title: x'),
  })
  const addresses = ['/blog/docs/c.html', '/blog/2019/01/04/d.html', '/blog/x/2019/01/04/e.html']
  assert.deepEqual(Object.values(await addressesOf(folder)), addresses)
  for (const siteUrl of ['https://example.org', 'https://example.org/blog/']) {
    const [first] = Object.values(await addressesOf(folder, { siteUrl }))
    assert.equal(first, 'https://example.org/blog/docs/c.html')
  }
})

test('posts of the future are read if the site publishes them', async (t) => {
  const post = { '_posts/2099-01-04-a.md': yaml('title: x') }
  const foundWith = async (config: string) => {
    const source = await openSource(await folderOf(t, { ...post, '_config.yml': config }))
    const { posts } = await inspect([source], { show: 1 })
    return [posts.found, posts.skipped]
  }
  assert.deepEqual(await foundWith('future: true'), [1, {}])
  assert.deepEqual(await foundWith('future: false'), [0, { future: 1 }])
})

test('what the configuration excludes is not read, nor what Bundler installs', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'exclude: [old/, Gemfile]',
    '_posts/2019-01-04-a.md': yaml('title: x'),
    'old/_posts/2019-01-04-b.md': yaml('title: x'),
    'vendor/bundle/gem/_posts/2019-01-04-c.md': yaml('title: x'),
  })
  assert.deepEqual(Object.keys(await addressesOf(folder)), ['_posts/2019-01-04-a.md'])
})

test('a site in a folder of its own has no category of that', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'source: src',
    'src/_posts/2019-01-04-a.md': yaml('title: x'),
    'docs/_posts/2019-01-04-b.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), { 'src/_posts/2019-01-04-a.md': '/2019/01/04/a.html' })
})
