import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readFrontMatter } from '../../../../src/content/sources/markdown/front-matter.ts'
import { folderOf, itemsOf } from '../folder-of.ts'

test('front matter that cannot be read is told with its file, its line and what is wrong', async (t) => {
  const folder = await folderOf(t, {
    'a.md': '---\ntitle: Fine\n---\nText',
    'posts/quote.md': '---\ntitle: "Open\nmood: fine\n---\nText',
    'posts/third.md': '---\ntitle: Fine\ntags: [a, b\nmood: x\n---\nText',
    'posts/toml.md': '+++\ntitle = "Fine"\nmood = =\n+++\nText',
    'posts/json.md': '{\n  "title": "Fine",\n  "mood": x\n}\nText',
    'posts/open.md': '---\ntitle: Fine\nText',
  })
  const failed = (await itemsOf(folder)).flatMap((item) =>
    item.kind === 'failed' ? [`${item.place}: ${item.reason}`] : [],
  )
  const expected = [
    /^posts\/json\.md:3:11: front matter is not JSON: unexpected token/,
    /^posts\/open\.md:1: front matter: expected a line --- after it, got none$/,
    /^posts\/quote\.md:2:8: front matter is not YAML: missing closing quote$/,
    /^posts\/third\.md:[34]:\d+: front matter is not YAML: .+ must /,
    /^posts\/toml\.md:3:\d+: front matter is not TOML: .+/,
  ]
  assert.equal(failed.length, expected.length, failed.join('\n'))
  for (const [i, pattern] of expected.entries()) assert.match(failed[i] ?? '', pattern)
})

test('in a part of a site, places are those in the part, and each wrong date is told once', async (t) => {
  const folder = await folderOf(t, {
    'hugo.toml': '',
    'content/posts/a.md': '---\ntitle: [\n---\nText',
    'content/posts/b.md': '---\ndate: someday\nexpirydate: never\n---\nText',
    'content/posts/comments.ndjson': 'no JSON',
  })
  const items = await itemsOf(join(folder, 'content/posts'))
  assert.deepEqual(
    items.map(({ place }) => place),
    ['a.md:3:1', 'b.md', 'comments.ndjson:1:2'],
  )
  assert.deepEqual(items[1]?.kind === 'document' && items[1].warnings, [
    'field "date": expected a date, got "someday"',
    'field "expirydate": expected a date, got "never"',
  ])
})

test('a date that TOML does not allow stays as it is written', () => {
  const parts = readFrontMatter('+++\ntitle = "a"\ndate = 2019-02-29 # leap\nupdated = 2019-1-5 9:30\n+++\n')
  assert.deepEqual(parts.kind === 'found' && parts.fields, {
    title: 'a',
    date: '2019-02-29',
    updated: '2019-1-5 9:30',
  })
})
