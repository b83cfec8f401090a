import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource, type SourceItem, type SourceOptions } from '../../../src/content/sources/source.ts'
import { essence } from './feed-of.ts'
import { folderOf, itemsOf } from './folder-of.ts'

async function read(
  t: Parameters<typeof folderOf>[0],
  text: string | Uint8Array,
  options: SourceOptions = {},
): Promise<SourceItem[]> {
  return itemsOf(`${await folderOf(t, { 'mt.txt': text })}/mt.txt`, options)
}

/** An entry with a text. Its fields come first. */
const entry = (fields: string, rest = 'BODY:\nText\n-----\n') => `${fields}\n-----\n${rest}--------\n`

const OARS = `AUTHOR: Kim
TITLE: On oars
BASENAME: on_oars
STATUS: Publish
CONVERT BREAKS: 1
DATE: 01/31/2002 03:31:05 PM
PRIMARY CATEGORY: Boats
CATEGORY: Boats
CATEGORY: Wood
TAGS: "long oars",ash
-----
BODY:
First line
second line

-----
is not the end: no part follows.
--------
-----
EXTENDED BODY:
More
-----
EXCERPT:
Short
-----
KEYWORDS:
rowing, water
-----
COMMENT:
AUTHOR: Bo
EMAIL: bo@example.org
IP: 1.2.3.4
URL: https://bo.example/
DATE: 02/01/2002 12:00:00 AM
Mine
broke
-----
PING:
TITLE: A ping
URL: https://spam.example/
BLOG NAME: Spam
DATE: 02/01/2002 12:00:00 AM
Ping
-----
COMMENT:
AUTHOR: Cy
DATE: 02/02/2002 13:00:00
-----
--------
`

test('an entry of Movable Type has its fields, texts and comments', async (t) => {
  const items = await read(t, `\ufeff${OARS}`, { siteUrl: 'https://boats.example' })
  assert.deepEqual(essence(items), [
    {
      url: 'https://boats.example/2002/01/on-oars.html',
      title: 'On oars',
      text: 'First line<br>second line</p><p>-----<br>is not the end: no part follows.<br>--------</p><p>More',
      format: 'html',
      categories: ['Boats', 'Wood'],
      tags: ['long oars', 'ash'],
      keywords: ['rowing', 'water'],
      author: 'Kim',
      date: '2002-01-31T15:31:05Z',
    },
    {
      id: '1',
      postUrl: 'https://boats.example/2002/01/on-oars.html',
      text: 'Mine<br>broke',
      format: 'html',
      author: 'Bo',
      date: '2002-02-01T00:00:00Z',
    },
    'skipped: without text',
  ])
  assert.deepEqual(
    items.map(({ place }) => place),
    ['mt.txt:1', 'mt.txt:29', 'mt.txt:45'],
  )
})

test('entries of Movable Type that are not published stay out, with their comments', async (t) => {
  const comment = 'COMMENT:\nAUTHOR: Bo\nHush\n-----\n'
  const text = [
    entry('TITLE: a\nSTATUS: Draft\nDATE: 01/02/2003 04:05:06', comment),
    entry('TITLE: b\nSTATUS: draft\nDATE: 01/02/2003 04:05:06'),
    entry('TITLE: c\nSTATUS: Future\nDATE: 01/02/2003 04:05:06'),
    entry('TITLE: d\nSTATUS: Unpublish\nDATE: 01/02/2003 04:05:06'),
    entry('TITLE: e\nSTATUS: PUBLISH\nDATE: 01/02/2003 04:05:06'),
  ].join('')
  assert.deepEqual(
    essence(await read(t, text)).map((item) => (typeof item === 'string' ? item : 'document')),
    [
      'skipped: draft',
      'skipped: comment of an unpublished post',
      'skipped: draft',
      'skipped: scheduled',
      'skipped: status unpublish',
      'document',
    ],
  )
})

test('addresses of Movable Type, Hatena and TypePad are made as these services make them', async (t) => {
  const at = 'DATE: 01/15/2025 10:30:00'
  const cases: [fields: string, expected: string, options?: SourceOptions][] = [
    ['TITLE: x\nBASENAME: slow_kettle', '/2025/01/slow-kettle.html'],
    ['TITLE: x\nBASENAME: 2025/01/15/103000', '/entry/2025/01/15/103000'],
    [
      'TITLE: x\nBASENAME: kettle',
      'https://k.hatenablog.com/entry/kettle',
      { siteUrl: 'https://k.hatenablog.com' },
    ],
    ['TITLE: x\nBASENAME: a_b', '/a_b/2025', { permalink: '/:basename/:year' }],
    [
      'TITLE: x\nUNIQUE URL: https://k.typepad.com/k/2025/01/a.html',
      'https://k.typepad.com/k/2025/01/a.html',
    ],
    ['TITLE: Crème & tea', '/2025/01/creme-tea.html'],
    ['TITLE: やかん', 'failed: expected BASENAME, UNIQUE URL or a TITLE that makes an address, got none'],
  ]
  for (const [fields, expected, options] of cases) {
    const [first] = essence(await read(t, entry(`${fields}\n${at}`), options))
    assert.equal(typeof first === 'string' ? first : (first as { url: string }).url, expected)
  }
  const [titled] = await read(t, entry(`TITLE: Tea\n${at}`))
  assert.deepEqual(titled?.kind === 'document' && titled.repaired, [
    'address made of the title',
    'without a status, taken as published',
  ])
})

test('odd dates, line ends, encodings and texts of Movable Type are read or told', async (t) => {
  const values = async (text: string | Uint8Array) =>
    (await read(t, text)).flatMap((item) =>
      item.kind === 'document' ? [item.value as Record<string, string>] : [],
    )
  const dates: Record<string, string | undefined> = {
    '1/2/2003 4:05:06': '2003-01-02T04:05:06Z',
    '01/02/2003 12:05:06 PM': '2003-01-02T12:05:06Z',
    '2003-01-02 04:05': '2003-01-02T04:05:00Z',
    '02/31/2003 04:05:06': '02/31/2003 04:05:06',
  }
  for (const [given, expected] of Object.entries(dates)) {
    const [item] = await values(entry(`TITLE: x\nUNIQUE URL: https://k.example/a\nDATE: ${given}`))
    assert.equal(item?.date, expected)
  }
  const texts: [convert: string, body: string, expected: object][] = [
    ['CONVERT BREAKS: 0\n', 'a\nb', { text: 'a\nb', format: 'html' }],
    ['CONVERT BREAKS: richtext\n', '<p>a</p>\n<p>b</p>', { text: '<p>a</p>\n<p>b</p>', format: 'html' }],
    [
      'CONVERT BREAKS: markdown_with_smartypants\n',
      'A\n--------\nb',
      { text: 'A\n--------\nb', format: 'markdown' },
    ],
    ['', '<p>a\nb</p>', { text: '<p>a\nb</p>', format: 'html' }],
    ['', 'a\nb', { text: 'a<br>b', format: 'html' }],
  ]
  for (const [convert, body, expected] of texts) {
    const text = entry(`TITLE: x\n${convert}UNIQUE URL: https://k.example/a`, `BODY:\n${body}\n-----\n`)
    for (const written of [text, text.replaceAll('\n', '\r\n')]) {
      const [item] = await values(written)
      assert.deepEqual({ text: item?.text, format: item?.format }, expected)
    }
  }
  // "やかん" in two encodings of Japan, and "café" in Latin-1.
  const encoded: [title: number[], expected: string][] = [
    [[0xa4, 0xe4, 0xa4, 0xab, 0xa4, 0xf3], 'やかん'],
    [[0x82, 0xe2, 0x82, 0xa9, 0x82, 0xf1], 'やかん'],
    [[0x63, 0x61, 0x66, 0xe9], 'café'],
  ]
  for (const [title, expected] of encoded) {
    const text = entry('TITLE: @\nUNIQUE URL: https://k.example/a').split('@')
    const bytes = Buffer.concat([Buffer.from(text[0] ?? ''), Buffer.from(title), Buffer.from(text[1] ?? '')])
    assert.equal((await values(bytes))[0]?.title, expected)
  }
})

test('entries after one that is too long are read, and several files are one source', async (t) => {
  const long = entry('TITLE: x\nDATE: 01/02/2003 04:05:06', `BODY:\n${'word '.repeat(3_500_000)}\n-----\n`)
  const items = await read(t, long + entry('TITLE: y\nDATE: 01/02/2003 04:05:06'))
  assert.deepEqual(
    items.map(({ kind, place }) => [kind, place]),
    [
      ['failed', 'mt.txt:1'],
      ['document', 'mt.txt:8'],
    ],
  )
  const folder = await folderOf(t, { '1.txt': OARS, '2.txt': OARS, 'notes.txt': 'Nothing' })
  const { format, title } = await openSource(folder)
  assert.deepEqual([format, title], ['movabletype', 'Movable Type export'])
})
