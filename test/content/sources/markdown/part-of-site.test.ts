import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { look } from '../../../../src/content/project/init/look.ts'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf, itemsOf } from '../folder-of.ts'
import { addressesOf, toml, yaml } from './addresses-of.ts'

const POST = yaml('title: x', 'date: 2019-01-04')

/** A site of each generator, and the folders of it that somebody may name. */
const SITES: [name: string, files: Record<string, string>, parts: string[]][] = [
  [
    'Hugo',
    {
      'hugo.toml': '[permalinks]\nposts = "/:year/:slug/"',
      'content/_index.md': yaml('title: x'),
      'content/posts/a.md': yaml('title: b', 'date: 2019-01-04'),
      'content/posts/bundle/index.md': POST,
      'content/posts/bundle/part.md': POST,
      'content/about.md': POST,
    },
    ['content', 'content/posts', 'content/posts/bundle'],
  ],
  [
    'Zola',
    {
      'config.toml': 'base_url = "https://example.org"',
      'content/blog/_index.md': toml('title = "x"'),
      'content/blog/2019-01-04-Big cats.md': toml('title = "x"'),
      'content/blog/b.md': toml('path = "c"'),
    },
    ['content', 'content/blog'],
  ],
  [
    'Jekyll',
    {
      '_config.yml': 'permalink: /:categories/:title/\nbaseurl: /b\nexclude: ["*private*"]',
      '_posts/2019-01-04-a.md': POST,
      '_posts/private/2019-01-05-b.md': POST,
      'cats/_posts/deep/2019-01-06-c.md': POST,
    },
    ['_posts', 'cats', 'cats/_posts', 'cats/_posts/deep'],
  ],
  [
    'Octopress',
    {
      '_config.yml': 'source: source\npermalink: /blog/:title/',
      'source/_posts/2019-01-04-a.markdown': POST,
    },
    ['source', 'source/_posts'],
  ],
  [
    'Hexo',
    {
      '_config.yml': 'permalink: :year/:title.html\nskip_render: "_posts/raw/**"',
      'source/_posts/a.md': POST,
      'source/_posts/raw/b.md': POST,
      'source/_posts/sub/c.md': POST,
      'source/about.md': POST,
    },
    ['source', 'source/_posts', 'source/_posts/sub'],
  ],
  [
    'Eleventy',
    {
      'eleventy.config.js': 'export const config = { dir: { input: "src" } }',
      'src/posts/posts.json': '{"permalink": "/p/{{ page.fileSlug }}/"}',
      'src/posts/a.md': POST,
      'src/posts/b/index.md': POST,
      'src/c.md': POST,
    },
    ['src', 'src/posts', 'src/posts/b'],
  ],
  [
    'Astro',
    {
      'astro.config.mjs': '',
      'src/content/blog/a.md': POST,
      'src/content/authors/ann.md': POST,
    },
    ['src', 'src/content', 'src/content/blog'],
  ],
  [
    'Docusaurus',
    {
      'docusaurus.config.js': '',
      'blog/2019-01-04-a.md': POST,
      'i18n/de/docusaurus-plugin-content-blog/2019-01-04-a.md': POST,
    },
    ['blog', 'i18n', 'i18n/de/docusaurus-plugin-content-blog'],
  ],
]

for (const [name, files, parts] of SITES) {
  test(`posts of a part of a site of ${name} are those of the whole`, async (t) => {
    const folder = await folderOf(t, files)
    const whole = Object.entries(await addressesOf(folder))
    for (const part of parts) {
      const inPart = whole
        .filter(([place]) => place.startsWith(`${part}/`))
        .map(([place, address]) => [place.slice(part.length + 1), address])
      assert.ok(inPart.length > 0)
      assert.deepEqual(Object.entries(await addressesOf(join(folder, part))), inPart, part)
    }
  })
}

test('ids are those of the whole site, and comments beside the posts are read', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'permalink: /:title/',
    '_posts/2019-01-04-a.md': POST,
    '_posts/comments.ndjson': '{"id": "1", "postId": "a", "text": "x"}',
  })
  assert.deepEqual(await documentsOf(join(folder, '_posts')), await documentsOf(folder))
  const places = (await itemsOf(join(folder, '_posts'))).map(({ place }) => place)
  assert.deepEqual(places, ['2019-01-04-a.md', 'comments.ndjson:1'])
})

test('a folder beside the content of a site is no part of it', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'permalink: /:title/',
    '_posts/2019-01-04-a.md': POST,
    'inner/hugo.toml': '',
    'inner/content/posts/b.md': POST,
    'notes/c.md': yaml('title: x'),
    '_site/d.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(join(folder, 'notes')), { 'c.md': '/c/' })
  assert.deepEqual(await addressesOf(join(folder, '_site')), { 'd.md': '/d/' })
  assert.deepEqual(await addressesOf(join(folder, 'inner/content')), { 'posts/b.md': '/posts/b/' })
})

test('a configuration above that cannot be read stops the command', async (t) => {
  const folder = await folderOf(t, { '_config.yml': 'a: [b', '_posts/2019-01-04-a.md': POST })
  await assert.rejects(openSource(join(folder, '_posts')), /^InputError: _config.yml:1:6: expected YAML, got/)
})

test('the search for a site ends with a repository', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'permalink: /:title/',
    'repository/.git/HEAD': '',
    'repository/_posts/2019-01-04-a.md': POST,
  })
  const addresses = await addressesOf(join(folder, 'repository/_posts'))
  assert.deepEqual(addresses, { '2019-01-04-a.md': '/2019/01/04/a/' })
})

test('init takes the address of the site from the configuration above', async (t) => {
  const folder = await folderOf(t, {
    '_config.yml': 'url: https://example.org',
    '_posts/2019-01-04-a.md': POST,
  })
  const fetch = () => assert.fail('nothing is fetched')
  assert.equal((await look(join(folder, '_posts'), { fetch })).site, 'https://example.org')
})
