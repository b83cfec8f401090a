import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentsOf, folderOf, itemsOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

const DATE = 'date: 2019-01-04 23:30:00'
const FILES = {
  'scaffolds/post.md': yaml('title: x'),
  'source/_posts/2019-05-06-dated.md': yaml('title: x'),
  'source/_posts/2020/deep.md': yaml(DATE, 'categories: [Foo Bar, b]'),
  'source/_posts/Mixed Case.md': yaml(DATE, 'slug: other'),
  'source/_posts/given.md': yaml(DATE, 'permalink: custom/path'),
  'source/about/index.md': yaml('title: x'),
}

/** The addresses that Hexo 7 gives the posts, in the order of their places. For a post without a date Hexo takes the time of its file; here the date in its name stands in. */
const CONFIGS: [config: string, addresses: string[]][] = [
  [
    'new_post_name: ":year-:month-:day-:title.md"',
    ['/2019/05/06/dated/', '/2019/01/04/2020-deep/', '/2019/01/04/Mixed-Case/', '/custom/path'],
  ],
  [
    'permalink: ":category/:title/"',
    [
      '/uncategorized/2019-05-06-dated/',
      '/Foo-Bar/b/2020/deep/',
      '/uncategorized/Mixed%20Case/',
      '/custom/path',
    ],
  ],
  [
    'new_post_name: :lang/:title.md\npermalink: :lang/:i_month/:hour/:name.html\npretty_urls: {trailing_html: false}\npermalink_defaults: {lang: en}',
    ['/en/5/00/2019-05-06-dated', '/2020/1/23/deep', '/en/1/23/Mixed-Case', '/custom/path'],
  ],
  [
    'permalink: :hash/:category\ncategory_map: {b: Bees!}\nfilename_case: 1\npost_asset_folder: true\ndefault_category: none',
    ['/c1ecc29e85f6/none/', '/9b9f6f532fbd/foo-bar/bees/', '/bd13a2c4a96b/none/', '/custom/path/'],
  ],
]

for (const [config, expected] of CONFIGS) {
  test(`posts have the addresses of the configuration ${config}`, async (t) => {
    const folder = await folderOf(t, { ...FILES, '_config.yml': config })
    assert.deepEqual(Object.values(await addressesOf(folder)), [...expected, 'skipped: page'])
    assert.equal(Object.values(await addressesOf(folder, { pages: true })).at(-1), '/about/')
  })
}

test('posts that a plugin encrypts, skipped, ignored and hidden ones stay out', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': [
      'encrypt: {tags: [{name: diary, password: secret}]}',
      'skip_render: ["_posts/raw/**"]',
      'ignore: ["**/ignored"]',
      'exclude: ["left/**"]',
      'include: ["_kept/**"]',
    ].join('\n'),
    'source/_drafts/draft.md': yaml('title: x'),
    'source/_kept/page.md': yaml('title: x'),
    'source/_posts/_hidden/a.md': yaml('title: x'),
    'source/_posts/ignored/b.md': yaml('title: x'),
    'source/_posts/locked.md': yaml(DATE, 'password: 123'),
    'source/_posts/open.md': yaml(DATE, 'tags: [diary]', 'password: ""'),
    'source/_posts/raw/c.md': yaml('title: x'),
    'source/_posts/tagged.md': yaml(DATE, 'tags: diary'),
    'source/_posts/tagged-blank.md': yaml(DATE, 'tags: [a, diary]', 'password:'),
    'source/_posts/unpublished.md': yaml(DATE, 'published: false'),
    'source/left/page.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'source/_drafts/draft.md': 'draft',
    'source/_kept/page.md': 'skipped: page',
    'source/_posts/locked.md': 'excluded',
    'source/_posts/open.md': '/2019/01/04/open/',
    'source/_posts/tagged-blank.md': 'excluded',
    'source/_posts/tagged.md': 'excluded',
    'source/_posts/unpublished.md': 'draft',
  })
  const reasons = (await itemsOf(folder)).map((item) => item.kind === 'document' && item.excludedBy)
  assert.equal(reasons.filter((reason) => reason === 'encrypted').length, 3)
})

test('the configuration decides about drafts, the future, and where the site lies', async (t) => {
  const files = { 'src/_drafts/a.md': yaml(DATE), 'src/_posts/b.md': yaml('date: 2099-01-04') }
  const itemsWith = async (config: string) =>
    itemsOf(await folderOf(t, { ...files, '_config.yml': `source_dir: src\n${config}` }))
  const [draft, post] = await itemsWith('render_drafts: true\nfuture: false\nurl: https://example.org/blog')
  assert.ok(draft?.kind === 'document' && post?.kind === 'document')
  const { url, draft: isDraft } = draft.value as { url: string; draft?: boolean }
  assert.deepEqual([url, isDraft, post.beforeDate], ['/blog/2019/01/04/a/', undefined, undefined])
  const [, published] = await itemsWith('root: /blog/')
  assert.ok(published?.kind === 'document' && published.beforeDate === true)
})

test('front matter has the forms of Hexo, or is missing', async (t) => {
  const path = await folderOf(t, {
    '_config.yml': 'source_dir: source\npermalink: :title/\nuse_slug_as_post_title: true',
    'source/_posts/open.md': 'title: Open\nkind:\n\t- tab\n---\nText.',
    'source/_posts/json.md': ';;;\n"title": "Json"\n;;;\nText.',
    'source/_posts/long.md': '----\ntitle: Long\n----\nText.',
    'source/_posts/heading.md': 'Heading\n---\nText.',
    'source/_posts/page.html': '---\ntitle: Page\n---\n<p>Text.</p>',
  })
  const documents = (await documentsOf(path)) as { title?: string; text: string }[]
  assert.deepEqual(
    documents.map(({ title, text }) => [title, text]),
    [
      ['heading', 'Heading\n---\nText.'],
      ['Json', 'Text.'],
      ['Long', 'Text.'],
      ['Open', 'Text.'],
      ['Page', '<p>Text.</p>'],
    ],
  )
})

test('a text of categories is one category', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': '',
    'source/_posts/a.md': yaml(DATE, 'categories: System Design', 'category: other', 'tags: kettle design'),
  })
  const [post] = (await documentsOf(folder)) as { categories: string[]; tags: string[] }[]
  assert.deepEqual([post?.categories, post?.tags], [['System Design'], ['kettle design']])
})

test('Octopress has its posts there too, but it is Jekyll', async (t) => {
  const post = { 'source/_posts/2019-01-04-a.markdown': yaml('categories: one two') }
  const config = 'permalink: /blog/:year/:month/:day/:title/'
  const ofJekyll = ['/blog/2019/01/04/a/']
  for (const files of [
    { ...post, '_config.yml': `${config}\nsource: source` },
    { ...post, '_config.yml': config, Rakefile: '' },
  ]) {
    assert.deepEqual(Object.values(await addressesOf(await folderOf(t, files))), ofJekyll)
  }
})
