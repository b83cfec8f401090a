import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readLines } from '../../../src/content/sources/lines.ts'
import { openSource } from '../../../src/content/sources/source.ts'
import { documentsOf, folderOf, itemsOf } from './folder-of.ts'

test('each line is a document; a byte order mark, empty lines and CRLF are tolerated', async (t) => {
  const folder = await folderOf(t, { 'posts.ndjson': '\ufeff{"id":1}\r\n\n  \n{"id":2}' })
  assert.deepEqual(await itemsOf(join(folder, 'posts.ndjson')), [
    { kind: 'document', place: 'posts.ndjson:1', value: { id: 1 } },
    { kind: 'document', place: 'posts.ndjson:4', value: { id: 2 } },
  ])
})

test('a broken line is an item error and the next is read', async (t) => {
  const lines = [Buffer.from('{"id":1}\n{"id":\n{"id":"'), Buffer.from([0xff]), Buffer.from('"}\n{"id":2}\n')]
  const folder = await folderOf(t, { 'posts.ndjson': Buffer.concat(lines) })
  const items = await itemsOf(join(folder, 'posts.ndjson'))
  assert.deepEqual(
    items.map(({ kind, place }) => `${place} ${kind}`),
    [
      'posts.ndjson:1 document',
      'posts.ndjson:2:7 failed',
      'posts.ndjson:3 failed',
      'posts.ndjson:4 document',
    ],
  )
  assert.match(JSON.stringify(items[1]), /expected JSON, got/)
  assert.match(JSON.stringify(items[2]), /expected UTF-8/)
})

test('a line over 16 MB is an item error', async (t) => {
  const long = JSON.stringify({ id: 1, text: 'x'.repeat(16 * 1024 * 1024) })
  const folder = await folderOf(t, { 'posts.ndjson': `{"id":0}\n${long}\n{"id":2}\n` })
  const items = await itemsOf(join(folder, 'posts.ndjson'))
  assert.deepEqual(
    items.map((item) => item.kind),
    ['document', 'failed', 'document'],
  )
  assert.match(JSON.stringify(items[1]), /posts.ndjson:2.*expected a line of at most 16777216 bytes/)
})

test('lines are whole however the file is cut into chunks', async (t) => {
  const texts = Array.from({ length: 400 }, (_, index) => `é${index}`.repeat(index * 3))
  const folder = await folderOf(t, { 'a.ndjson': texts.join('\n') })
  const read = []
  for await (const line of readLines(join(folder, 'a.ndjson'))) read.push(line.bytes?.toString())
  assert.deepEqual(read, texts)
})

test('relative addresses are resolved against the site', async (t) => {
  const folder = await folderOf(t, {
    'a.jsonl': '{"url":"/a/"}\n{"url":"b"}\n{"url":"https://x.org/c"}\n{"url":5}\n',
  })
  const options = { siteUrl: 'https://example.org/blog' }
  assert.deepEqual(await documentsOf(join(folder, 'a.jsonl'), options), [
    { url: 'https://example.org/a/' },
    { url: 'https://example.org/blog/b' },
    { url: 'https://x.org/c' },
    { url: 5 },
  ])
  assert.deepEqual((await documentsOf(join(folder, 'a.jsonl')))[0], { url: '/a/' })
})

test('a folder of NDJSON files is one source, a README beside them or not', async (t) => {
  const folder = await folderOf(t, {
    'b/posts.ndjson': '{"id":2}',
    'a.jsonl': '{"id":1}',
    'README.md': '# Read me',
  })
  assert.equal((await openSource(folder, {})).format, 'ndjson')
  assert.deepEqual(await documentsOf(folder), [{ id: 1 }, { id: 2 }])
})

test('a file is recognised by its content, not by its name', async (t) => {
  const folder = await folderOf(t, {
    posts: '{"id":1}\n{"id":2}\n',
    'list.json': '[\n1\n]',
    'a.txt': 'Hello',
  })
  assert.equal((await documentsOf(join(folder, 'posts'))).length, 2)
  await assert.rejects(
    openSource(join(folder, 'list.json'), {}),
    /list.json: expected a source of one of the formats .*ndjson.*, found a file that looks like JSON of no known export$/,
  )
  await assert.rejects(openSource(join(folder, 'a.txt'), {}), { name: 'InputError' })
  assert.equal((await itemsOf(join(folder, 'a.txt'), { format: 'ndjson' }))[0]?.kind, 'failed')
})

test('what is no source is refused with what was found', async (t) => {
  const folder = await folderOf(t, { 'a.txt': '', 'b.txt': '' })
  await assert.rejects(openSource(folder, {}), /found a folder with a.txt, b.txt/)
  await assert.rejects(openSource(join(folder, 'c'), {}), /found nothing there/)
  await assert.rejects(
    openSource(folder, { format: 'xml' }),
    /format: expected .*markdown, .*ndjson.*, got "xml"/,
  )
  await assert.rejects(openSource(folder, { siteUrl: 'ftp://x' }), /site URL: expected a http/)
})

test('an abort ends reading', async (t) => {
  const folder = await folderOf(t, { 'posts.ndjson': '{"id":1}\n'.repeat(100_000) })
  const source = await openSource(folder, {})
  const abort = new AbortController()
  await assert.rejects(async () => {
    for await (const _item of source.items(abort.signal)) abort.abort(new Error('enough'))
  }, /enough/)
})
