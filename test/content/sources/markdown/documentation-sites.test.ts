import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

test('posts of the blog of Material for MkDocs have the addresses that the plugin gives', async (t) => {
  // As Material for MkDocs 9.7 writes them.
  const site = {
    'mkdocs.yml': `site_url: https://boats.example/sub/
plugins:
  - search
  - blog:
      blog_dir: notes
      post_url_format: "{categories}/{date}/{slug}"
      post_url_date_format: yyyy/MM
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
exclude_docs: |
  # what is not ready
  notes/posts/wip/
  *.part.md
  !kept.part.md
`,
    'docs/notes/.authors.yml': 'authors:\n  kim:\n    name: Kim Ó\n',
    'docs/index.md': yaml('title: Home'),
    'docs/notes/posts/one.md':
      '---\ndate:\n  created: 2020-01-02\n  updated: 2021-02-03\nauthors: [kim]\ncategories: [Two Words, b]\n---\n\n# Deep *C++* & `Straße`: é!\n\nText',
    'docs/notes/posts/own.md': yaml('date: 2019-03-04\nslug: own-slug\ntitle: Title'),
    'docs/notes/posts/no-title.md': yaml('date: 2018-03-04'),
    'docs/notes/posts/draft.md': yaml('date: 2018-03-04\ndraft: true'),
    'docs/notes/posts/wip/a.md': yaml('date: 2018-03-04'),
    'docs/notes/posts/b.part.md': yaml('date: 2018-03-04'),
    'docs/notes/posts/kept.part.md': yaml('date: 2018-03-04'),
    'docs/notes/posts/hidden.md': yaml('date: 2018-03-04\nsearch:\n  exclude: true'),
    'README.md': yaml('title: x'),
  }
  const folder = await folderOf(t, site)
  assert.equal((await openSource(folder)).title, 'MkDocs')
  assert.deepEqual(await addressesOf(folder), {
    'docs/index.md': 'skipped: page',
    'docs/notes/posts/one.md': '/sub/notes/two-words/2020/01/deep-c--stra%C3%9Fe-%C3%A9/',
    'docs/notes/posts/own.md': '/sub/notes/2019/03/own-slug/',
    'docs/notes/posts/no-title.md': '/sub/notes/2018/03/no-title/',
    'docs/notes/posts/draft.md': 'draft',
    'docs/notes/posts/hidden.md': 'excluded',
    'docs/notes/posts/kept.part.md': '/sub/notes/2018/03/keptpart/',
  })
  const documents = (await documentsOf(folder)) as Record<string, unknown>[]
  const post = documents.find(({ title }) => String(title).startsWith('Deep'))
  assert.equal(post?.title, 'Deep C++ & Straße: é!')
  assert.equal(post?.author, 'Kim Ó')
  assert.equal(post?.updated, '2021-02-03T00:00:00Z')
  const flat = await folderOf(t, {
    ...site,
    'mkdocs.yml': 'plugins: {blog: {blog_dir: .}}\nuse_directory_urls: false',
    'docs/posts/a.md': yaml('date: 2018-03-04\nslug: a'),
  })
  assert.equal((await addressesOf(flat, { pages: true }))['docs/posts/a.md'], '/2018/03/04/a.html')
  const documentation = await folderOf(t, { 'mkdocs.yml': 'site_name: x', 'docs/a.md': yaml('title: x') })
  assert.equal((await openSource(documentation)).title, 'Markdown')
})

test('posts of VitePress are at their places, and what its configuration leaves out stays out', async (t) => {
  // As VitePress 1.6 writes them.
  const config = (text: string) =>
    `export default { base: '/sub/', srcDir: 'src', srcExclude: ['**/wip/**'], ${text} }`
  const site = {
    'docs/.vitepress/config.mts': config('cleanUrls: true, rewrites: {}'),
    'docs/src/index.md': yaml('layout: home'),
    'docs/src/posts/日本 post.md': yaml('date: 2019-01-02'),
    'docs/src/posts/bare.md': '# Bare',
    'docs/src/posts/wip/a.md': yaml('title: x'),
    'README.md': yaml('title: x'),
  }
  const folder = await folderOf(t, site)
  const source = await openSource(folder)
  assert.deepEqual(
    [source.title, source.notes],
    ['VitePress', ['docs/.vitepress/config.mts is code, which is not run; it may decide about addresses']],
  )
  assert.deepEqual(await addressesOf(folder), {
    'docs/src/index.md': 'skipped: page',
    'docs/src/posts/bare.md': '/sub/posts/bare',
    'docs/src/posts/日本 post.md': '/sub/posts/%E6%97%A5%E6%9C%AC%20post',
  })
  const ugly = await folderOf(t, { ...site, 'docs/.vitepress/config.mts': config('') })
  assert.equal((await addressesOf(ugly))['docs/src/posts/bare.md'], '/sub/posts/bare.html')
})
