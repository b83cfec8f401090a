import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { unpackGzip, unpackZip } from '../../../src/content/sources/archives/unpack.ts'
import { openSource } from '../../../src/content/sources/source.ts'
import { itemsOf } from './feed-of.ts'
import { folderOf } from './folder-of.ts'
import { zipOf } from './zip-of.ts'

const WORDPRESS = (number: number) =>
  `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>Part ${number}</title><link>https://boats.example/${number}/</link><wp:post_id>${number}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`
const GHOST =
  '{"db":[{"meta":{},"data":{"posts":[{"id":"1","title":"Oars","slug":"oars","html":"<p>Wet</p>","status":"published"}]}}]}'
const SUBSTACK = 'post_id,is_published,audience,title\n1.oars,true,everyone,Oars\n'
const BLOGGER = `<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><entry><id>1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Oars</title><blogger:filename>/oars.html</blogger:filename></entry></feed>`
const STORY =
  '<article class="h-entry"><h1 class="p-name">Oars</h1><section data-field="body" class="e-content">Wet</section><footer><time class="dt-published" datetime="2020-01-02T03:04:05Z"></time><a class="p-canonical" href="https://medium.com/@kim/oars">x</a></footer></article>'

function temporaryFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`blog-search-${process.pid}-`))
}

/** Archives: their bytes, what they are taken for, and the places of the documents in them. */
const ARCHIVES: Record<string, { bytes: Buffer; title: string; places: string[] }> = {
  'parts of a WordPress export': {
    bytes: zipOf({ 'a.000.xml': WORDPRESS(1), 'a.001.xml': WORDPRESS(2), 'wp-content/x.png': 'PNG' }),
    title: 'WordPress export, packed as zip',
    places: ['a.000.xml:1', 'a.001.xml:1'],
  },
  'a Ghost export in a folder': {
    bytes: zipOf({ 'boats/ghost.json': GHOST, '__MACOSX/boats/._ghost.json': '\0' }),
    title: 'Ghost export, packed as zip',
    places: ['ghost.json: post 1'],
  },
  'a Medium export': {
    bytes: zipOf({ 'medium/posts/2020-01-02_Oars.html': STORY, 'medium/README.html': '<p>x</p>' }),
    title: 'Medium export, packed as zip',
    places: ['posts/2020-01-02_Oars.html'],
  },
  'a Substack export': {
    bytes: zipOf({ 'posts.csv': SUBSTACK, 'posts/1.oars.html': '<p>Wet</p>' }),
    title: 'Substack export, packed as zip',
    places: ['posts.csv:2'],
  },
  Takeout: {
    bytes: zipOf({
      'Takeout/archive_browser.html': '<html><article>What is here</article></html>',
      'Takeout/Blogger/Blogs/Boats/feed.atom': BLOGGER,
    }),
    title: 'Blogger export, packed as zip',
    places: ['feed.atom:1'],
  },
  'a site, whose folder of posts keeps its name': {
    bytes: zipOf({ 'boats-main/_posts/2020-01-02-oars.md': '---\ntitle: Oars\n---\nWet' }),
    title: 'Jekyll, packed as zip',
    places: ['_posts/2020-01-02-oars.md'],
  },
  'a packed file': {
    bytes: gzipSync(BLOGGER),
    title: 'Blogger export, packed as gz',
    places: ['archive:1'],
  },
}

for (const [name, { bytes, title, places }] of Object.entries(ARCHIVES)) {
  test(`an archive is read as what it holds, each time anew: ${name}`, async (t) => {
    const path = `${await folderOf(t, { archive: bytes })}/archive`
    const before = temporaryFolders()
    const source = await openSource(path)
    assert.deepEqual([source.title, source.name, source.complete], [title, path, true])
    for (let round = 0; round < 2; round += 1) {
      const items = await itemsOf(source.items())
      const documents = items.filter(({ kind }) => kind === 'document')
      assert.deepEqual(
        documents.map(({ place }) => place),
        places,
      )
    }
    for await (const _first of source.items()) break
    assert.deepEqual(temporaryFolders(), before)
  })
}

const SMALL = { entries: 3, bytes: 1_000, ratio: 200 }
const LONG = 'x'.repeat(18 * 1024 * 1024)

test('an archive that harms is refused: paths out of it, passwords, lies and bombs', async (t) => {
  const cases: [bytes: Buffer, expected: RegExp, limits?: typeof SMALL][] = [
    [zipOf({ '../evil.html': 'x' }), /invalid relative path/],
    [zipOf({ '/etc/evil.html': 'x' }), /absolute path/],
    [zipOf({ 'C:\\evil.html': 'x' }), /absolute path/],
    [zipOf([{ name: 'a.html', content: 'x', flags: 1 }]), /without a password, got a\.html/],
    [zipOf([{ name: 'a.html', content: 'x'.repeat(5_000), size: 10 }]), /too many bytes/],
    [
      zipOf([
        { name: 'a.html', content: 'x' },
        { name: 'a.html', content: 'y' },
      ]),
      /EEXIST/,
    ],
    [zipOf({ 'a.html': 'x' }).subarray(0, 40), /end of central directory/i],
    [zipOf({ a: '', b: '', c: '', d: '' }), /at most 3 files in the archive, got 4/, SMALL],
    [zipOf({ 'a.html': 'x'.repeat(600), 'b.html': 'y'.repeat(600) }), /at most 1000 bytes together/, SMALL],
    [zipOf({ 'a.html': LONG }), /at most 200 times the size of the archive/],
  ]
  const folder = await folderOf(t, {})
  for (const [i, [bytes, expected, limits]] of cases.entries()) {
    const { path, target } = await write(folder, i, bytes)
    await assert.rejects(unpackZip(path, target, limits && { limits }), expected)
  }
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('evil')),
    [],
  )
  const { path, target } = await write(folder, 99, gzipSync(LONG))
  await assert.rejects(unpackGzip(path, target), /at most 200 times the size of the archive/)
  const linked = await write(
    folder,
    100,
    zipOf([{ name: 'link.html', content: '/etc/hosts', mode: 0o120777 }]),
  )
  await unpackZip(linked.path, linked.target)
  assert.deepEqual(readdirSync(linked.target), [])
})

async function write(folder: string, number: number, bytes: Buffer) {
  const path = `${folder}/${number}.zip`
  const target = `${folder}/unpacked-${number}`
  await writeFile(path, bytes)
  await mkdir(target)
  return { path, target }
}

test('a file of no known format is refused by what it looks like', async (t) => {
  const tar = Buffer.alloc(1024)
  tar.write('posts/a.md', 0)
  tar.write('ustar', 257)
  const files: Record<string, [content: string | Uint8Array, expected: RegExp]> = {
    'a.pdf': ['%PDF-1.7\n', /looks like a PDF document$/],
    'comments.db': ['SQLite format 3\0rest', /looks like an SQLite database$/],
    'isso.db': [
      'SQLite format 3\0 CREATE TABLE threads (id) CREATE TABLE comments (tid)',
      /looks like the SQLite database of Isso, .* how to export its comments$/,
    ],
    'a.png': [Buffer.from('89504e470d0a1a0a', 'hex'), /looks like a PNG picture$/],
    'dump.sql': ['-- MySQL dump 10.13\nCREATE TABLE x;', /looks like a dump of an SQL database$/],
    'opml.xml': ['<?xml version="1.0"?><opml><body/></opml>', /looks like XML with the root <opml>$/],
    'package.json': ['{"name": "boats", "version": "1"}', /looks like JSON of no known export$/],
    'pretty.json': ['{\n  "name": "boats"\n}', /looks like JSON of no known export$/],
    'list.csv': ['name,age,boat\nKim,40,raft\n', /looks like a table such as CSV$/],
    'a.html': ['<!doctype html><title>x</title>', /looks like an HTML page; a folder of pages is a source$/],
    'a.md': ['---\ntitle: x\n---\n', /looks like a single file with front matter/],
    'a.txt': ['Just words.', /looks like plain text$/],
    'a.bin': [Buffer.from([0, 0, 0, 0, 1, 2, 3]), /looks like no text$/],
    'empty.xml': ['', /expected a source, found an empty file$/],
    'a.tgz': [gzipSync(tar), /a\.tgz: expected a source .* looks like a tar archive$/],
    'a.docx': [
      zipOf({ '[Content_Types].xml': '<Types/>', 'word/a.xml': '<a/>' }),
      /it is an Office document$/,
    ],
    'a.zip': [zipOf({ 'notes.txt': 'Just words.' }), /a\.zip: expected a source .* looks like plain text$/],
    'twice.gz': [gzipSync(gzipSync('x')), /twice\.gz: expected a source .* looks like/],
  }
  const folder = await folderOf(
    t,
    Object.fromEntries(Object.entries(files).map(([name, [text]]) => [name, text])),
  )
  for (const [name, [, expected]] of Object.entries(files))
    await assert.rejects(openSource(`${folder}/${name}`), expected)
})
