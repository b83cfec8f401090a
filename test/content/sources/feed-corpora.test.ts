import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import { toIndexedPost } from '../../../src/content/documents/to-indexed.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { decodeText } from '../../../src/content/sources/decode-text.ts'
import type { FeedEntry } from '../../../src/content/sources/feed/feed.ts'
import { feedFormat } from '../../../src/content/sources/feed/feed-file.ts'
import { parseFeed } from '../../../src/content/sources/feed/parse-feed.ts'
import { packageRoot } from '../../../src/core/package.ts'
import { itemsOf } from './feed-of.ts'

const feeds = join(packageRoot, '../shared/corpora/feeds/orig/')
const skip = existsSync(feeds) ? false : '../shared is absent'
const names = skip
  ? []
  : readdirSync(feeds, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.xml'))

/** As many as a text editor finds. */
function countEntries(xml: string): number {
  const markup = xml.replace(/<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, '')
  return [...markup.matchAll(/<(?:\w+:)?(?:item|entry)[\s/>]/g)].length
}

async function readOutcomes(name: string): Promise<string[]> {
  try {
    const items = await itemsOf((await feedFormat.open(feeds + name, {})).items())
    return items.map((item) => {
      if (item.kind !== 'document') return `${item.kind}: ${item.reason}`
      const validated = validateDocument(item.value)
      return validated.kind === 'invalid' ? `invalid: ${validated.errors.join()}` : validated.kind
    })
  } catch (error) {
    return [`refused: ${error instanceof Error ? error.message : error}`]
  }
}

test('587 feeds lose no entry without a word', { skip }, async () => {
  const outcomes = new Map<string, number>()
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  for (const name of names) {
    const bytes = readFileSync(feeds + name)
    assert.ok(feedFormat.recognises(bytes.toString('utf8'), name), name)
    const found = await readOutcomes(name)
    assert.equal(found.length, countEntries(bytes.toString('latin1')), name)
    if (found.length === 0) count('empty')
    for (const outcome of found) count(outcome)
  }
  // Most of these feeds have one entry with one field, to show how that is read.
  assert.deepEqual(Object.fromEntries(outcomes), {
    empty: 266,
    post: 17,
    'failed: expected a link or a guid that is a web address, got neither': 269,
    'skipped: without title and text': 48,
    'invalid: field "id": expected an id of 1 to 512 bytes without control characters, or a url with a path that makes one, got "http://www.example.com/"': 2,
    'refused: expected XML without entities of its own, got a DOCTYPE that defines some': 1,
  })
})

/** What a field of feedparser's is here. */
const FIELDS: readonly [RegExp, (entry: FeedEntry) => string | undefined, 'html' | 'date' | 'text'][] = [
  [/^title(?:_detail.value)?$/, ({ title }) => title, 'html'],
  [/^(?:summary|description|content)(?:_detail.value|.value)?$/, ({ text }) => text, 'html'],
  [/^link$/, ({ url }) => url, 'text'],
  [/^(?:id|guid)$/, ({ id }) => id, 'text'],
  [/^author(?:_detail.name)?$/, ({ author }) => author, 'text'],
  [/^category$/, ({ categories, tags }) => [...categories, ...tags][0], 'text'],
  [/^(?:published|created)_parsed$/, ({ date }) => date, 'date'],
  [/^updated_parsed$/, ({ updated, date }) => updated ?? date, 'date'],
]

/** Where feedparser decides otherwise. */
const OTHERWISE = new Map([
  ['atom/entry_author_map_author.xml', 'it shows addresses of authors'],
  ['atom10/entry_author_map_author.xml', 'it shows addresses of authors'],
  ['atom/entry_created_multiple_values.xml', 'of two dates it takes the last'],
  ['atom/entry_updated_multiple_values.xml', 'of two dates it takes the last'],
  ['atom/entry_title_text_plain_brackets.xml', 'it does not escape plain text'],
  ['atom10/entry_title_text_plain_brackets.xml', 'it does not escape plain text'],
  ['atom10/entry_content_text_plain_brackets.xml', 'it does not escape plain text'],
  ['atom10/entry_content_and_summary.xml', 'it keeps the summary beside the content'],
  ['rss/item_description_and_summary.xml', 'it keeps the summary beside the description'],
  ['rss/item_summary_and_description.xml', 'it keeps the summary beside the description'],
  ['rss/item_description_not_a_doctype.xml', 'it mends the HTML'],
  ['rss/item_image_link_conflict.xml', 'it keeps capitals in the name of a host'],
  ['rss/entity_in_doctype.xml', 'it expands entities'],
])

test('fields are what feedparser expects of its own feeds', { skip }, () => {
  const different: unknown[] = []
  let compared = 0
  for (const name of names) {
    const short = name.replace(/^feedparser\//, '')
    if (OTHERWISE.has(short)) continue
    for (const { field, expected, read } of readExpected(name)) {
      compared += 1
      if (read !== expected) different.push({ short, field, expected, read })
    }
  }
  assert.deepEqual(different, [])
  assert.ok(compared > 100, String(compared))
})

/** What a feed says that its first entry is, and what was read, for each field that is both here and there. */
function readExpected(name: string) {
  const bytes = readFileSync(feeds + name)
  const [, expectation = ''] = /^Expect:(.*)$/m.exec(bytes.toString()) ?? []
  const [entry] = parseFeed(decodeText(bytes).text, {}).entries()
  return [...expectation.matchAll(EXPECTED)].flatMap(([, path = '', value = '']) => {
    const field = path.replaceAll('[0]', '').replaceAll("']['", '.').slice(2, -2)
    const [, readField, kind] = FIELDS.find(([pattern]) => pattern.test(field)) ?? []
    if (readField === undefined || entry === undefined) return []
    const expected = kind === 'date' ? ofTuple(value) : normal(ofPython(value), kind)
    return [{ field, expected, read: normal(readField(entry), kind) }]
  })
}

const EXPECTED = /entries\[0\]((?:\['\w+'\]|\[0\])+) == (u?'[^']*'|u?"""[^"]*"""|u?"[^"]*"|\([\d, ]+\))/g

function normal(value: string | undefined, kind: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (kind === 'date') return new Date(value).toISOString()
  return kind === 'html' ? toPlainText(value, 'html') : value
}

function ofPython(literal: string): string {
  return literal.replace(/^u?(?:"""|["'])|(?:"""|["'])$/g, '')
}

function ofTuple(literal: string): string {
  const [year = 0, month = 1, ...rest] = [...literal.matchAll(/\d+/g)].map(Number)
  const [day, hour, minute, second] = rest
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString()
}

test('a real blog has its posts whole', { skip }, async () => {
  const items = await itemsOf((await feedFormat.open(`${feeds}mjibson-atom.xml`, {})).items())
  const posts = items.flatMap((item) => {
    const validated = item.kind === 'document' ? validateDocument(item.value) : undefined
    return validated?.kind === 'post'
      ? [toIndexedPost(validated.post, validated.post.language?.slice(0, 2))]
      : []
  })
  const post = posts.find(({ title }) => title === 'journalr')
  assert.deepEqual(
    [posts.length, post?.url, post?.date, post?.author],
    [17, 'http://mattjibson.com/blog/2011/09/22/journalr/', '2011-09-22T16:00:00-04:00', 'Matt Jibson'],
  )
  assert.ok(posts.every(({ text }) => text.length > 300))
})
