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
