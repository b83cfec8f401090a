import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

test('posts have the addresses of their places', async (t) => {
  // As Eleventy 3.1.8 writes them.
  const folder = await folderOf(t, {
    '.eleventy.js': '',
    'posts/2019-01-04-dated.md': yaml('title: x'),
    'posts/2019-01-04-dir/index.md': yaml('title: x'),
    'posts/2019-01-04-stem.md': yaml('permalink: "/q{{ page.filePathStem }}/"'),
    'posts/Mixed Case.md': yaml('title: x'),
    'posts/index-page.md': yaml('permalink: x/z/index.html'),
    'posts/json.md': '---json\n{"title": "x"}\n---\nBody',
    'posts/perm.md': yaml('permalink: "/p/{{ page.fileSlug }}/"'),
    'sub/sub/sub.md': yaml('title: x'),
    'sub/sub.md': yaml('title: x'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), [
    '/posts/2019-01-04-dated/',
    '/posts/2019-01-04-dir/',
    '/q/posts/stem/',
    '/posts/Mixed%20Case/',
    '/x/z/',
    '/posts/json/',
    '/p/perm/',
    '/sub/sub/',
    '/sub/',
  ])
})

test('a computed permalink is none, an option stands in for it, and false makes no page', async (t) => {
  const folder = await folderOf(t, {
    'eleventy.config.mjs': '',
    'content/posts/2019-01-04-a.md': yaml('permalink: "/{{ page.date | year }}/{{ title | slugify }}/"'),
    'content/posts/b.md': yaml('permalink: false'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['/posts/2019-01-04-a/', 'excluded'])
  const [moved] = Object.values(await addressesOf(folder, { permalink: '/:year/:slug/' }))
  assert.equal(moved, '/2019/a/')
})

test('computed dates are none and tags of collections are no tags', async (t) => {
  const folder = await folderOf(t, {
    'eleventy.config.js': '',
    'a.md': yaml('date: Last Modified', 'tags: [posts, cats]'),
    'b.md': yaml('date: git Created', 'tags: post'),
    '2019-01-04-c.md': yaml('date: 2020-02-02'),
    '2019-01-04-d.md': yaml('tags: [Post, dogs]'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ date, tags }) => [date, tags]),
    [
      ['2020-02-02T00:00:00Z', []],
      ['2019-01-04T00:00:00Z', ['dogs']],
      [undefined, ['cats']],
      [undefined, []],
    ],
  )
})
