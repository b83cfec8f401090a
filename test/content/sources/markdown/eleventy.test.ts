import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from '../../../../src/content/inspect/inspect.ts'
import { inspectionAsText } from '../../../../src/content/inspect/inspection-text.ts'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf, itemsOf } from '../folder-of.ts'
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

test('a permalink by filters of the site is not known, an option stands in for it, and false makes no page', async (t) => {
  const folder = await folderOf(t, {
    'eleventy.config.mjs': 'export const config = { dir: { input: "content" }, pathPrefix: "/sub/" }',
    'content/posts/2019-01-04-a.md': yaml('permalink: "/{{ page.date | year }}/{{ title | slugify }}/"'),
    'content/posts/b.md': yaml('permalink: false'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['/sub/posts/2019-01-04-a/', 'excluded'])
  const [{ warnings } = {}] = (await itemsOf(folder)).filter((item) => item.kind === 'document')
  assert.match(String(warnings), /^field "permalink": expected .* got .*year .*; the address is that of/)
  const [moved] = Object.values(await addressesOf(folder, { permalink: '/:year/:slug/' }))
  assert.equal(moved, '/sub/2019/a/')
})

test('permalinks are templates of names and the usual filters', async (t) => {
  // As Eleventy 3 writes them.
  const permalinks: [permalink: string, address: string][] = [
    ['/{{ title | slugify }}/', '/ueni-code-and-its/'],
    ['/{{ title | slug }}.html', "/uni-code-and-it's.html"],
    ['/{{ title | downcase | slugify }}/', '/ueni-code-and-its/'],
    ["/{{ page.date | date: '%Y/%m/%-d' }}/{{ page.fileSlug }}/", '/2020/03/4/p/'],
    ['/{{ page.date.getUTCFullYear() }}/{{ page.date.getMonth() }}/', '/2020/2/'],
    ['{{ page.filePathStem }}/{{ Kind }}/index.html', '/p/note/'],
    ["/{{ meta.slug }}/{{ series[1] }}/{{ meta['slug'] }}/{{ page.inputPath | slugify }}/", '/ms/b/ms/p-md/'],
  ]
  for (const [permalink, address] of permalinks) {
    const folder = await folderOf(t, {
      'eleventy.config.js': '',
      'p.md': yaml(
        `permalink: "${permalink}"`,
        "title: Ünï Code & it's",
        'date: 2020-03-04',
        'Kind: note',
        'meta: {slug: ms}',
        'series: [a, b]',
      ),
    })
    assert.deepEqual(await addressesOf(folder), { 'p.md': address })
  }
})

test('layouts have data too, and the configuration may leave places out', async (t) => {
  // As Eleventy 3.1.8 writes them.
  const folder = await folderOf(t, {
    'eleventy.config.js':
      'export default (c) => { c.ignores.add("./content/later/**"); return { dir: { input: "content", includes: "../_includes" } } }',
    '_includes/base.njk':
      '---\neleventyExcludeFromCollections: false\npermalink: "/base/{{ page.fileSlug }}/"\n---\n',
    '_includes/post.njk': '---\nlayout: base.njk\npermalink: "/articles/{{ page.fileSlug }}/"\n---\n',
    '_includes/parts/hidden.njk': '---\nlayout: base\neleventyExcludeFromCollections: true\n---\n',
    'content/a.md': yaml('layout: post.njk'),
    'content/b.md': yaml('layout: parts/hidden'),
    'content/later/c.md': yaml('title: C'),
    'content/notes/notes.json': '{"layout": "base"}',
    'content/notes/d.md': yaml('title: D'),
    'content/notes/e.md': yaml('layout: post', 'permalink: own/'),
    'content/notes/f.md': yaml('permalink: {serverless: /f/}'),
    'content/notes/js.md': '---js\n{ title: "Js", draft: true }\n---\nBody',
    'content/notes/code.md': '---js\nconst title = "Js"\n---\nBody',
  })
  assert.deepEqual(await addressesOf(folder), {
    'content/a.md': '/articles/a/',
    'content/b.md': 'excluded',
    'content/notes/code.md:1':
      'failed: front matter: expected fields with values, got JavaScript, which is not run',
    'content/notes/d.md': '/base/d/',
    'content/notes/e.md': '/own/',
    'content/notes/f.md': 'excluded',
    'content/notes/js.md': 'draft',
  })
})

test('data of folders and of files are merged as in the data cascade', async (t) => {
  const folder = await folderOf(t, {
    '.eleventy.js': "module.exports = () => ({ dir: { input: 'src' } })",
    'src/src.json': '{"tags": ["site"]}',
    'src/drafts/drafts.json': '{"permalink": false}',
    'src/drafts/sub/secret.md': yaml('title: x'),
    'src/drafts/shown.md': yaml('permalink: /shown/'),
    'src/posts/posts.json': '{"permalink": "blog/{{ page.fileSlug }}/index.html", "tags": "lost,found"}',
    'src/posts/posts.11tydata.json': '{"author": "Ann", "tags": ["posts"]}',
    'src/posts/2020-05-01-kettles/index.md': yaml('tags: tea'),
    'src/posts/draft.md': yaml('title: x'),
    'src/posts/draft.json': '{"draft": true}',
    'src/posts/hidden.md': yaml('eleventyExcludeFromCollections: true'),
    'src/posts/over.md': yaml('override:tags: [only]'),
    'src/posts/plain.md': 'Just words',
    'src/posts/roads/2019-10-20-index.md': yaml('author: Bob'),
    'src/posts/computed.md': yaml('eleventyComputed: {permalink: "/c/{{ page.fileSlug }}/"}'),
    'outside.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'src/drafts/shown.md': '/shown/',
    'src/drafts/sub/secret.md': 'excluded',
    'src/posts/2020-05-01-kettles/index.md': '/blog/kettles/',
    'src/posts/computed.md': '/c/computed/',
    'src/posts/draft.md': 'draft',
    'src/posts/hidden.md': 'excluded',
    'src/posts/over.md': '/blog/over/',
    'src/posts/plain.md': '/blog/plain/',
    'src/posts/roads/2019-10-20-index.md': '/blog/roads/',
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  const of = (slug: string) => posts.find(({ url }) => url === `/blog/${slug}/`)
  assert.deepEqual(
    [of('kettles'), of('over'), of('roads')].map((post) => [post?.date, post?.author, post?.tags]),
    [
      ['2020-05-01T00:00:00Z', 'Ann', ['site', 'lost', 'found', 'tea']],
      [undefined, 'Ann', ['only']],
      ['2019-10-20T00:00:00Z', 'Bob', ['site', 'lost', 'found']],
    ],
  )
})

test('files that Eleventy ignores are not read', async (t) => {
  const ignored = [
    'git/a.md',
    'src/a/wip/b.md',
    'src/c.tmp.md',
    'src/d/e.md',
    'src/inner/f.md',
    'src/slash/g.md',
  ]
  const built = ['src/a/h.md', 'src/a/i.tmp.md']
  const folder = await folderOf(t, {
    'eleventy.config.js':
      "export default (c) => { c.setInputDirectory('src'); c.setOutputDirectory('src/out') }",
    '.gitignore': '# a comment\ngit\n',
    '.eleventyignore': '**/wip\n./src/*.tmp.md\n/src/d\n!src/d/e.md\nsrc/slash/',
    'src/.eleventyignore': 'inner/f.md',
    'src/out/j.md': yaml('title: x'),
    'src/index.md': yaml('title: Front page'),
    'src/_includes/k.md': yaml('title: x'),
    ...Object.fromEntries([...ignored, ...built].map((place) => [place, yaml('title: x')])),
  })
  assert.deepEqual(Object.keys(await addressesOf(folder)), built)
})

test('inspect names code that may decide otherwise', async (t) => {
  const folder = await folderOf(t, {
    'eleventy.config.js':
      'export default (c) => { c.addPreprocessor("drafts", "*", () => false) } // permalink',
    'posts/posts.11tydata.js': 'export default { layout: "post", permalink: "x" }',
    'other/other.11tydata.js': 'export default { layout: "post" }',
    'posts/a.md': yaml('title: x'),
  })
  const inspection = await inspect([await openSource(folder)], { show: 0 })
  const notes = [
    'eleventy.config.js is code, which is not run; it may decide about drafts',
    'posts/posts.11tydata.js is code, which is not run; it may decide about addresses',
  ]
  assert.deepEqual(inspection.sources[0]?.notes, notes)
  assert.match(inspectionAsText(inspection), new RegExp(notes.map((note) => `  note: ${note}\n`).join('')))
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
