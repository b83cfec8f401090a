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
    '/2019-01-04-A_b.fr/',
    '/c.v2/',
  ])
})
