import assert from 'node:assert/strict'
import { symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { readFrontMatter } from '../../../src/content/sources/markdown/front-matter.ts'
import { toRawPost } from '../../../src/content/sources/markdown/markdown-post.ts'
import { openSource } from '../../../src/content/sources/source.ts'
import { documentsOf, folderOf, itemsOf } from './folder-of.ts'

/** The validated post of a Markdown file's text. */
function postOf(place: string, text: string, siteUrl?: string) {
  const parts = readFrontMatter(text)
  assert.ok(parts.kind === 'found', JSON.stringify(parts))
  const validated = validateDocument(toRawPost({ ...parts, place }, siteUrl))
  assert.ok(validated.kind === 'post', JSON.stringify(validated))
  assert.deepEqual(validated.unknownFields, [])
  return validated.post
}
const yaml = (...lines: string[]) => ['---', ...lines, '---', 'Body'].join('\n')
const toml = (...lines: string[]) => ['+++', ...lines, '+++', 'Body'].join('\n')

test('a post of Jekyll: date in the file name, lists as text, other fields ignored', () => {
  const post = postOf(
    '_posts/2019-01-04-fish-chips.md',
    yaml(
      'layout: post',
      'title: "Fish &amp; *chips*"',
      'tags: a, b',
      'categories: c, d e',
      'author: Ann',
      'image: x.png',
    ),
    'https://example.org/',
  )
  assert.deepEqual(post, {
    id: '2019/01/04/fish-chips',
    url: 'https://example.org/2019/01/04/fish-chips/',
    title: 'Fish &amp; *chips*',
    text: 'Body',
    format: 'markdown',
    date: '2019-01-04T00:00:00Z',
    tags: ['a', 'b'],
    categories: ['c', 'd e'],
    keywords: [],
    author: 'Ann',
    image: 'https://example.org/x.png',
    draft: false,
    search: true,
    language: undefined,
  })
})

test('further addresses are those of the site, as the address itself is', () => {
  const aliasesOf = (...lines: string[]) => postOf('a.md', yaml(...lines), 'https://example.org/blog').aliases
  assert.deepEqual(aliasesOf('aliases: [/old/é.html, "https://b.example/c"]'), [
    'https://example.org/blog/old/%C3%A9.html',
    'https://b.example/c',
  ])
  assert.deepEqual(aliasesOf('aliases: old'), ['https://example.org/blog/old'])
  assert.equal(aliasesOf('aliases: []'), undefined)
})

test('a post of Hugo: page bundle, slug, lastmod, people as tables', () => {
  const post = postOf(
    'content/posts/my bundle/index.md',
    yaml(
      'date: 2019-01-04 10:30:00 -0700',
      'lastmod: 2020-01-01',
      'slug: cats',
      'authors:',
      '- name: Ann',
      '- Bob',
      'lang: pt-BR',
    ),
  )
  assert.equal(post.url, '/posts/cats/')
  assert.equal(post.id, 'posts/cats')
  assert.equal(post.date, '2019-01-04T10:30:00-07:00')
  assert.equal(post.updated, '2020-01-01T00:00:00Z')
  assert.equal(post.author, 'Ann, Bob')
  assert.equal(post.language, 'pt-br')
})

test('a post of Zola: date in the path, taxonomies as a table', () => {
  const post = postOf(
    'content/1.0.md',
    toml(
      'path = "2014/12/12/1.0-Timeline"',
      'title = "1.0"',
      '[taxonomies]',
      'tags = ["a b"]',
      'categories = ["c"]',
    ),
  )
  assert.equal(post.url, '/2014/12/12/1.0-Timeline/')
  assert.equal(post.id, '2014/12/12/1.0-Timeline')
  assert.equal(post.date, '2014-12-12T00:00:00Z')
  assert.deepEqual([post.tags, post.categories], [['a b'], ['c']])
  assert.equal(postOf('content/blog/2019-01-04-cats.md', toml('title = "x"')).url, '/blog/cats/')
})

test('TOML dates of all kinds are read', () => {
  const dateOf = (date: string) => postOf('a.md', toml(`date = ${date}`)).date
  assert.equal(dateOf('2019-01-04'), '2019-01-04T00:00:00Z')
  assert.equal(dateOf('2019-01-04T10:30:00-07:00'), '2019-01-04T10:30:00.000-07:00')
  assert.equal(dateOf('2019-01-04 10:30:00'), '2019-01-04T10:30:00.000Z')
  assert.equal(dateOf('"4 January 2019"'), '2019-01-04T00:00:00Z')
})

test('the front matter decides the address', () => {
  const urlOf = (...lines: string[]) => postOf('posts/2019-01-04-cats.md', yaml(...lines)).url
  assert.equal(urlOf('permalink: /2019/01/fish/'), '/2019/01/fish/')
  assert.equal(
    urlOf('permalink: /:categories/:year/:i_month/:title:output_ext', 'category: x'),
    '/x/2019/1/cats.html',
  )
  assert.equal(urlOf('permalink: pretty'), '/2019/01/04/cats/')
  assert.equal(urlOf('date: 2020-02-03'), '/2020/02/03/cats/')
  assert.equal(urlOf('url: https://example.org/x?y'), 'https://example.org/x?y')
  assert.equal(urlOf('slug: "é 1?"'), '/2019/01/04/%C3%A9-1%3F/')
})

test('an id does not change with the site that its post lives on', () => {
  const post = postOf('a.md', yaml('title: x'), 'https://example.org/blog')
  assert.equal(post.url, 'https://example.org/blog/a/')
  assert.equal(post.id, 'a')
})

test('drafts and pages that are not made are known by all their names', () => {
  const draft = (line: string, place = 'a.md') => postOf(place, yaml(line)).draft
  assert.deepEqual(
    ['draft: true', 'draft: yes', 'published: false', 'published: no'].map((line) => draft(line)),
    [true, true, true, true],
  )
  assert.deepEqual(
    ['draft: false', 'published: true', 'title: x'].map((line) => draft(line)),
    [false, false, false],
  )
  assert.equal(draft('title: x', '_drafts/a.md'), true)
  const search = (line: string) => postOf('a.md', yaml(line)).search
  assert.deepEqual(
    ['search: false', 'headless: true', 'render: false', 'expiryDate: 2001-01-01', 'title: x'].map(search),
    [false, false, false, false, true],
  )
})

test('a publication date later than the date counts', () => {
  assert.equal(
    postOf('a.md', yaml('date: 2019-01-01', 'publishDate: 2999-01-01')).date,
    '2999-01-01T00:00:00Z',
  )
})

test('text in YAML stays what the author typed', () => {
  assert.equal(postOf('a.md', yaml('title: 1.0')).title, '1.0')
  assert.equal(postOf('a.md', yaml('title: no')).title, 'no')
  assert.deepEqual(postOf('a.md', yaml('tags: [007, 1e3, yes]')).tags, ['007', '1e3', 'yes'])
})

test('a quoted text over several lines that are not indented is read', () => {
  const post = postOf('a.md', yaml('excerpt: "One', 'two: three', 'four"', "title: 'Five", "six''s'"))
  assert.equal(post.title, "Five six's")
})

test('a date that cannot be read is set aside with a warning, and the date of the name counts', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': '',
    '_posts/2019-01-04-a.md': yaml('date: soon', 'updated: 2019-02-30 10:00'),
    '_posts/2019-01-05-b.md': yaml('date: 5/1/2019 9:30'),
  })
  const [a, b] = await itemsOf(folder)
  assert.ok(a?.kind === 'document' && b?.kind === 'document')
  const { date, updated } = a.value as { date?: string; updated?: string }
  assert.deepEqual([date, updated], ['2019-01-04T00:00:00Z', '2019-03-02T10:00:00Z'])
  assert.deepEqual(a.warnings, ['field "date": expected a date, got "soon"'])
  assert.deepEqual(a.repaired, ['field "date" set aside'])
  assert.equal((b.value as { date?: string }).date, '2019-01-05T09:30:00Z')
  assert.equal(b.warnings, undefined)
})

test('a folder gives posts and comments, not sections, READMEs, hidden files and other NDJSON', async (t) => {
  const post = yaml('title: x')
  const folder = await folderOf(t, {
    'posts/a.md': post,
    'posts/_index.md': post,
    'posts/b/index.md': post,
    'posts/.c.md': post,
    'README.md': '# Read me',
    'comments.ndjson': '{"id":1,"postId":"a"}\n',
    'posts.ndjson': '{"id":2}\n',
    'node_modules/x/d.md': post,
  })
  const items = await itemsOf(folder)
  assert.deepEqual(
    items.map((item) => item.place),
    ['comments.ndjson:1', 'posts/a.md', 'posts/b/index.md'],
  )
})

test('only the content of a whole site is read', async (t) => {
  const post = yaml('title: x')
  const hugo = await folderOf(t, { 'hugo.toml': '', 'content/a.md': post, 'archetypes/default.md': post })
  assert.deepEqual(
    (await itemsOf(hugo)).map((item) => item.place),
    ['content/a.md'],
  )
  const jekyll = await folderOf(t, {
    '_config.yml': '',
    '_posts/2019-01-04-a.md': post,
    'about.md': post,
    '_drafts/b.md': post,
  })
  assert.deepEqual(
    (await itemsOf(jekyll)).map((item) => item.place),
    ['_drafts/b.md', '_posts/2019-01-04-a.md'],
  )
})

test('a broken file is an item error that names the place, and the others are read', async (t) => {
  const folder = await folderOf(t, {
    'a.md': '---\ntitle: [x\n---\n',
    'b.md': '---\ntitle: x\n',
    'c.md': '+++\ntitle = x\n+++\n',
    'd.md': new Uint8Array([45, 45, 45, 10, 0xff]),
    'e.md': '\ufeff---\r\ntitle: x\r\n---\r\nBody',
    'f.md': '',
  })
  await truncate(join(folder, 'f.md'), 33 * 1024 * 1024)
  const items = await itemsOf(folder)
  assert.deepEqual(
    items.map((item) => item.kind),
    ['failed', 'failed', 'failed', 'failed', 'document', 'failed'],
  )
  const reasons = items.map((item) => (item.kind === 'failed' ? `${item.place}: ${item.reason}` : ''))
  assert.match(reasons[0] ?? '', /^a.md:3:1: front matter is not YAML: /)
  assert.match(reasons[1] ?? '', /^b.md:1: front matter: expected a line ---/)
  assert.match(reasons[2] ?? '', /^c.md:2:9: front matter is not TOML: /)
  assert.match(reasons[3] ?? '', /^d.md: expected UTF-8/)
  assert.match(reasons[5] ?? '', /^f.md: expected a file of at most 33554432 bytes, got 34603008/)
})

test('YAML that multiplies itself or nests without end is refused', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
  ]
  assert.equal(readFrontMatter(yaml(...bomb)).kind, 'broken')
  assert.equal(readFrontMatter(yaml(`a: ${'['.repeat(20_000)}`)).kind, 'broken')
})

test('symbolic links are not followed', async (t) => {
  const outside = await folderOf(t, { 'secret.md': yaml('title: secret') })
  const folder = await folderOf(t, { 'a.md': yaml('title: x') })
  await symlink(outside, join(folder, 'linked'))
  await symlink(join(outside, 'secret.md'), join(folder, 'b.md'))
  assert.deepEqual(
    (await itemsOf(folder)).map((item) => [item.place, item.kind === 'skipped' ? item.reason : item.kind]),
    [
      ['a.md', 'document'],
      ['b.md', 'symbolic link'],
      ['linked', 'symbolic link'],
    ],
  )
})

test('what looks like a post and is none is counted', async (t) => {
  const folder = await folderOf(t, {
    'posts/a.md': yaml('title: x'),
    'posts/b.md': 'No front matter',
    'posts/c.adoc': '= Title',
    'posts/template.html': yaml('layout: list'),
    'README.md': '# Read me',
    'CONTRIBUTING.adoc': '= Title',
  })
  assert.deepEqual(
    (await itemsOf(folder)).map((item) => [item.place, item.kind === 'skipped' ? item.reason : item.kind]),
    [
      ['posts/a.md', 'document'],
      ['posts/b.md', 'without front matter'],
      ['posts/c.adoc', '.adoc, which is not read'],
    ],
  )
})

test('posts in HTML with front matter are read, as tools that move blogs write them', async (t) => {
  const html = ['---', 'title: Moved', 'tags: a, b', '---', '<p>Text {{ page.x }} <b>bold</b></p>'].join('\n')
  const post = { title: 'Moved', text: '<p>Text  <b>bold</b></p>', format: 'html', tags: ['a', 'b'] }
  const jekyll = await folderOf(t, {
    '_config.yml': 'permalink: pretty\n',
    '_posts/2009-01-04-moved.html': html,
    'built.html': '<p>No front matter</p>',
    'index.html': html,
  })
  const hugo = await folderOf(t, { 'hugo.toml': '', 'content/posts/moved.html': html })
  const plain = await folderOf(t, { '2009-01-04-moved.html': html })
  const read = async (folder: string) => {
    const [first = {}, ...others] = (await documentsOf(folder)) as Record<string, unknown>[]
    assert.deepEqual(others, [])
    const { url, title, text, format, tags } = first
    return [url, { title, text, format, tags }]
  }
  assert.deepEqual(await read(jekyll), ['/2009/01/04/moved/', post])
  assert.deepEqual(await read(hugo), ['/posts/moved/', post])
  assert.deepEqual(await read(plain), ['/2009/01/04/moved/', post])
})

test('a folder whose Markdown has no front matter is refused', async (t) => {
  const folder = await folderOf(t, { 'README.md': '# Read me' })
  await assert.rejects(
    openSource(folder, { format: 'markdown' }),
    /expected Markdown files with YAML or TOML front matter, found none/,
  )
})

test('tags that print a text of the front matter give it, outside of code', () => {
  const text = (body: string) => postOf('a.md', `---\ntitle: On lamps\nauthor: Ann\n---\n${body}`).text
  assert.equal(
    text('{{ page.title }}\n====\n{{title | escape}} {{- page.author -}}'),
    'On lamps\n====\nOn lamps Ann',
  )
  assert.equal(
    text('`{{ page.title }}` {{ page.date }} {{ page.subtitle }}'),
    '`{{ page.title }}` {{ page.date }} {{ page.subtitle }}',
  )
})

test('UTF-16 is read, and a file in another encoding is told instead of garbled', async (t) => {
  const file = '---\ntitle: Año\n---\nText.'
  const big = Buffer.from(`\ufeff${file}`, 'utf16le').swap16()
  const items = await itemsOf(
    await folderOf(t, {
      'a.md': Buffer.from(`\ufeff${file}`, 'utf16le'),
      'b.md': big,
      'c.md': `\ufeff${file.replaceAll('\n', '\r\n')}`,
      'd.md': Buffer.concat([
        Buffer.from('---\ntitle: '),
        Buffer.from([0xcb, 0xae, 0xba, 0xf8]),
        Buffer.from('\n---\n'),
      ]),
    }),
  )
  const told = items.map((item) =>
    item.kind === 'document'
      ? (item.value as { title: string }).title
      : item.kind === 'failed' && item.reason,
  )
  const reason =
    'expected UTF-8, got bytes that are not, in line 2; convert the file, for example with "iconv -f GBK -t UTF-8"'
  assert.deepEqual(told, ['Año', 'Año', 'Año', reason])
})

test('descriptions of a post are read by all their names', () => {
  const post = postOf('a.md', yaml('title: a', 'description: One.', 'excerpt: true', 'summary: Two.'))
  assert.equal(post.description, 'One.\n\nTwo.')
})
