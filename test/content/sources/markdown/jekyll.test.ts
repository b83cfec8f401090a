import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), [
    '/2019/02/07/day.html',
    '/2019/01/07/offset.html',
    '/2019/01/05/utc.html',
  ])
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
    ].join('\n'),
    '_posts/2019-01-04-a.md': yaml('title: x'),
    'a/_posts/2019-01-04-b.md': yaml('permalink: /b/'),
  })
  const posts = (await documentsOf(folder)) as { url: string; author: string; categories: string[] }[]
  assert.deepEqual(
    posts.map(({ url, author, categories }) => [url, author, categories]),
    [
      ['/blog/a/', 'Ann', []],
      ['/b/', 'Bob', ['a']],
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
