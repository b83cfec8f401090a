import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { IndexedPost } from '../../../src/content/documents/indexed.ts'
import { toIndexedPost } from '../../../src/content/documents/to-indexed.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { openSource } from '../../../src/content/sources/source.ts'
import { packageRoot } from '../../../src/core/package.ts'

const corpora = join(packageRoot, '../shared/corpora/')
const skip = existsSync(corpora) ? false : '../shared is absent'

async function read(path: string, siteUrl?: string) {
  const posts = new Map<string, IndexedPost>()
  const problems: unknown[] = []
  let comments = 0
  const source = await openSource(corpora + path, siteUrl === undefined ? {} : { siteUrl })
  for await (const item of source.items()) {
    // The normalised posts that some blogs are compared with have no descriptions.
    const value = item.kind === 'document' ? { ...(item.value as object), description: undefined } : undefined
    const validated = value && validateDocument(value)
    if (validated?.kind === 'post') posts.set(validated.post.id, toIndexedPost(validated.post))
    else if (validated?.kind === 'comment') comments += 1
    else problems.push(item, validated)
  }
  return { posts, comments, problems }
}

test('all posts and comments of a big blog are read', { skip }, async () => {
  const { posts, comments, problems } = await read('haacked')
  assert.deepEqual([posts.size, comments, problems], [2_032, 24_057, []])
})

test('a blog in YAML has the titles, texts and dates of its posts', { skip }, async () => {
  const { posts, problems } = await read('gov18f/orig', 'https://18f.gsa.gov')
  assert.deepEqual([posts.size, problems], [508, []])
  const expected = (await read('gov18f/posts.ndjson')).posts
  const byTitle = new Map([...posts.values()].map((post) => [post.title + post.text, post]))
  assert.deepEqual(
    [...expected.values()].filter((post) => !byTitle.has(post.title + post.text)),
    [],
  )
  // Other posts link to it at this address: the date in its front matter counts, not that in its file's name.
  const github = posts.get('2015/03/03/how-to-use-github-and-the-terminal-a-guide')
  assert.equal(github?.date, '2015-03-03T00:00:00Z')
  assert.equal(posts.get('2014/03/12/coming-soon')?.date, '2014-03-12T10:11:00-04:00')
  assert.deepEqual(posts.get('2014/03/12/coming-soon')?.tags, ['18f'])
})

test('a blog in TOML has the addresses, titles, texts and dates of its posts', { skip }, async () => {
  const { posts, problems } = await read('rustblog/orig', 'https://blog.rust-lang.org')
  assert.deepEqual(problems, [])
  const expected = (await read('rustblog/posts.ndjson')).posts
  const withoutTags = (map: Map<string, IndexedPost>) =>
    [...map.values()]
      .map(({ id, url, title, text, date }) => ({ id, url, title, text, date }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  assert.deepEqual(withoutTags(posts), withoutTags(expected))
})
