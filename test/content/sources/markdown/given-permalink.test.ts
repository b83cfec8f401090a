import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

const DATE = 'date: 2019-01-04'

/** A post of each generator, a pattern of the project file, and the address that it gives. */
const CASES: [config: string, place: string, permalink: string, address: string][] = [
  ['_config.yml', '_posts/2019-01-04-a.md', 'pretty', '/x/2019/01/04/a/'],
  ['_config.yml', '_posts/2019-01-04-a.md', '/:categories/:y_day/:slug.html', '/x/004/a.html'],
  ['_config.yml', 'source/_posts/sub/2019-01-04-a.md', ':category/:name/', '/x/2019-01-04-a/'],
  ['_config.yml', 'source/_posts/sub/a.md', ':i_month/:post_title/:title', '/1/the-title/sub/a'],
  ['eleventy.config.js', 'posts/2019-01-04-a.md', '/:path/:year/:slug/', '/posts/2019/a/'],
  ['eleventy.config.js', 'posts/2019-01-04-a/index.md', '/:path/:name/', '/posts/2019-01-04-a/'],
  ['eleventy.config.js', 'posts/a.md', '/{{ title | slugify }}/:month/', '/the-title/01/'],
  ['astro.config.mjs', 'src/content/blog/sub/2019-01-04-a.md', '/:path/:name/', '/blog/sub/2019-01-04-a/'],
  ['astro.config.mjs', 'src/content/blog/sub/2019-01-04-a.md', '/:id/:year/', '/sub/2019-01-04-a/2019/'],
  ['docusaurus.config.js', 'blog/sub/2019-01-04-a.md', '/:path/:name', '/sub/2019-01-04-a'],
  ['none', 'sub/2019-01-04-a.md', '/:path/:month/:slug/', '/sub/01/a/'],
  ['none', 'sub/2019-01-04-a.md', '/:name.html', '/2019-01-04-a.html'],
]

test('permalink of the project file can say the addresses of each generator', async (t) => {
  for (const [config, place, permalink, address] of CASES) {
    const folder = await folderOf(t, {
      [config]: '',
      [place]: yaml(DATE, 'category: x', 'title: The Title'),
    })
    assert.deepEqual(await addressesOf(folder, { permalink }), { [place]: address }, permalink)
  }
})
