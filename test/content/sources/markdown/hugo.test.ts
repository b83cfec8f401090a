import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, toml, yaml } from './addresses-of.ts'

const DATE = 'date: 2019-01-04T23:30:00-07:00'
const POSTS = {
  'content/posts/Hello World_x+é!.md': yaml("title: 'Hello & World: C++ 1'", DATE),
  'content/posts/branch/_index.md': yaml('title: x'),
  'content/posts/branch/a.md': yaml('title: In branch', DATE),
  'content/posts/bundle/index.md': yaml('title: a - b -- c', DATE),
  'content/posts/slug.md': yaml('title: Sl', 'slug: My Slug (x) ~ ü?', DATE),
}

/** The addresses that Hugo 0.111.3 gives the posts, in the order of their places. */
const SETTINGS: [config: string, addresses: string[]][] = [
  ['', ['/posts/hello-world_x+%C3%A9/', '/posts/branch/a/', '/posts/bundle/', '/posts/my-slug-x-~-%C3%BC/']],
  [
    '[permalinks]\nposts = "/:year/:month/:slug/"',
    ['/2019/01/hello-world-c-1/', '/2019/01/in-branch/', '/2019/01/a-b--c/', '/2019/01/my-slug-x-~-%C3%BC/'],
  ],
  [
    '[permalinks]\nposts = "/:sections/:yearday-:weekday-:weekdayname/:monthname/:day/:title/:filename"',
    [
      '/posts/4-5-friday/january/04/hello-world-c-1/hello-world_x-%C3%A9/',
      '/posts/branch/4-5-friday/january/04/in-branch/a/',
      '/posts/4-5-friday/january/04/a-b--c/bundle/',
      '/posts/4-5-friday/january/04/sl/slug/',
    ],
  ],
  [
    '[permalinks.page]\nposts = "/:sections[1:]/:slugorfilename"',
    ['/hello-world_x-%C3%A9/', '/branch/a/', '/bundle/', '/my-slug-x-~-%C3%BC/'],
  ],
  [
    'uglyURLs = true',
    [
      '/posts/hello-world_x+%C3%A9.html',
      '/posts/branch/a.html',
      '/posts/bundle.html',
      '/posts/my-slug-x-~-%C3%BC.html',
    ],
  ],
  [
    'disablePathToLower = true\nremovePathAccents = true',
    ['/posts/Hello-World_x+e/', '/posts/branch/a/', '/posts/bundle/', '/posts/My-Slug-x-~-u/'],
  ],
]

for (const [config, expected] of SETTINGS) {
  test(`posts have the addresses of the configuration ${JSON.stringify(config)}`, async (t) => {
    const folder = await folderOf(t, { ...POSTS, 'hugo.toml': config })
    assert.deepEqual(Object.values(await addressesOf(folder)), expected)
  })
}

test('the configuration may be written in any of its languages and places', async (t) => {
  const configs = {
    'config.yaml': 'Permalinks: {posts: "/:year/:slug/"}',
    'hugo.json': '{"permalinks": {"posts": "/:year/:slug/"}}',
    'config/_default/hugo.toml': '[permalinks]\nposts = "/:year/:slug/"',
  }
  const post = { 'content/posts/a.md': yaml('slug: b', DATE) }
  for (const [name, config] of Object.entries(configs)) {
    assert.deepEqual(Object.values(await addressesOf(await folderOf(t, { ...post, [name]: config }))), [
      '/2019/b/',
    ])
  }
  const parts = await folderOf(t, {
    ...post,
    'config/_default/hugo.toml': '',
    'config/_default/permalinks.toml': 'posts = "/:year/:slug/"',
  })
  assert.deepEqual(Object.values(await addressesOf(parts)), ['/2019/b/'])
  assert.deepEqual(Object.values(await addressesOf(parts, { permalink: '/:slug/' })), ['/b/'])
})

test('front matter is YAML, TOML or JSON, its names in any case', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/a.md':
      '{\n "title": "J {x} \\" }",\n "date": "2019-02-02", "draft": false, "tags": ["b"]\n}\nBody',
    'content/b.md': toml('Title = "T"', 'PublishDate = 2019-02-02', 'tags = ["b"]'),
    'content/c.md': yaml('TITLE: Y', 'publishdate: 2019-02-02', 'tags: [b]'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ title, date, text, tags }) => [title, date, text, tags]),
    [
      ['J {x} " }', '2019-02-02T00:00:00Z', 'Body', ['b']],
      ['T', '2019-02-02T00:00:00Z', 'Body', ['b']],
      ['Y', '2019-02-02T00:00:00Z', 'Body', ['b']],
    ],
  )
})

test('broken JSON in front is an item error', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/a.md': '{"title": x}\n',
    'content/b.md': '{"title": "x"\n',
  })
  const [first, second] = Object.values(await addressesOf(folder))
  assert.match(String(first), /^failed: front matter is not JSON: unexpected token 'x'$/)
  assert.match(String(second), /^failed: front matter: expected a JSON object, got one without end/)
})

test('what lies in a leaf bundle belongs to it, what lies in a branch bundle does not', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/posts/branch/_index.md': yaml('title: x'),
    'content/posts/branch/deep/post.md': yaml('title: x'),
    'content/posts/leaf/index.md': yaml('title: x'),
    'content/posts/leaf/notes.md': yaml('title: x'),
    'content/posts/leaf/sub/index.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'content/posts/branch/deep/post.md': '/posts/branch/deep/post/',
    'content/posts/leaf/index.md': '/posts/leaf/',
  })
})

test('pages at the top level are counted, and taken if asked for', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/about.md': yaml('title: x'),
    'content/imprint/index.md': yaml('title: x'),
    'content/posts/a.md': yaml('title: x'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['skipped: page', 'skipped: page', '/posts/a/'])
  assert.deepEqual(Object.values(await addressesOf(folder, { pages: true })), [
    '/about/',
    '/imprint/',
    '/posts/a/',
  ])
})

test('what is not for readers is left out', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/a.md': yaml('expiryDate: 2001-01-01'),
    'content/b.md': yaml('headless: true'),
    'content/c.md': yaml('build: {render: never}'),
    'content/d.md': yaml('_build: {render: false}'),
  })
  assert.deepEqual(new Set(Object.values(await addressesOf(folder))), new Set(['excluded']))
})

test('the url of front matter counts as it is, aliases do not', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': 'defaultContentLanguageInSubdir = true\n[languages.en]',
    'content/a.md': yaml('url: /my/Url', 'aliases: [/old/]'),
    'content/b.md': yaml('url: my/url2.html'),
    'content/c.md': yaml('url: /My Path/x/'),
    'content/d.md': yaml('url: /:year/:constructor', DATE),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), [
    '/my/Url/',
    '/en/my/url2.html',
    '/My%20Path/x/',
    '/2019/:constructor/',
  ])
})

test('languages are told by names of files', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '[languages.en]\n[languages.de]\n[languages.de.permalinks]\nposts = "/:year/:title/"',
    'content/posts/a.de.md': yaml('title: Straße', DATE),
    'content/posts/a.md': yaml('title: Street', DATE),
    'content/posts/b/index.de.md': yaml('title: B', DATE),
    'content/posts/c.v2.md': yaml('title: C'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ url, language }) => [url, language]),
    [
      ['/de/2019/stra%C3%9Fe/', 'de'],
      ['/posts/a/', 'en'],
      ['/de/2019/b/', 'de'],
      ['/posts/c.v2/', 'en'],
    ],
  )
})

test('languages are told by folders', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': [
      'defaultContentLanguage = "de"',
      '[languages.de]',
      'contentDir = "content/de"',
      '[languages.en]',
      'contentDir = "content/en"',
      '[languages.fr]',
      'contentDir = "content/fr"',
      'disabled = true',
    ].join('\n'),
    'content/de/posts/a.md': yaml('title: x'),
    'content/en/posts/a.md': yaml('title: x'),
    'content/fr/posts/a.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'content/de/posts/a.md': '/posts/a/',
    'content/en/posts/a.md': '/en/posts/a/',
  })
})

test('dates in names count for addresses if the configuration says so', async (t) => {
  const post = { 'content/posts/2019-05-06-named.md': yaml('title: T') }
  const plain = await folderOf(t, { ...post, 'hugo.toml': '' })
  assert.deepEqual(Object.values(await addressesOf(plain)), ['/posts/2019-05-06-named/'])
  const dated = await folderOf(t, {
    ...post,
    'hugo.toml':
      '[frontmatter]\ndate = [":filename", ":default"]\n[permalinks]\nposts = "/:year/:month/:slug/"',
  })
  assert.deepEqual(Object.values(await addressesOf(dated)), ['/2019/05/named/'])
})
