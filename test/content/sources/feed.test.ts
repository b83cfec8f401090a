import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { toIndexedPost } from '../../../src/content/documents/to-indexed.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { feedFormat } from '../../../src/content/sources/feed/feed-file.ts'
import { parseFeed } from '../../../src/content/sources/feed/parse-feed.ts'
import type { SourceItem } from '../../../src/content/sources/source-types.ts'
import { atom, essence, itemsOfFeed, rss } from './feed-of.ts'
import { folderOf, itemsOf } from './folder-of.ts'

/** The post as it would be indexed. */
function indexed(item: SourceItem | undefined) {
  const validated = item?.kind === 'document' ? validateDocument(item.value) : undefined
  assert.equal(validated?.kind, 'post', JSON.stringify([item, validated]))
  return toIndexedPost(validated.post, validated.post.language?.slice(0, 2))
}

const entryOf = (text: string) => [...parseFeed(text, {}).entries()][0]

test('an item of RSS 2.0 is a post with all that it says', async (t) => {
  const item = `<item>
    <title>Tea &amp;amp; &lt;em&gt;toast&lt;/em&gt;</title>
    <link>https://blog.example/tea/</link>
    <guid isPermaLink="false">https://blog.example/?p=7</guid>
    <pubDate>Sun, 04 Jan 2004 10:14:55 +0100</pubDate>
    <dc:creator><![CDATA[Mara Lindqvist]]></dc:creator>
    <category>Kitchen</category><category><![CDATA[Q&amp;A]]></category><category>Kitchen</category>
    <category domain="post_tag">tea</category><dc:subject>toast</dc:subject>
    <description>Short</description>
    <content:encoded><![CDATA[<p>The whole text</p>]]></content:encoded>
  </item>`
  const items = await itemsOfFeed(
    t,
    rss(item, '<link>https://blog.example/</link><language>en-GB</language>'),
  )
  assert.deepEqual(items, [
    {
      kind: 'document',
      place: 'feed.xml: entry 1',
      value: {
        id: 'https://blog.example/?p=7',
        url: 'https://blog.example/tea/',
        title: 'Tea &amp; <em>toast</em>',
        description: 'Short',
        text: '<p>The whole text</p>',
        format: 'html',
        date: '2004-01-04T10:14:55+01:00',
        author: 'Mara Lindqvist',
        language: 'en-GB',
        categories: ['Kitchen', 'Q&A'],
        tags: ['toast', 'tea'],
      },
    },
  ])
  assert.equal(indexed(items[0]).title, 'Tea & toast')
})

test('an entry of Atom is a post, and the author and language of the feed are its own', async (t) => {
  const feed = atom(
    `<author><name>Mara</name><email>mara@blog.example</email></author>
    <link rel="self" href="https://blog.example/feed.atom"/>
    <entry><id>tag:blog.example,2004:1</id><title type="html">Tea &amp;amp; toast</title>
      <link rel="alternate" type="text/html" href="/tea"/><link rel="enclosure" href="/tea.mp3"/>
      <published>2004-01-04T10:14:55Z</published><updated>2005-01-04T10:14:55Z</updated>
      <category term="kitchen" label="Kitchen"/>
      <summary>Short</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A &lt; B<br/>C</p></div></content>
    </entry>
    <entry xml:lang="de"><link href="b"/><author><name>Jo</name></author><author><name>Ines</name></author>
      <title>Tee</title><updated>2006-01-04T10:14:55Z</updated></entry>`,
    'xml:lang="en"',
  )
  assert.deepEqual(essence(await itemsOfFeed(t, feed)), [
    {
      id: 'tag:blog.example,2004:1',
      url: 'https://blog.example/tea',
      title: 'Tea &amp; toast',
      description: 'Short',
      text: '<div><p>A &lt; B<br>C</p></div>',
      format: 'html',
      date: '2004-01-04T10:14:55Z',
      updated: '2005-01-04T10:14:55Z',
      author: 'Mara',
      language: 'en',
      categories: ['Kitchen'],
      tags: [],
    },
    {
      id: 'b',
      url: 'https://blog.example/b',
      title: 'Tee',
      text: '',
      format: 'html',
      date: '2006-01-04T10:14:55Z',
      updated: '2006-01-04T10:14:55Z',
      author: 'Jo, Ines',
      language: 'de',
      categories: [],
      tags: [],
    },
  ])
})

test('RSS 1.0 has its items beside the channel, under any prefix', async (t) => {
  const feed = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/"
    xmlns:s="http://purl.org/rss/1.0/"><s:channel r:about="x"><s:link>https://blog.example/</s:link><d:language>fr</d:language>
    <s:items><r:Seq><r:li resource="y"/></r:Seq></s:items></s:channel>
    <s:item><s:title>Thé</s:title><s:link>the.html</s:link><d:date>2004-01-04T10:14+01:00</d:date></s:item></r:RDF>`
  const [post] = (await itemsOfFeed(t, feed)).map(indexed)
  assert.deepEqual(
    [post?.id, post?.url, post?.title, post?.date, post?.language],
    ['the', 'https://blog.example/the.html', 'Thé', '2004-01-04T10:14:00+01:00', 'fr'],
  )
})

test('JSON Feed has posts too', async (t) => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: 'https://blog.example/',
    authors: [{ name: 'Mara' }],
    language: 'en',
    items: [
      {
        id: 7,
        url: '/tea',
        title: 'a < b',
        content_text: 'One\nTwo & <three>',
        date_published: '2004-01-04T10:14:55Z',
        tags: ['x', 5],
      },
      {
        id: 'https://blog.example/b',
        content_html: '<p>B</p>',
        author: { name: 'Jo' },
        date_modified: 'soon',
      },
      'nothing',
    ],
  }
  const text = JSON.stringify(feed)
  assert.ok(feedFormat.recognises(text, 'feed.json'))
  const items = await itemsOfFeed(t, text)
  assert.deepEqual(essence(items), [
    {
      id: '7',
      url: 'https://blog.example/tea',
      title: 'a &lt; b',
      text: 'One<br>Two &amp; &lt;three&gt;',
      format: 'html',
      date: '2004-01-04T10:14:55Z',
      author: 'Mara',
      language: 'en',
      categories: [],
      tags: ['x'],
    },
    {
      id: 'https://blog.example/b',
      url: 'https://blog.example/b',
      text: '<p>B</p>',
      format: 'html',
      author: 'Jo',
      language: 'en',
      categories: [],
      tags: [],
    },
    'failed: expected a link or a guid that is a web address, got neither',
  ])
  assert.deepEqual(items[1]?.kind === 'document' && items[1].repaired, ['date that cannot be read left out'])
  await assert.rejects(itemsOfFeed(t, '{"version": '), /expected JSON, got what is none/)
  await assert.rejects(
    itemsOfFeed(t, '{"version": "https://jsonfeed.org/version/1"}'),
    /items: expected a list/,
  )
})

test('feeds are recognised, and WordPress exports and other XML are not', () => {
  const yes = [
    '<?xml version="1.0"?><!-- <html> --><rss version="2.0">',
    '\n<feed xmlns="http://www.w3.org/2005/Atom">',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "rss-0.91.dtd"><rss version="0.91">',
    Buffer.from('<?xml version="1.0"?><rss>', 'utf16le').toString(),
    '{"title":"x","version":"https:\\/\\/jsonfeed.org\\/version\\/1"',
  ]
  for (const head of yes) assert.ok(feedFormat.recognises(head, 'x'), head)
  const no = [
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">',
    '<!DOCTYPE html><html><rss>',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/">',
    '{"version":"1.0"}',
    '---\ntitle: <rss>\n---',
    '',
  ]
  for (const head of no) assert.ok(!feedFormat.recognises(head, 'x'), head)
})

test('what is no feed is refused with what it is', async (t) => {
  await assert.rejects(itemsOfFeed(t, '<!DOCTYPE html><html></html>'), {
    name: 'InputError',
    message: 'expected RSS, Atom or JSON Feed, got <html>',
  })
  const wordpress = '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel/></rss>'
  await assert.rejects(
    itemsOfFeed(t, wordpress),
    /expected RSS, Atom or JSON Feed, got an export of WordPress/,
  )
  await assert.rejects(itemsOfFeed(t, 'Hello'), /expected RSS, Atom or JSON Feed, got "Hello"/)
})

test('a DOCTYPE that defines entities is refused, whatever it is followed by', async (t) => {
  const bomb =
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<rss><channel><item><title>&b;</title></item></channel></rss>'
  await assert.rejects(
    itemsOfFeed(t, `<?xml version="1.0"?>${bomb}`),
    /expected XML without entities of its own/,
  )
  assert.equal(
    (
      await itemsOfFeed(
        t,
        rss('<item><link>https://x.example/a</link><title>&lt;!DOCTYPE x [&lt;!ENTITY</title></item>'),
      )
    ).length,
    1,
  )
})

test('texts of Atom are read by their type', () => {
  const htmlOf = (content: string) => entryOf(atom(`<entry>${content}</entry>`))?.text
  assert.equal(htmlOf('<content type="html">&lt;b&gt;x&lt;/b&gt;</content>'), '<b>x</b>')
  assert.equal(
    htmlOf('<content type="text">&lt;b&gt;x&lt;/b&gt; &amp; y</content>'),
    '&lt;b&gt;x&lt;/b&gt; &amp; y',
  )
  assert.equal(htmlOf('<content>a &lt;video&gt; tag</content>'), 'a &lt;video&gt; tag')
  assert.equal(htmlOf('<content>&lt;p&gt;x&lt;/p&gt;</content>'), '<p>x</p>')
  assert.equal(htmlOf('<content type="text/plain">a\nb</content>'), 'a<br>b')
  assert.equal(htmlOf(`<content type="application/octet-stream">${btoa('<b>x</b>')}</content>`), '<b>x</b>')
  assert.equal(
    htmlOf(`<content type="image/png">iVBORw0KGgo=</content><summary>a picture</summary>`),
    'a picture',
  )
  assert.equal(htmlOf(`<content mode="base64" type="text/html">${btoa('<b>x</b>')}</content>`), '<b>x</b>')
  assert.equal(htmlOf('<content type="html"><div>&lt;b&gt;x&lt;/b&gt;</div></content>'), '<b>x</b>')
  assert.equal(htmlOf('<content>plain <em>but</em> not</content>'), 'plain <em>but</em> not')
})

test('the text is what has most of it', () => {
  const textOf = (item: string) => entryOf(rss(`<item>${item}</item>`))?.text
  assert.equal(textOf('<description>short</description><content:encoded>long</content:encoded>'), 'long')
  assert.equal(textOf('<description>short</description><content:encoded> </content:encoded>'), 'short')
  assert.equal(textOf('<description><p>not <b>escaped</b></p></description>'), '<p>not <b>escaped</b></p>')
  assert.equal(textOf('<body xmlns="http://www.w3.org/1999/xhtml"><p>x</p></body>'), '<p>x</p>')
})

test('an entry is found at its link, or at an id that is an address', () => {
  const urlOf = (item: string) => entryOf(rss(`<item>${item}</item>`))?.url
  const base = 'https://blog.example'
  assert.equal(urlOf(`<link> ${base}/a\n</link><guid>${base}/b</guid>`), `${base}/a`)
  assert.equal(urlOf(`<guid>${base}/b</guid>`), `${base}/b`)
  assert.equal(urlOf(`<link/><guid isPermaLink="true">${base}/b</guid>`), `${base}/b`)
  assert.equal(urlOf(`<guid isPermaLink="false">${base}/b</guid>`), undefined)
  assert.equal(urlOf(`<guid>7</guid>`), undefined)
  assert.equal(urlOf(`<link>javascript:alert(1)</link><guid>${base}/b</guid>`), `${base}/b`)
  assert.equal(urlOf(`<atom:link rel="self" href="${base}/s"/><atom:link href="${base}/a"/>`), `${base}/a`)
  const proxied = `<link>https://feeds.example/~r/a</link><feedburner:origLink>${base}/a</feedburner:origLink>`
  assert.equal(urlOf(proxied), `${base}/a`)
  const atomUrl = (entry: string) => entryOf(atom(`<entry>${entry}</entry>`))?.url
  assert.equal(
    atomUrl(`<link rel="alternate" type="application/pdf" href="${base}/p"/><link href="${base}/a"/>`),
    `${base}/a`,
  )
  assert.equal(atomUrl(`<id>${base}/i</id>`), `${base}/i`)
  assert.equal(atomUrl(`<id>urn:x:1</id><content type="text/html" src="${base}/c"/>`), `${base}/c`)
})

test('relative links are resolved against xml:base, the site or the feed', () => {
  const urlOf = (text: string, place = {}) => [...parseFeed(text, place).entries()][0]?.url
  const item = '<item><link>a</link></item>'
  assert.equal(urlOf(rss(item, '<link>https://blog.example/x/</link>')), 'https://blog.example/x/a')
  assert.equal(
    urlOf(rss(item, '<link>/x/</link>'), { feedUrl: 'https://blog.example/feed' }),
    'https://blog.example/x/a',
  )
  assert.equal(urlOf(rss(item), { feedUrl: 'https://blog.example/y/feed' }), 'https://blog.example/y/a')
  const site = { siteUrl: 'https://site.example/z' }
  assert.equal(urlOf(rss(item, '<link>https://blog.example/x/</link>'), site), 'https://site.example/z/a')
  assert.equal(urlOf(rss(item, '', 'xml:base="https://base.example/b/"'), site), 'https://base.example/b/a')
  const fetched = { ...site, feedUrl: 'https://blog.example/y/feed' }
  assert.equal(urlOf(rss(item), fetched), 'https://blog.example/y/a')
  const entry = '<entry xml:base="b/"><link href="a"/></entry>'
  assert.equal(urlOf(atom(entry, 'xml:base="https://base.example/x/"')), 'https://base.example/x/b/a')
  assert.equal(urlOf(rss(item)), 'a')
})

test('people are named without their addresses', () => {
  const authorOf = (item: string) => entryOf(rss(`<item>${item}</item>`))?.author
  assert.equal(authorOf('<author>jo@blog.example (Jo Kimura)</author>'), 'Jo Kimura')
  assert.equal(authorOf('<author>Jo Kimura &lt;jo@blog.example&gt;</author>'), 'Jo Kimura')
  assert.equal(authorOf('<author>"Jo" &lt;mailto:jo@blog.example&gt;</author>'), 'Jo')
  assert.equal(authorOf('<author>Jo (guest)</author>'), 'Jo (guest)')
  assert.equal(authorOf('<author>jo@blog.example</author>'), undefined)
  assert.equal(
    authorOf('<dc:creator>Jo</dc:creator><dc:creator>Ines</dc:creator><author>x</author>'),
    'Jo, Ines',
  )
  assert.equal(authorOf('<atom:author><atom:name>Jo</atom:name></atom:author>'), 'Jo')
})

test('an id is the one that the feed gives, if it tells posts apart', async (t) => {
  const item = (guid: string, link: string) =>
    `<item><title>x</title>${guid && `<guid isPermaLink="false">${guid}</guid>`}<link>https://blog.example/${link}</link></item>`
  const items = [
    item('a', '1'),
    item('same', '2'),
    item('same', '3'),
    item('x'.repeat(300), '4'),
    item('', '5?utm_source=rss&amp;p=1'),
    item('', '?p=12'),
    item('a', '1'),
    item('', 'log.html#12'),
  ]
  const values = essence(await itemsOfFeed(t, rss(items.join(''))))
  assert.deepEqual(
    values.map((value) => (typeof value === 'string' ? value : (value as { id: string }).id)),
    ['a', '2', '3', '4', '5?p=1', '?p=12', 'skipped: repeated', 'log.html#12'].map((id) =>
      id.replace('.html', ''),
    ),
  )
})

test('an entry without address fails, and one without words is skipped', async (t) => {
  const items = '<item><title>x</title></item><item><link>https://blog.example/a</link></item>'
  assert.deepEqual(essence(await itemsOfFeed(t, rss(items))), [
    'failed: expected a link or a guid that is a web address, got neither',
    'skipped: without title and text',
  ])
})

test('what had to be mended is told', async (t) => {
  const item = (fields: string) => `<item><link>https://blog.example/a${fields.length}</link>${fields}</item>`
  const items = await itemsOfFeed(
    t,
    rss(
      [
        item('<title>a\u0001b&#8;c</title>'),
        item('<title>x</title><pubDate>gestern</pubDate>'),
        item(`<title>${'long '.repeat(300)}</title>`),
        item('<title>x</title><dc:language>English</dc:language>'),
        item('<title>&nbsp;caf&eacute; AT&T &amp;amp; &bogus;</title>'),
      ].join(''),
    ),
  )
  assert.deepEqual(
    items.map((item) => item.kind === 'document' && item.repaired),
    [
      ['control character removed'],
      ['date that cannot be read left out'],
      ['title of over 1000 characters left out'],
      ['language that is no code left out'],
      undefined,
    ],
  )
  const twoDates = entryOf(
    rss(
      '<item><pubDate>gestern</pubDate><dc:date>2004-01-04</dc:date><atom:updated>2005</atom:updated></item>',
    ),
  )
  assert.deepEqual([twoDates?.date, twoDates?.repaired], ['2004-01-04T00:00:00Z', []])
  assert.equal(indexed(items[0]).title, 'abc')
  assert.match(indexed(items[2]).title, /^long long.*\.\.\.$/)
  assert.equal(indexed(items[4]).title, 'café AT&T & &bogus;')
})

test('a feed that is cut off says so, and loses what it was cut in', async (t) => {
  const item = '<item><title>x</title><link>https://blog.example/a</link></item>'
  const whole = rss(`${item}<item><title>y</title><link>https://blog.example/b</link></item>`)
  const kinds = async (text: string) =>
    essence(await itemsOfFeed(t, text)).map((value) => (typeof value === 'string' ? value : 'post'))
  assert.deepEqual(await kinds(whole.slice(0, whole.indexOf('/b</link>'))), [
    'post',
    'failed: expected a whole entry, got one inside of which the feed ends',
  ])
  assert.deepEqual(await kinds(whole.slice(0, whole.indexOf('</channel>'))), [
    'post',
    'post',
    'failed: expected a whole feed, got one without its end',
  ])
  assert.deepEqual(await kinds(whole.replace('</rss>', '')), ['post', 'post'])
})

test('broken markup loses no item', async (t) => {
  const open = Array.from(
    { length: 300 },
    (_, n) => `<item><title>${n}</title><link>https://blog.example/${n}</link>`,
  )
  assert.equal(
    (await itemsOfFeed(t, rss(open.join('')))).filter(({ kind }) => kind === 'document').length,
    300,
  )
  const deep = `<item><title>deep</title><link>https://blog.example/d</link><description>${'<i>'.repeat(5_000)}x</description></item>`
  const [post] = await itemsOfFeed(t, rss(deep))
  assert.equal(indexed(post).text, 'x')
  await assert.rejects(itemsOfFeed(t, rss('<i>'.repeat(50_000))), /expected elements in at most 10000 others/)
})

test('encodings are read as feeds say them, and as they are', async (t) => {
  const title = async (content: Uint8Array) => indexed((await itemsOfFeed(t, content))[0]).title
  const feed = (encoding: string, text = 'Käse “für” Ödön') =>
    rss(`<item><title>${text}</title><link>https://blog.example/a</link></item>`).replace(
      '<?xml version="1.0"?>',
      `<?xml version="1.0"${encoding && ` encoding="${encoding}"`}?>`,
    )
  const latin = (text: string) => Buffer.from(text, 'latin1')
  assert.equal(await title(Buffer.from(`\ufeff${feed('utf-8')}`)), 'Käse “für” Ödön')
  assert.equal(await title(Buffer.from(feed('iso-8859-1'))), 'Käse “für” Ödön')
  assert.equal(await title(latin(feed('ISO-8859-1', 'Käse'))), 'Käse')
  assert.equal(await title(latin(feed('', 'Käse'))), 'Käse')
  assert.equal(await title(latin(feed('iso-8859-2', 'Kr\xe1\xb3'))), 'Král'.replace('l', 'ł'))
  assert.equal(await title(latin(feed('Shift_JIS', '\x93\xfa\x96\x7b'))), '日本')
  assert.equal(await title(Buffer.from(feed('utf-16'), 'utf16le')), 'Käse “für” Ödön')
  assert.equal(await title(Buffer.from(`\ufeff${feed('utf-16')}`, 'utf16le').swap16()), 'Käse “für” Ödön')
  assert.equal(await title(Buffer.from(feed('utf-16'))), 'Käse “für” Ödön')
  const broken = await itemsOfFeed(t, latin(feed('utf-8', 'Käse')))
  assert.deepEqual(broken[0]?.kind === 'document' && broken[0].repaired, [
    'bytes that are no characters replaced',
  ])
  await assert.rejects(itemsOfFeed(t, latin(feed('klingon', 'Käse'))), /encoding: expected one.*got klingon/)
})

test('comments are recognised by their address or by what they answer', async (t) => {
  const comment = `<item><title>By: Ines</title><link>https://blog.example/tea/#comment-12</link><dc:creator>Ines</dc:creator>
    <guid isPermaLink="false">https://blog.example/?p=7#comment-12</guid><pubDate>Sun, 04 Jan 2004 10:14:55 GMT</pubDate>
    <content:encoded><![CDATA[<p>Nice</p>]]></content:encoded></item>
    <item><link>https://blog.example/tea/#comment-13</link></item>`
  assert.deepEqual(essence(await itemsOfFeed(t, rss(comment))), [
    {
      id: '12',
      postUrl: 'https://blog.example/tea/',
      text: '<p>Nice</p>',
      format: 'html',
      author: 'Ines',
      date: '2004-01-04T10:14:55Z',
      url: 'https://blog.example/tea/#comment-12',
    },
    'skipped: without text',
  ])
  const reply = (attributes: string, url = 'https://blog.example/c/2') =>
    `<entry><id>c2</id><link href="${url}"/><thr:in-reply-to ${attributes}/><content>Yes</content></entry>`
  const parents = async (entry: string) => {
    const [value] = essence(await itemsOfFeed(t, atom(entry))) as Record<string, unknown>[]
    return [value?.id, value?.postId, value?.postUrl, value?.parentId]
  }
  const post = 'https://blog.example/tea/'
  assert.deepEqual(await parents(reply(`ref="tag:7" href="${post}"`)), ['c2', undefined, post, undefined])
  assert.deepEqual(await parents(reply(`ref="x" href="${post}#comment-12"`)), ['c2', undefined, post, '12'])
  assert.deepEqual(await parents(reply('ref="tag:7"')), ['c2', 'tag:7', undefined, undefined])
  assert.deepEqual(await parents(reply('ref="x" href="https://other.example/"')), [
    'c2',
    undefined,
    undefined,
    undefined,
  ])
})

test('a draft that a feed has is a draft', async (t) => {
  const draft =
    '<entry><link href="https://x.example/a"/><title>x</title><app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control></entry>'
  const [value] = essence(await itemsOfFeed(t, atom(draft))) as { draft?: boolean }[]
  assert.equal(value?.draft, true)
})

test('a feed is a window on the blog, and reading it can be aborted', async (t) => {
  const abort = new AbortController()
  const feed = parseFeed(rss('<item/>'), {})
  assert.deepEqual([...feed.entries()].length, 1)
  const source = await feedFormat.open('nowhere', {})
  assert.deepEqual([source.complete, source.format], [false, 'feed'])
  abort.abort(new Error('enough'))
  await assert.rejects(async () => {
    for await (const _item of source.items(abort.signal)) t.diagnostic('an item')
  })
})

test('quotes and the euro of Windows-1252 are read as such, also where Latin-1 is declared', async (t) => {
  for (const encoding of ['windows-1252', 'iso-8859-1']) {
    const xml = `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><link>https://x.example/</link><item><title>\x93Caf\xe9\x94 5 \x80</title><link>https://x.example/a</link><description>d</description></item></channel></rss>`
    const folder = await folderOf(t, {})
    await writeFile(join(folder, 'feed.xml'), Buffer.from(xml, 'latin1'))
    const [item] = await itemsOf(join(folder, 'feed.xml'))
    assert.equal(item?.kind === 'document' && Object(item.value).title, '“Café” 5 €')
  }
})
