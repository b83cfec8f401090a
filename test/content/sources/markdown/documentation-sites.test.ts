import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

test('posts have their day in their address, wherever their place has it', async (t) => {
  const folder = await folderOf(t, {
    'docusaurus.config.js': '',
    'README.md': yaml('title: x'),
    'blog/2019-05-28-name.md': yaml('date: 2020-01-01'),
    'blog/2019-05-29-folder/index.mdx': yaml('title: x'),
    'blog/2019/05/30/deep.md': 'No front matter',
    'blog/2019-05-31-slug.md': yaml('slug: welcome'),
    'blog/2019-06-01-slash.md': yaml('slug: /a/b'),
    'blog/_drafts/x.md': yaml('title: x'),
    'blog/notes/2019-06-02-in-folder.md': yaml('title: x'),
    'blog/undated.md': yaml('title: x'),
    'docs/intro.md': yaml('title: x'),
    'i18n/de/docusaurus-plugin-content-blog/2019-05-28-name.md': yaml('title: x'),
    'src/pages/about.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'blog/2019-05-28-name.md': '/blog/2019/05/28/name',
    'blog/2019-05-29-folder/index.mdx': '/blog/2019/05/29/folder',
    'blog/2019-05-31-slug.md': '/blog/welcome',
    'blog/2019-06-01-slash.md': '/blog/a/b',
    'blog/2019/05/30/deep.md': '/blog/2019/05/30/deep',
    'blog/notes/2019-06-02-in-folder.md': '/blog/2019/06/02/notes/in-folder',
    'blog/undated.md': '/blog/undated',
    'i18n/de/docusaurus-plugin-content-blog/2019-05-28-name.md': '/de/blog/2019/05/28/name',
    'src/pages/about.md': 'skipped: page',
  })
  const moved = await addressesOf(folder, { permalink: '/:year/:slug', pages: true })
  assert.equal(moved['blog/2019-05-28-name.md'], '/2020/name')
  assert.equal(moved['src/pages/about.md'], '/about')
})

test('a name stands in for a title, and the configuration leaves places out', async (t) => {
  // As Docusaurus 3.10 writes them.
  const folder = await folderOf(t, {
    'docusaurus.config.js': `{ blog: { path: 'news', exclude: ['**/later/**', '**/*.{txt,x}.md'], include: ['**/*.md'] } } // a comment`,
    'news/2019-05-28/index.md': yaml('date: 2020-01-01'),
    'news/2019-05-29-UPPER.md': 'Text alone.\n\n# No title\n',
    'news/2019-05-30-under.md': 'import X from "./x"\n\nThe title\n===\n\nText.',
    'news/later/2019-05-31-a.md': yaml('title: x'),
    'news/b.x.md': yaml('title: x'),
  })
  const documents = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    documents.map(({ url, title }) => [url, title]),
    [
      ['/blog/2019/05/28/index', 'index'],
      ['/blog/2019/05/29/UPPER', 'UPPER'],
      ['/blog/2019/05/30/under', 'The title'],
    ],
  )
})

test('authors are known by their names, dates by the place, titles by a heading', async (t) => {
  const folder = await folderOf(t, {
    'docusaurus.config.ts': '',
    'blog/authors.yml': 'ann:\n  name: Ann Lee\nbob: {name: Bob}',
    'blog/2019/05/28/a.md': [
      '---',
      'authors: [ann, {key: bob, title: Boss}, {name: Cy}, dan]',
      'tags: [x, {label: y z, permalink: /y}]',
      'last_update: {date: 2021-01-01}',
      '---',
      '',
      '# The *title*',
      'Body',
    ].join('\n'),
    'blog/b.md': yaml('author: ann', 'title: T', 'unlisted: true'),
  })
  const [first, second] = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.equal(first?.author, 'Ann Lee, Bob, Cy, dan')
  assert.equal(first?.date, '2019-05-28T00:00:00Z')
  assert.equal(first?.updated, '2021-01-01T00:00:00Z')
  assert.equal(first?.title, 'The *title*')
  assert.deepEqual(first?.tags, ['x', 'y z'])
  assert.deepEqual([second?.author, second?.title, second?.search], ['Ann Lee', 'T', false])
})

test('all Markdown is MDX', async (t) => {
  const folder = await folderOf(t, {
    'docusaurus.config.js': '',
    'blog/a.md': "import A from 'a'\n\nOne <A b={1}>two</A>{/* three */}",
  })
  const [post] = (await documentsOf(folder)) as { text: string }[]
  assert.equal(post?.text.trim(), 'One two')
})

test('the configuration says where blogs are, as far as it has plain texts', async (t) => {
  // As Docusaurus 3 builds them.
  const config = `module.exports = {
    baseUrl: '/site/', // baseUrl: '/other/'
    trailingSlash: true,
    i18n: { defaultLocale: 'de', locales: ['de', 'en'] },
    presets: [['classic', { docs: { path: 'guides' }, blog: { feedOptions: { path: 'x' }, path: 'posts', routeBasePath: '/' } }]],
    plugins: [['@docusaurus/plugin-content-blog', { id: 'news', path: './news', routeBasePath: 'n/ews' }]],
  }`
  const folder = await folderOf(t, {
    'docusaurus.config.js': config,
    'blog/2019-05-28-none.md': yaml('title: x'),
    'i18n/de/docusaurus-plugin-content-blog/2019-05-28-name.md': yaml('title: x'),
    'i18n/en/docusaurus-plugin-content-blog-news/n.md': yaml('title: x'),
    'news/n.md': yaml('title: x'),
    'posts/2019-05-28-name.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'i18n/en/docusaurus-plugin-content-blog-news/n.md': '/site/en/n/ews/n/',
    'news/n.md': '/site/n/ews/n/',
    'posts/2019-05-28-name.md': '/site/2019/05/28/name/',
  })
  assert.deepEqual((await openSource(folder)).notes, [
    'docusaurus.config.js is code, which is not run; it may decide about addresses',
  ])
})

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
