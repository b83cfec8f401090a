import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, yaml } from './addresses-of.ts'

test('posts are those of the collection of the blog, in Markdown or MDX', async (t) => {
  const folder = await folderOf(t, {
    'astro.config.mjs': '',
    'README.md': yaml('title: x'),
    'src/content/authors/ann.md': yaml('name: Ann'),
    'src/content/blog/First Post, v1.0.md': yaml('title: x'),
    'src/content/blog/_private.md': yaml('title: x'),
    'src/content/blog/nested/index.mdx': yaml('title: x'),
    'src/content/blog/slug.md': yaml('slug: 2019/other'),
    'src/pages/about.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'src/content/authors/ann.md': 'skipped: page',
    'src/content/blog/First Post, v1.0.md': '/blog/first-post-v10/',
    'src/content/blog/nested/index.mdx': '/blog/nested/',
    'src/content/blog/slug.md': '/blog/2019/other/',
    'src/pages/about.md': 'skipped: page',
  })
  const moved = await addressesOf(folder, { permalink: '/:slug/', pages: true })
  assert.equal(moved['src/content/blog/slug.md'], '/2019/other/')
  assert.equal(moved['src/pages/about.md'], '/about/')
})

test('collections lie where their configuration says, under the pages that show them', async (t) => {
  // As Astro 5 writes them.
  const folder = await folderOf(t, {
    'astro.config.mjs': '',
    'src/content.config.ts': `const journal = defineCollection({ loader: glob({ pattern: '**/*.md', base: './words/diary' }) })
      const other = defineCollection({ loader: glob({ base: "./words" }) })
      export const collections = { 'blog': journal, other }`,
    'src/pages/[lang]/b/[...slug].astro': "await getCollection('blog')",
    'words/diary/fr/a.md': yaml('title: x'),
    'words/b.md': yaml('title: x'),
    'README.md': yaml('title: x'),
  })
  assert.deepEqual(await addressesOf(folder), {
    'words/b.md': 'skipped: page',
    'words/diary/fr/a.md': '/fr/b/a/',
  })
})

test('without such a collection all of them are', async (t) => {
  const folder = await folderOf(t, {
    'src/content/ramblings/a.md': yaml('title: x'),
    'src/pages/b.md': yaml('title: x'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['/ramblings/a/', 'skipped: page'])
})

test('its names of dates are known', async (t) => {
  const folder = await folderOf(t, {
    'astro.config.mjs': '',
    'src/pages/posts/a.md': yaml('pubDate: Jul 08 2022', 'updatedDate: 2023-01-01', 'draft: true'),
    'src/pages/posts/b.md': yaml('pubDatetime: 2022-09-23T15:22:00Z', 'modDatetime: 2023-12-21'),
  })
  const posts = (await documentsOf(folder)) as Record<string, unknown>[]
  assert.deepEqual(
    posts.map(({ url, date, updated, draft }) => [url, date, updated, draft]),
    [
      ['/posts/a/', '2022-07-08T00:00:00Z', '2023-01-01T00:00:00Z', true],
      ['/posts/b/', '2022-09-23T15:22:00Z', '2023-12-21T00:00:00Z', undefined],
    ],
  )
})

test('the page of a collection gives the first folders of its addresses, and may take off the dates', async (t) => {
  // As Astro 5 builds them.
  const page = (params: string) =>
    `---\nconst posts = await getCollection('blog')\nreturn posts.map((post) => ({ params: { slug: ${params} } }))\n---`
  const posts = {
    'src/content/blog/2019-01-04-dated.md': yaml('title: x'),
    'src/content/blog/nested/2019-01-05-deep/index.md': yaml('title: x'),
    'src/content/blog/slug.md': yaml('slug: 2019/other'),
  }
  const keeping = await folderOf(t, {
    ...posts,
    'astro.config.mjs': "export default { base: '/docs', trailingSlash: 'never' }",
    'src/pages/posts/[...slug].astro': page('post.id'),
    'src/pages/tags/[tag].astro': page('post.id'),
  })
  assert.deepEqual(Object.values(await addressesOf(keeping)), [
    '/docs/posts/2019-01-04-dated',
    '/docs/posts/nested/2019-01-05-deep',
    '/docs/posts/2019/other',
  ])
  const dropping = await folderOf(t, {
    ...posts,
    'astro.config.mjs': '',
    'src/pages/[slug]/index.astro': page('post.id.replace(/^\\d{4}-\\d{2}-\\d{2}-/, "")'),
  })
  assert.deepEqual(Object.values(await addressesOf(dropping)), [
    '/dated/',
    '/nested/2019-01-05-deep/',
    '/2019/other/',
  ])
  const given = (permalink: string) => addressesOf(dropping, { permalink })
  assert.equal(Object.values(await given('/:year/:slug/'))[0], '/2019/dated/')
  assert.equal(Object.values(await given('/b/:id/'))[0], '/b/2019-01-04-dated/')
})

test('code that may decide about drafts or addresses is noted', async (t) => {
  const folder = await folderOf(t, {
    'astro.config.ts': 'export default { redirects: {} }',
    'src/content.config.ts': 'const schema = z.object({ draft: z.boolean() }) // generateId',
    'src/content/blog/a.md': yaml('title: x'),
  })
  assert.deepEqual((await openSource(folder)).notes, [
    'astro.config.ts is code, which is not run; it may decide about addresses',
    'src/content.config.ts is code, which is not run; it may decide about drafts',
  ])
})
