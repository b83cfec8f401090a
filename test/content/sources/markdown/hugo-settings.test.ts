import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf, itemsOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

/** Sites, and what Hugo 0.168 publishes of them. */
type Case = { name: string; files: Record<string, string>; published: Record<string, unknown> }

const DATE = 'date: 2020-01-02'
const A = yaml('title: A', DATE)

const CASES: Case[] = [
  {
    name: 'values cascade from sections, the nearest first, to the pages that their targets name',
    files: {
      'hugo.toml': '[[cascade]]\ndraft = true\n[cascade.target]\npath = "/later/**"\nkind = "{page,section}"',
      'content/later/a.md': A,
      'content/later/own.md': yaml('title: Own', 'draft: false'),
      'content/posts/_index.md': yaml(
        'cascade:',
        '- {target: {path: "{/posts/[k-m]oc*-post,/posts/x}"}, build: {list: local}}',
        '- {_target: {path: /Posts/Draft*}, draft: true}',
        '- {target: {kind: section}, draft: true}',
        '- {target: {environment: development}, draft: true}',
        '- {target: {lang: de}, draft: true}',
      ),
      'content/posts/local-post.md': A,
      'content/posts/draft-post.md': A,
      'content/posts/open.md': A,
      'content/posts/deep/_index.md': yaml('draft: true', 'cascade: {expiryDate: 2001-01-01}'),
      'content/posts/deep/gone.md': A,
      'content/posts/deep/kept.md': yaml('title: Kept', 'expiryDate: 2090-01-01'),
      'content/posts/bundle/index.md': yaml('title: B', 'cascade: {draft: true}'),
      'content/notes/_index.md': yaml('cascade: {build: {render: link}}'),
      'content/notes/a.md': A,
    },
    published: {
      'content/later/own.md': '/later/own/',
      'content/posts/open.md': '/posts/open/',
      'content/posts/deep/kept.md': '/posts/deep/kept/',
    },
  },
  {
    name: 'slugs of sections are in addresses, and what is no page of HTML is not there',
    files: {
      'hugo.toml':
        '[permalinks]\nnotes = "/:sectionslugs/y/:sectionslug/:title/"\n[frontmatter]\ndate = ["date"]',
      'content/docs/_index.md': yaml('slug: Dó cs', 'url: /elsewhere/'),
      'content/docs/in/_index.md': yaml('slug: inn'),
      'content/docs/in/plain/a.md': A,
      'content/docs/bare.md': 'Text alone.',
      'content/docs/json.md': yaml('title: J', 'outputs: [json]'),
      'content/notes/_index.md': yaml('title: My Notes'),
      'content/notes/deep/_index.md': yaml('slug: dp'),
      'content/notes/deep/cpp.md': yaml('title: C++', DATE),
    },
    published: {
      'content/docs/bare.md': '/d%C3%B3-cs/bare/',
      'content/docs/in/plain/a.md': '/d%C3%B3-cs/inn/plain/a/',
      'content/notes/deep/cpp.md': '/my-notes/dp/y/my-notes/c/',
    },
  },
  {
    name: 'the configuration may publish drafts and expired posts, and one language alone has no host of its own',
    files: {
      'hugo.toml':
        'buildDrafts = true\nbuildExpired = true\n[permalinks]\nposts = "/:year/:weekdayname/:title"\n[languages.en]\n[languages.de]\nbaseURL = "https://de.example.org/"',
      'content/posts/a.md': yaml('title: A', 'draft: true', 'expiryDate: 2001-01-01'),
      'content/posts/a.de.md': yaml('title: A', DATE),
    },
    published: { 'content/posts/a.md': '/1/monday/a/', 'content/posts/a.de.md': '/de/2020/thursday/a/' },
  },
  {
    name: 'a cascade of the home page reaches all pages of its language alone',
    files: {
      'hugo.toml': '[languages.en]\n[languages.de]',
      'content/_index.de.md': yaml('cascade: {draft: true}'),
      'content/posts/a.md': A,
      'content/posts/a.de.md': A,
    },
    published: { 'content/posts/a.md': '/posts/a/' },
  },
  {
    name: 'ignoreFiles are regular expressions of Go for the whole path',
    files: {
      'hugo.toml': `ignoreFiles = ['(?i)\\Asecret', '(?i)secret', '/drafts/', 'posts/ign-.*\\.md\\z', 'x(?i:YZ)[[:digit:]]\\pL']`,
      'content/posts/a.md': A,
      'content/posts/SECRET-a.md': A,
      'content/posts/ign-a.md': A,
      'content/posts/#a.md': A,
      'content/posts/xyz1é.md': A,
      'content/drafts/a.md': A,
    },
    published: { 'content/posts/a.md': '/posts/a/' },
  },
  {
    name: 'content is mounted from other folders and files',
    files: {
      'config/_default/module.yaml': [
        'mounts:',
        '- {source: ./content/, target: content, excludeFiles: [/ex/**, "posts/no?.md"]}',
        '- {source: docs/guide.md, target: content/posts/the-guide.md}',
        '- {source: notes, target: content/posts/notes, lang: de, files: ["**.md", "! no/**"]}',
        '- {source: pictures, target: assets}',
      ].join('\n'),
      'config/_default/hugo.toml': '',
      'config/_default/languages.en.toml': 'weight = 1',
      'config/_default/languages.de.toml': 'weight = 2',
      'content/posts/a.md': A,
      'content/posts/no1.md': A,
      'content/ex/a.md': A,
      'docs/guide.md': A,
      'docs/other.md': A,
      'notes/n.md': A,
      'notes/bundle/index.md': A,
      'notes/bundle/part.md': A,
      'notes/no/n.md': A,
      'pictures/a.md': A,
    },
    published: {
      'content/posts/a.md': '/posts/a/',
      'docs/guide.md': '/posts/the-guide/',
      'notes/n.md': '/de/posts/notes/n/',
      'notes/bundle/index.md': '/de/posts/notes/bundle/',
    },
  },
  {
    name: 'the configuration may be split, and one for production counts most',
    files: {
      'hugo.toml': 'disablePathToLower = true\n[permalinks]\nposts = "/a/:slug/"',
      'config/_default/permalinks.yaml': 'posts: /b/:title/\nnotes: /n/:contentbasename/',
      'config/production/hugo.json': '{"Permalinks": {"posts": "/c/:slug/"}}',
      'config/development/permalinks.toml': 'posts = "/d/:slug/"',
      'content/posts/a.md': A,
      'content/notes/B c.md': A,
    },
    published: { 'content/posts/a.md': '/c/A/', 'content/notes/B c.md': '/n/B-c/' },
  },
  {
    name: 'each language has settings of its own, above those of the site',
    files: {
      'hugo.toml': 'defaultContentLanguage = "de"\ndefaultContentLanguageInSubdir = true',
      'config/_default/languages.toml':
        '[de]\n[en]\ncontentDir = "english"\n[en.permalinks]\nposts = "/e/:slug/"\n[fr]\ndisabled = true',
      'config/_default/permalinks.toml': 'posts = "/:year/:slug/"\nnotes = "/n/:slug/"',
      'content/posts/a.md': A,
      'content/posts/a.fr.md': A,
      'english/posts/a.md': A,
      'english/notes/a.md': A,
    },
    published: {
      'content/posts/a.md': '/de/2020/a/',
      'english/posts/a.md': '/en/e/a/',
      'english/notes/a.md': '/en/notes/a/',
    },
  },
  {
    name: 'languages may have hosts of their own, or one only',
    files: {
      'hugo.toml':
        '[languages.de]\nbaseURL = "https://de.example/x/"\n[languages.en]\nbaseURL = "https://en.example"',
      'content/posts/a.de.md': A,
      'content/posts/a.md': A,
    },
    published: {
      'content/posts/a.de.md': 'https://de.example/x/posts/a/',
      'content/posts/a.md': 'https://en.example/posts/a/',
    },
  },
  {
    name: 'patterns of addresses have sections, formats of Go, escapes and targets',
    files: {
      'hugo.yaml': [
        'baseURL: https://example.org/blog/',
        'permalinks:',
        '- {target: {path: /posts/a/**}, pattern: "/My Posts/:sections/:2006-Jan-02/:title"}',
        '- {target: {path: "/{posts,notes}/*"}, pattern: "/x\\\\:y/:title/:slug/:filename.html"}',
      ].join('\n'),
      'content/posts/a/b/_index.md': yaml('title: x'),
      'content/posts/a/b/c/d.md': yaml('title: "C++ & 100% (x): y / z"', DATE),
      'content/posts/e+f é! & g.md': yaml('title: a/b + C', 'slug: "-x/y - z-"'),
      'content/other/ΚΑΛΟΣ.md': A,
      'content/other/E+f é! -- g - h.md': A,
    },
    published: {
      'content/posts/a/b/c/d.md': '/blog/my-posts/posts/a/b/2020-jan-02/c-100-x-y-z/',
      'content/posts/e+f é! & g.md': '/blog/xy/a-b--c/x/y-z/e-f-%C3%A9-g.html/',
      'content/other/ΚΑΛΟΣ.md': '/blog/other/%CE%BA%CE%B1%CE%BB%CE%BF%CF%83/',
      'content/other/E+f é! -- g - h.md': '/blog/other/e+f-%C3%A9----g---h/',
    },
  },
  {
    name: 'a url of front matter is taken as it is',
    files: {
      'hugo.toml': 'defaultContentLanguageInSubdir = true',
      'content/u/a.md': yaml('title: X y', 'url: /:year/:slug/:title', DATE, 'slug: Sl'),
      'content/u/b.md': yaml('url: rel/:title.html', 'title: X Y'),
      'content/u/c.md': yaml('url: /Abs/V1.2/foo'),
      'content/u/d.md': yaml('url: /x/index.html'),
    },
    published: {
      'content/u/a.md': '/2020/sl/x-y/',
      'content/u/b.md': '/en/rel/x-y.html',
      'content/u/c.md': '/Abs/V1.2/foo',
      'content/u/d.md': '/x/',
    },
  },
  {
    name: 'dates come from where the configuration says, slugs from dated names',
    files: {
      'hugo.toml':
        'disablePathToLower = true\n[frontmatter]\ndate = ["written", ":filename", ":default"]\n[permalinks]\nposts = "/:year/:month/:day/:slug/"',
      'content/posts/2021-03-05-10-30-45-bean.md': yaml('title: T', 'date: 2020-01-01'),
      'content/posts/2021-03-06-v1.2.md': yaml('title: T', 'written: 2019-05-05'),
      'content/posts/2021-03-07.md': yaml('title: T'),
      'content/posts/2021-3-8-x.md': yaml('title: T', 'published: true', 'pubdate: 2018-01-01'),
      'content/other/2021-03-09-Bundle X/index.md': yaml('title: T'),
      'content/other/2021-03-10 a_.md': yaml('title: T', 'slug: own'),
    },
    published: {
      'content/posts/2021-03-05-10-30-45-bean.md': '/2021/03/05/bean/',
      'content/posts/2021-03-06-v1.2.md': '/2019/05/05/T/',
      'content/posts/2021-03-07.md': '/2021/03/07/T/',
      'content/posts/2021-3-8-x.md': '/2018/01/01/T/',
      'content/other/2021-03-09-Bundle X/index.md': '/other/Bundle-X/',
      'content/other/2021-03-10 a_.md': '/other/own/',
    },
  },
]

for (const { name, files, published } of CASES) {
  test(name, async (t) => {
    const config = Object.keys(files).some((file) => /^(?:hugo|config)/.test(file)) ? {} : { 'hugo.toml': '' }
    const found = await addressesOf(await folderOf(t, { ...config, ...files }))
    const isOut = (value: unknown) => ['excluded', 'draft'].includes(String(value))
    const posts = Object.entries(found).filter(([, value]) => !isOut(value))
    assert.deepEqual(Object.fromEntries(posts), published)
  })
}

test('what is published but not read is told', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': 'theme = ["t", "u"]\n[frontmatter]\ndate = [":git", ":default"]',
    'themes/t/content/posts/a.md': A,
    'content/posts/a.md': A,
    'content/books/_content.gotmpl': '{{ }}',
  })
  const { notes } = await openSource(folder)
  assert.deepEqual(
    notes?.map((note) => note.split(':')[0]),
    ['frontmatter.date', 'themes/t/content', 'content/books/_content.gotmpl'],
  )
})

test('a pattern of ignoreFiles that cannot be read is refused', async (t) => {
  const folder = await folderOf(t, { 'hugo.toml': 'ignoreFiles = ["["]', 'content/posts/a.md': A })
  await assert.rejects(itemsOf(folder), /ignoreFiles: expected a regular expression, got "\["/)
})

test('aliases are addresses of the site; without a slash in front they are beside the page', async (t) => {
  const aliasesOf = async (config: string) => {
    const folder = await folderOf(t, {
      'hugo.toml': config,
      'content/posts/a.md': yaml('title: A', 'aliases: [/x, y/z, ../up/, /q.html]'),
      'content/posts/b.en.md': yaml('title: B', 'aliases: /old /Q%20Q/é'),
    })
    return ((await documentsOf(folder)) as { aliases: string[] }[]).map(({ aliases }) => aliases)
  }
  assert.deepEqual(await aliasesOf(''), [
    ['/x/', '/posts/y/z/', '/up/', '/q.html'],
    ['/old/', '/Q%20Q/%C3%A9/'],
  ])
  assert.deepEqual(
    await aliasesOf('uglyURLs = true\ndefaultContentLanguage = "de"\n[languages.de]\n[languages.en]'),
    [
      ['/x.html', '/posts/y/z.html', '/up/', '/q.html'],
      ['/en/old.html', '/en/Q%20Q/%C3%A9.html'],
    ],
  )
})

test('translations on hosts of their own have ids of their own', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml':
      '[languages.de]\nbaseURL = "https://de.example/"\n[languages.en]\nbaseURL = "https://en.example"',
    'content/posts/a.de.md': A,
    'content/posts/a.md': A,
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ id, url }) => [id, url]),
    [
      ['de/posts/a', 'https://de.example/posts/a/'],
      ['posts/a', 'https://en.example/posts/a/'],
    ],
  )
})

test('a post that is published before its date is dated by the day when it is published', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '[permalinks]\nposts = "/:year/:slug/"',
    'content/posts/a.md': yaml('title: A', 'date: 2090-01-01', 'publishDate: 2020-01-01'),
    'content/posts/b.md': yaml('title: B', 'date: 2020-01-01', 'publishDate: 2090-01-01'),
    'content/posts/c.md': yaml('title: C', 'modified: 2019-01-01'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ url, date }) => [url, date]),
    [
      ['/2090/a/', '2020-01-01T00:00:00Z'],
      ['/2020/b/', '2090-01-01T00:00:00Z'],
      ['/2019/c/', '2019-01-01T00:00:00Z'],
    ],
  )
})

test('times of files are dates if the configuration says so', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '[frontmatter]\ndate = [":fileModTime"]',
    'content/posts/a.md': A,
  })
  const [post] = (await documentsOf(folder)) as { date: string }[]
  assert.ok(Math.abs(Date.parse(post?.date ?? '') - Date.now()) < 60_000, post?.date)
})

test('what a theme leaves out of its search stays out, and the reason is told', async (t) => {
  const reasons: [front: string, reason: string | undefined][] = [
    ['searchHidden: true', 'searchHidden'],
    ['params: {exclude_from_search: true}', 'excludeFromSearch'],
    ['search_exclude: true', 'search_exclude'],
    ['extra: {noindex: yes}', 'noindex'],
    ['robots: "noindex, follow"', 'robots: noindex'],
    ['search: {exclude: true}', 'search.exclude'],
    ['pagefind: false', 'pagefind: false'],
    ['search: false', 'search: false'],
    ['headless: true', 'headless'],
    ['_build: {render: never, list: never}', 'not rendered'],
    ['build: {list: never}', 'unlisted'],
    ['unpublishDate: 2001-01-01', 'expired'],
    ['searchHidden: false', undefined],
    ['search: {exclude: false}', undefined],
    ['build: {list: always, render: always}', undefined],
  ]
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/posts/_index.md': yaml('cascade: {params: {searchHidden: false}}'),
    ...Object.fromEntries(
      reasons.map(([front], i) => [`content/posts/${String.fromCharCode(97 + i)}.md`, yaml(front)]),
    ),
    'content/z/_index.md': yaml('cascade: {params: {SearchHidden: true}}'),
    'content/z/a.md': yaml('title: A'),
    'content/z/b.md': yaml('searchHidden: false'),
  })
  const items = await itemsOf(folder)
  assert.deepEqual(
    items.map((item) => (item.kind === 'document' ? item.excludedBy : item)),
    [...reasons.map(([, reason]) => reason), 'searchHidden', undefined],
  )
})
