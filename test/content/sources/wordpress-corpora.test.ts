import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPlainText, toPlainTitle } from '../../../src/content/documents/plain-text.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import type { SourceItem } from '../../../src/content/sources/source-types.ts'
import { wordpressFormat } from '../../../src/content/sources/wordpress/wordpress.ts'
import { packageRoot } from '../../../src/core/package.ts'

const corpora = join(packageRoot, '../shared/corpora/')
const skip = existsSync(corpora) ? false : '../shared is absent'

async function read(path: string) {
  const items: SourceItem[] = []
  const source = await wordpressFormat.open(corpora + path, {})
  for await (const item of source.items()) items.push(item)
  return items
}

function documentsOf(items: readonly SourceItem[]) {
  const validated = items.flatMap((item) => (item.kind === 'document' ? [validateDocument(item.value)] : []))
  return {
    posts: validated.flatMap((document) => (document.kind === 'post' ? [document.post] : [])),
    comments: validated.flatMap((document) => (document.kind === 'comment' ? [document.comment] : [])),
    invalid: validated.filter((document) => document.kind === 'invalid'),
  }
}

function reasonsOf(items: readonly SourceItem[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) {
    if (item.kind !== 'skipped') continue
    const name = `${item.what}: ${item.reason}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

async function linesOf(path: string): Promise<Record<string, string>[]> {
  const lines = (await readFile(corpora + path, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

/** The words of a text as a reader sees it, whatever is between them. The collection has no addresses of people. */
function words(html: string): string {
  return toPlainText(html, 'html')
    .replace(/[\w.]+@[\w.]+\w/g, '(address)')
    .replace(/\s+/g, ' ')
}

/** The only shortcode of that blog; some have their text as an attribute. */
function withoutCaptions(html: string): string {
  return html.replace(/\[\/?caption(?:[^\]]*?caption="([^"]*)")?[^\]]*\]/g, ' $1 ')
}

test('a real export has the posts, comments, titles, texts and dates of its blog', { skip }, async () => {
  const items = await read('wxr-cclabs/orig/wordpress.xml')
  const { posts, comments, invalid } = documentsOf(items)
  assert.deepEqual([posts.length, comments.length, invalid], [219, 119, []])
  assert.deepEqual(reasonsOf(items), {
    'comment: comment of an unpublished post': 1,
    'comment: pingback': 61,
    'post: page': 5,
  })
  const expectedPosts = await linesOf('wxr-cclabs/posts.ndjson')
  assert.deepEqual(
    posts.map(({ id, url, title, text, date }) => ({
      id,
      url,
      title: toPlainTitle(title ?? '', 'html'),
      text: words(text),
      date,
    })),
    expectedPosts.map(({ id, url, title = '', text = '', date }) => ({
      id,
      url,
      title: toPlainTitle(title, 'html'),
      text: words(withoutCaptions(text)),
      date,
    })),
  )
  const expectedComments = await linesOf('wxr-cclabs/comments.ndjson')
  assert.deepEqual(
    comments.map(({ id, postId, text, date }) => ({ id, postId, text: words(text), date })),
    expectedComments.map(({ id, postId, text = '', date }) => ({ id, postId, text: words(text), date })),
  )
})

test('nothing of any export is lost without a word', { skip }, async () => {
  const folders = ['wxr-cclabs/orig/', 'wxr-theme-test/orig/', 'wxr-fixtures/orig/']
  const names = await Promise.all(folders.map((folder) => readdir(corpora + folder)))
  const paths = folders.flatMap((folder, index) => (names[index] ?? []).map((name) => folder + name))
  assert.equal(paths.length, 41)
  for (const path of paths) {
    const items = await read(path)
    const { posts, comments, invalid } = documentsOf(items)
    const skipped = (what: string) =>
      items.filter((item) => item.kind === 'skipped' && item.what === what).length
    const failed = items.filter((item) => item.kind === 'failed').length
    const file = await readFile(corpora + path, 'utf8')
    const count = (pattern: RegExp) => file.match(pattern)?.length ?? 0
    assert.deepEqual(invalid, [], path)
    const outside = path.endsWith('/malformed.xml') ? 1 : 0
    assert.equal(posts.length + skipped('post') + failed, count(/<item[ >]/g) + outside, path)
    assert.equal(comments.length + skipped('comment'), count(/<wp:comment>/g), path)
  }
})

test('the odd cases of WordPress are read as it shows them', { skip }, async () => {
  const items = await read('wxr-theme-test/orig/themeunittestdata.wordpress.xml')
  const { posts, comments } = documentsOf(items)
  assert.deepEqual(reasonsOf(items), {
    'comment: comment of an unpublished post': 6,
    'comment: pingback': 2,
    'comment: trackback': 2,
    'comment: unapproved': 1,
    'post: attachment': 37,
    'post: draft': 1,
    'post: page': 21,
    'post: password-protected': 1,
    'post: post type nav_menu_item': 70,
    'post: scheduled': 1,
  })
  const texts = new Map(posts.map(({ title, text }) => [title, toPlainText(text, 'html')]))
  const withShortcodes = [...texts].filter(([, text]) =>
    /\[\/?(?:caption|gallery|audio|video|embed|playlist)\b/.test(text),
  )
  assert.deepEqual(withShortcodes, [])
  assert.ok(comments.some(({ parentId }) => comments.some(({ id }) => id === parentId)))
})

test('CDATA that was not escaped is read whole', { skip }, async () => {
  const texts = async (name: string) =>
    documentsOf(await read(`wxr-fixtures/orig/${name}.xml`)).posts.map(({ text }) => text)
  const escaped = await texts('crazy-cdata-escaped')
  assert.deepEqual(await texts('crazy-cdata'), escaped)
  assert.deepEqual(escaped, ['Content with nested <![CDATA[ tags ]]> :)'])
})

test('a malformed export says where and what was expected', { skip }, async () => {
  const failures = async (name: string) =>
    (await read(`wxr-fixtures/orig/${name}.xml`)).map(
      (item) => `${item.place} ${'reason' in item ? item.reason : ''}`,
    )
  assert.deepEqual(await failures('malformed-simple'), [
    'malformed-simple.xml:9 expected </item> in the item, got the end of the file in line 14',
  ])
  assert.deepEqual(await failures('malformed'), ['malformed.xml:1 expected <channel> in <rss>, got none'])
})
