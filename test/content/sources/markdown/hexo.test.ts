import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf } from '../folder-of.ts'
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

/** The addresses that Hexo 7 gives the posts, in the order of their places. */
const CONFIGS: [config: string, addresses: string[]][] = [
  [
    'new_post_name: ":year-:month-:day-:title.md"',
    ['/2019/05/06/dated/', '/2019/01/04/2020/deep/', '/2019/01/04/Mixed%20Case/', '/custom/path'],
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
]

for (const [config, expected] of CONFIGS) {
  test(`posts have the addresses of the configuration ${config}`, async (t) => {
    const folder = await folderOf(t, { ...FILES, '_config.yml': config })
    assert.deepEqual(Object.values(await addressesOf(folder)), [...expected, 'skipped: page'])
    assert.equal(Object.values(await addressesOf(folder, { pages: true })).at(-1), '/about/')
  })
}
