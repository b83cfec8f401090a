import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, toml } from './addresses-of.ts'

const CONFIG = 'base_url = "https://example.org"\n'

test('pages lie under their sections, without dates, their names as slugs', async (t) => {
  const folder = await folderOf(t, {
    'config.toml': CONFIG,
    'content/_index.md': toml('title = "x"'),
    'content/blog/2019-01-04-Café & Tee.md': toml('title = "x"'),
    'content/blog/2019-01-04_bundle/index.md': toml('title = "x"'),
    'content/blog/2019-01-04_bundle/notes.md': toml('title = "x"'),
    'content/blog/given.md': toml('slug = "Other Name"'),
    'content/blog/moved.md': toml('path = "2014/12/12/1.0-Timeline"'),
    'themes/x/content/a.md': toml('title = "x"'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), [
    '/blog/cafe-tee/',
    '/blog/bundle/',
    '/blog/2019-01-04_bundle/notes/',
    '/blog/other-name/',
    '/2014/12/12/1.0-Timeline/',
  ])
  assert.deepEqual(Object.values(await addressesOf(folder, { permalink: '/:year/:slug/' })).slice(0, 2), [
    '/2019/cafe-tee/',
    '/2019/bundle/',
  ])
})

test('dates are those of front matter, of names or of paths; taxonomies are a table', async (t) => {
  const folder = await folderOf(t, {
    'config.toml': CONFIG,
    'content/2019-01-04-a.md': toml('[taxonomies]', 'tags = ["b c"]', 'categories = ["d"]'),
    'content/2019-01-04-b.md': toml('date = 2020-02-02'),
    'content/2019-01-04T10:30:00Z-c.md': toml('updated = 2021-01-01'),
    'content/d.md': toml('path = "2014/12/12/d"', 'draft = true'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ date, updated, draft }) => [date, updated, draft]),
    [
      ['2019-01-04T00:00:00Z', undefined, undefined],
      ['2020-02-02T00:00:00Z', undefined, undefined],
      ['2019-01-04T10:30:00Z', '2021-01-01T00:00:00Z', undefined],
      ['2014-12-12T00:00:00Z', undefined, true],
    ],
  )
  assert.deepEqual([posts[0]?.tags, posts[0]?.categories], [['b c'], ['d']])
})

test('the configuration says how names become slugs, and the languages', async (t) => {
  const posts = {
    'content/2019-01-04-A b.fr.md': toml('title = "x"'),
    'content/c.v2.md': toml('title = "x"'),
  }
  const of = async (config: string) =>
    Object.values(await addressesOf(await folderOf(t, { ...posts, 'config.toml': CONFIG + config })))
  assert.deepEqual(await of('[languages.fr]\n[slugify]\npaths = "off"'), ['/fr/A%20b/', '/c.v2/'])
  assert.deepEqual(await of('[slugify]\npaths = "safe"\npaths_keep_dates = true'), [
    '/2019-01-04-A%20b.fr/',
    '/c.v2/',
  ])
})

/** Sites, and what Zola 0.22 publishes of them. */
const CASES: { name: string; files: Record<string, string>; published: Record<string, unknown> }[] = [
  {
    name: 'a draft section drops all below it, in all languages; a section that is not rendered keeps its pages',
    files: {
      'config.toml': `${CONFIG}[languages.ja]\n`,
      'content/later/_index.md': toml('draft = true'),
      'content/later/a.md': toml('title = "x"'),
      'content/later/deep/a.ja.md': toml('draft = false'),
      'content/half/_index.ja.md': toml('draft = true'),
      'content/half/a.md': toml('title = "x"'),
      'content/lists/_index.md': toml('render = false'),
      'content/lists/a.md': toml('title = "x"'),
      'content/lists/b.md': toml('render = false'),
    },
    published: { 'content/lists/a.md': '/lists/a/' },
  },
  {
    name: 'pages that the site does not search, by themselves or by their section, stay out',
    files: {
      'config.toml': `${CONFIG}[languages.ja]\n`,
      'content/quiet/_index.md': toml('in_search_index = false'),
      'content/quiet/a.md': toml('in_search_index = true'),
      'content/quiet/a.ja.md': toml('title = "x"'),
      'content/quiet/loud/_index.md': toml('title = "x"'),
      'content/quiet/loud/a.md': toml('title = "x"'),
      'content/b.md': toml('in_search_index = false'),
      'content/c.md': toml('[extra]', 'no_index = true'),
    },
    published: { 'content/quiet/a.ja.md': '/ja/quiet/a/', 'content/quiet/loud/a.md': '/quiet/loud/a/' },
  },
  {
    name: 'ignored content is told by patterns for the whole path, in which a star reaches into folders',
    files: {
      'config.toml': `${CONFIG}ignored_content = ["*.skip.md", "blog/*", "**/deep/{x,y}.md", "*/n[!0-8].md"]\n`,
      'content/blog/a.md': toml('title = "x"'),
      'content/blog/a.skip.md': toml('title = "x"'),
      'content/deep/x.md': toml('title = "x"'),
      'content/deep/z.md': toml('title = "x"'),
      'content/n8.md': toml('title = "x"'),
      'content/n9.md': toml('title = "x"'),
    },
    published: { 'content/blog/a.md': '/blog/a/', 'content/deep/z.md': '/deep/z/', 'content/n8.md': '/n8/' },
  },
  {
    name: 'names are written in Latin letters, folders stay, and a path is whole',
    files: {
      'config.toml': 'base_url = "https://example.org/sub/"\ndefault_language = "en"\n[languages.ja]\n',
      'content/日本.md': toml('title = "x"'),
      'content/straße-привет.md': toml('title = "x"'),
      'content/My Sub (x)/東京 Việt.md': toml('title = "x"'),
      'content/My Sub (x)/한국어/index.ja.md': toml('title = "x"'),
      'content/a.en.md': toml('slug = "A/b ü_x.y"'),
      'content/k.ja.md': toml('path = "ja/Über x"'),
      'content/k.md': toml('path = "/some.html"'),
    },
    published: {
      'content/日本.md': '/sub/ri-ben/',
      'content/straße-привет.md': '/sub/strasse-privet/',
      'content/My Sub (x)/東京 Việt.md': '/sub/My%20Sub%20(x)/dong-jing-viet/',
      'content/My Sub (x)/한국어/index.ja.md': '/sub/ja/My%20Sub%20(x)/hangugeo/',
      'content/a.en.md': '/sub/a-b-u-x-y/',
      'content/k.ja.md': '/sub/ja/%C3%9Cber%20x/',
      'content/k.md': '/sub/some.html/',
    },
  },
  {
    name: 'safe names lose only the signs that files cannot have',
    files: {
      'config.toml': `${CONFIG}[slugify]\npaths = "safe"\n`,
      'content/a/A (c) "d" é|f*g?h:i#j .md': toml('title = "x"'),
      'content/b.md': toml('slug = "A/b ü_x.y."'),
    },
    published: {
      'content/a/A (c) "d" é|f*g?h:i#j .md': '/a/A%20(c)%20d%20%C3%A9fghi%23j/',
      'content/b.md': '/Ab%20%C3%BC_x.y/',
    },
  },
]

for (const { name, files, published } of CASES) {
  test(name, async (t) => {
    const found = await addressesOf(await folderOf(t, files))
    const posts = Object.entries(found).filter(([, value]) => value !== 'excluded' && value !== 'draft')
    assert.deepEqual(Object.fromEntries(posts), published)
  })
}

test('aliases begin at the top of the site', async (t) => {
  const folder = await folderOf(t, {
    'config.toml': `${CONFIG}[languages.ja]\n`,
    'content/blog/a.ja.md': toml('aliases = ["old/é", "/abs/b.html"]'),
  })
  const [post] = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual([post?.aliases, post?.language], [['/old/%C3%A9/', '/abs/b.html'], 'ja'])
})
