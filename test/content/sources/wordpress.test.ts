import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import type { SourceItem, SourceOptions } from '../../../src/content/sources/source-types.ts'
import { commentToHtml, contentToHtml } from '../../../src/content/sources/wordpress/content-html.ts'
import { wordpressFormat } from '../../../src/content/sources/wordpress/wordpress.ts'
import { type Region, RegionCutter } from '../../../src/content/sources/xml/regions.ts'
import { processorMs } from '../../helpers/processor-time.ts'
import { folderOf } from './folder-of.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- An export: <item> is what a post is called. -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Kettle &amp; Loaf</title>
<link>https://kettle.example</link>
<language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[mara]]></wp:author_login><wp:author_display_name><![CDATA[Mara &amp; Co]]></wp:author_display_name></wp:author>
`
const FOOT = '</channel>\n</rss>\n'

/** An item with the elements that every post has, and others. */
function item(fields: Record<string, string>, more = ''): string {
  const all = { 'wp:post_id': '7', 'wp:post_type': 'post', 'wp:status': 'publish', ...fields }
  const elements = Object.entries(all).map(([name, text]) => `<${name}>${text}</${name}>`)
  return `<item>\n${elements.join('\n')}\n${more}</item>\n`
}

function comment(fields: Record<string, string>): string {
  const all = { comment_id: '1', comment_approved: '1', comment_content: '<![CDATA[Nice]]>', ...fields }
  const elements = Object.entries(all).map(([name, text]) => `<wp:${name}>${text}</wp:${name}>`)
  return `<wp:comment>${elements.join('')}</wp:comment>\n`
}

async function read(t: TestContext, file: string | Uint8Array, options: SourceOptions = {}) {
  const folder = await folderOf(t, { 'export.xml': file })
  const source = await wordpressFormat.open(join(folder, 'export.xml'), options)
  const items: SourceItem[] = []
  for await (const item of source.items()) items.push(item)
  return items
}

/** The documents of an export with these items, or of this whole file. */
async function documents(t: TestContext, file: string | Uint8Array, options?: SourceOptions) {
  const items = await read(t, file, options)
  return items.flatMap((item) => (item.kind === 'document' ? [item.value as Record<string, unknown>] : []))
}

function titleOf(value: unknown): unknown {
  return (value as { title?: unknown }).title
}

function reasons(items: readonly SourceItem[]): string[] {
  return items.map((item) => {
    if (item.kind === 'document') return 'document'
    return item.kind === 'skipped' ? `${item.what}: ${item.reason}` : `failed: ${item.reason}`
  })
}

/** What is cut of a file that is given in chunks. */
function cut(cutter: RegionCutter, file: string, size: number): Region[] {
  const regions: Region[] = []
  for (let start = 0; start < file.length; start += size) {
    regions.push(...cutter.add(file.slice(start, start + size)))
  }
  return [...regions, ...cutter.end()]
}

test('a post has its fields, its terms by their names, and its comments in threads', async (t) => {
  const post = item(
    {
      title: 'Fish &amp;amp; chips',
      link: 'https://kettle.example/2019/04/fish/',
      'dc:creator': '<![CDATA[mara]]>',
      'content:encoded': '<![CDATA[One <b>fish</b>]]>',
      'excerpt:encoded': '<![CDATA[Short]]>',
      'wp:post_date': '2019-04-21 12:30:00',
      'wp:post_date_gmt': '2019-04-21 10:30:00',
      'wp:post_modified_gmt': '2019-05-01 08:00:00',
      'wp:post_password': '\n',
    },
    `<category domain="category" nicename="r-d"><![CDATA[R&amp;D]]></category>
<category domain="post_tag" nicename="chips"><![CDATA[chips]]></category>
<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>
${comment({ comment_id: '4', comment_author: '<![CDATA[Tom &amp; Ina]]>', comment_date_gmt: '2019-04-22 09:00:00' })}
${comment({ comment_id: '5', comment_parent: '4', comment_date_gmt: '0000-00-00 00:00:00', comment_date: '2019-04-23 09:00:00' })}`,
  )
  const [first, ...comments] = await documents(t, HEAD + post + FOOT)
  assert.deepEqual(first, {
    id: '7',
    url: 'https://kettle.example/2019/04/fish/',
    title: 'Fish &amp; chips',
    description: 'Short',
    text: 'One <b>fish</b>',
    format: 'html',
    date: '2019-04-21T12:30:00+02:00',
    updated: '2019-05-01T08:00:00Z',
    tags: ['chips'],
    categories: ['R&D'],
    language: 'en-GB',
    author: 'Mara & Co',
  })
  assert.deepEqual(comments, [
    { postId: '7', id: '4', text: 'Nice', format: 'html', author: 'Tom & Ina', date: '2019-04-22T09:00:00Z' },
    { postId: '7', id: '5', parentId: '4', text: 'Nice', format: 'html', date: '2019-04-23T09:00:00Z' },
  ])
  for (const value of [first, ...comments]) assert.notEqual(validateDocument(value).kind, 'invalid')
})

test('what is not for readers is left out with its comments, and the reason told', async (t) => {
  const statuses = ['draft', 'pending', 'private', 'trash', 'auto-draft', 'future', 'odd']
  const left = [
    ...statuses.map((status) => item({ 'wp:status': status }, status === 'draft' ? comment({}) : '')),
    item({ 'wp:status': '' }),
    item({ 'wp:post_password': '<![CDATA[secret]]>' }, comment({})),
    ...['attachment', 'nav_menu_item', 'page'].map((type) => item({ 'wp:post_type': type })),
    item(
      {},
      [
        { comment_type: 'pingback' },
        { comment_type: 'trackback' },
        { comment_type: 'review' },
        { comment_type: 'comment', comment_approved: '0' },
        { comment_approved: 'spam' },
        { comment_approved: 'trash' },
        { comment_approved: 'post-trashed' },
      ]
        .map(comment)
        .join(''),
    ),
  ]
  assert.deepEqual(reasons(await read(t, HEAD + left.join('') + FOOT)), [
    'post: draft',
    'comment: comment of an unpublished post',
    'post: pending',
    'post: private',
    'post: trash',
    'post: auto-draft',
    'post: scheduled',
    'post: status odd',
    'post: status missing',
    'post: password-protected',
    'comment: comment of an unpublished post',
    'post: attachment',
    'post: post type nav_menu_item',
    'post: page',
    'document',
    'comment: pingback',
    'comment: trackback',
    'comment: comment type review',
    'comment: unapproved',
    'comment: spam',
    'comment: trash',
    'comment: trash',
  ])
})

test('what is for members and subscribers alone is left out', async (t) => {
  const access = (level: string) =>
    `<wp:postmeta><wp:meta_key>_jetpack_newsletter_access</wp:meta_key><wp:meta_value><![CDATA[${level}]]></wp:meta_value></wp:postmeta>`
  const content = {
    'content:encoded':
      '<![CDATA[a <!-- wp:premium-content/subscriber-view -->x<!-- /wp:premium-content/subscriber-view --> b <!-- wp:jetpack/paywall -->x<!-- /wp:jetpack/paywall --> x]]>',
  }
  const items = [
    item({}, access('subscribers')),
    item({}, access('everybody')),
    item(content, access('paid')),
  ]
  const found = await read(t, HEAD + items.join('') + FOOT)
  assert.deepEqual(reasons(found), ['post: for subscribers', 'document', 'document'])
  const [, last] = await documents(t, HEAD + items.join('') + FOOT)
  assert.equal(toPlainText(String(last?.text), 'html'), 'a b')
  assert.equal(toPlainText(contentToHtml('a [private role="x"]b [b]c[/b][/private] d'), 'html'), 'a d')
})

test('pages are taken when they are asked for', async (t) => {
  const page = item({ 'wp:post_type': 'page', 'wp:post_id': '3' })
  const draft = item({ 'wp:post_type': 'page', 'wp:status': 'draft' })
  const items = await read(t, HEAD + page + draft + FOOT, { pages: true })
  assert.deepEqual(reasons(items), ['document', 'post: draft'])
})

test('posts of other types are told, and taken when their types are named', async (t) => {
  const file =
    HEAD +
    ['post', 'kb_article', 'portfolio', 'page', 'attachment']
      .map((type, i) =>
        item({
          title: type,
          link: `https://kettle.example/${type}/`,
          'wp:post_type': type,
          'wp:post_id': `${i}`,
        }),
      )
      .join('') +
    item({ title: 'x', 'wp:post_type': 'kb_article', 'wp:status': 'draft' }) +
    FOOT
  const told = [
    'document',
    'post: post type kb_article',
    'post: post type portfolio',
    'post: page',
    'post: attachment',
  ]
  assert.deepEqual(reasons(await read(t, file)), [...told, 'post: post type kb_article'])
  const taken = reasons(await read(t, file, { postTypes: ['kb_article', 'attachment'] }))
  assert.deepEqual(taken, ['document', 'document', ...told.slice(2), 'post: draft'])
})

test('addresses are those of the links, and where there is none that of the number', async (t) => {
  const links = ['/2019/a/', 'https://kettle.example/?p=7', '', 'https://kettle.example/b/']
  const file = HEAD + links.map((link) => item({ link })).join('') + item({ 'wp:post_id': '' }) + FOOT
  const urls = async (options?: SourceOptions) => (await documents(t, file, options)).map(({ url }) => url)
  assert.deepEqual(await urls(), [
    '/2019/a/',
    'https://kettle.example/?p=7',
    'https://kettle.example/?p=7',
    'https://kettle.example/b/',
  ])
  assert.deepEqual(await urls({ siteUrl: 'https://new.example/blog' }), [
    'https://new.example/2019/a/',
    'https://kettle.example/?p=7',
    'https://new.example/blog/?p=7',
    'https://kettle.example/b/',
  ])
  assert.match(reasons(await read(t, file)).at(-1) ?? '', /expected <link>, <guid> or <wp:post_id>.*got none/)
})

test('a post without a number goes by its address, and its comments too', async (t) => {
  const file = HEAD + item({ 'wp:post_id': '', link: 'https://kettle.example/a/' }, comment({})) + FOOT
  const [post, answer] = await documents(t, file)
  assert.deepEqual([post?.id, answer?.postUrl], [undefined, 'https://kettle.example/a/'])
  const plain = { guid: 'https://kettle.example/?p=12', link: 'https://kettle.example/a/', 'wp:post_id': '' }
  const [numbered] = await documents(t, HEAD + item(plain) + FOOT)
  assert.equal(numbered?.id, '12')
})

test('dates are read from the first field that has one', async (t) => {
  const dates = [
    { 'wp:post_date_gmt': '0000-00-00 00:00:00', pubDate: 'Wed, 11 Apr 2007 00:52:59 +0000' },
    { pubDate: 'Wed, 30 Nov -0001 00:00:00 +0000', 'wp:post_date': '2007-04-11 02:52:59' },
    { pubDate: 'soon' },
  ]
  const read = await documents(t, HEAD + dates.map((fields) => item(fields)).join('') + FOOT)
  assert.deepEqual(
    read.map(({ date }) => date),
    ['2007-04-11T00:52:59.000Z', '2007-04-11T02:52:59Z', undefined],
  )
})

test('a file cut off anywhere gives all that was whole, and says in which line it ends', async (t) => {
  const items = [1, 2, 3].map((id) => item({ 'wp:post_id': String(id), 'content:encoded': '<![CDATA[x]]>' }))
  const whole = HEAD + items.join('') + FOOT
  for (let length = HEAD.length; length < whole.length - 1; length += 1) {
    const part = whole.slice(0, length)
    const kinds = cut(new RegionCutter(), part, length).map(({ kind }) => kind)
    assert.equal(kinds.filter((kind) => kind === 'item').length, part.split('</item').length - 1)
    assert.equal(kinds.filter((kind) => kind === 'broken').length, part.includes('</rss') ? 0 : 1)
  }
  const found = await read(t, whole.slice(0, whole.lastIndexOf(']]>')))
  assert.deepEqual(reasons(found).slice(0, 2), ['document', 'document'])
  assert.deepEqual(found.slice(2), [
    {
      kind: 'failed',
      place: 'export.xml:23',
      reason: 'expected ]]> in the item, got the end of the file in line 27',
    },
  ])
  assert.match(reasons(await read(t, HEAD + items.join(''))).at(-1) ?? '', /expected <\/rss>, got the end/)
})

test('items are the same however the file is cut into chunks', () => {
  const content = '<![CDATA[a <item> b ]]> c <![CDATA[ d ]]]]><![CDATA[> <!-- </item> -->]]>'
  const file = HEAD + item({ 'content:encoded': content }) + item({ title: '<![CDATA[<item>]]>' }) + FOOT
  const whole = cut(new RegionCutter(), file, file.length)
  assert.deepEqual(
    whole.map((region) => region.kind),
    ['around', 'item', 'item', 'around'],
  )
  for (const size of [1, 2, 3, 7, 64, 1000]) assert.deepEqual(cut(new RegionCutter(), file, size), whole)
})

test('an item without end tag ends where the next begins', async (t) => {
  const open = item({ 'wp:post_id': '1' }).replace('</item>', '')
  const items = await read(t, HEAD + open + item({ 'wp:post_id': '2' }) + open + FOOT)
  assert.deepEqual(
    items.map((item) => item.kind === 'document' && item.repaired?.includes('missing </item> added')),
    [true, false, true],
  )
})

test('an item that is too long is told, and the next are read', () => {
  const unclosed = item({ 'content:encoded': `<![CDATA[${'long '.repeat(1000)}` })
  const regions = cut(new RegionCutter(2000), HEAD + unclosed + item({ title: 'Next' }) + FOOT, 100)
  assert.deepEqual(
    regions.map((region) => region.kind),
    ['around', 'broken', 'item', 'around'],
  )
  assert.match(JSON.stringify(regions[1]), /expected an item to have at most 2000 bytes, got more/)
})

test('CDATA keeps its text, be its end escaped, forgotten to be escaped, or in several sections', async (t) => {
  const texts = {
    '<![CDATA[a ]]]]><![CDATA[> b]]>': 'a ]]> b',
    '<![CDATA[a ]]> b]]>': 'a ]]> b',
    '<![CDATA[<script>// <![CDATA[\nx()\n// ]]></script> a <b>c</b>]]>': 'a c',
    '<![CDATA[one]]> and <![CDATA[two]]>': 'one and two',
    '\n<![CDATA[one]]>\n<![CDATA[two]]>\n': 'one\ntwo',
    '<![CDATA[about &lt;item&gt; and </item> more]]>': 'about <item> and more',
    '&lt;p&gt;AT&amp;amp;T&lt;/p&gt;': 'AT&T',
    'no CDATA<p>but markup</p>in it': 'no CDATA but markup in it',
  }
  const items = Object.keys(texts).map((text) => item({ 'content:encoded': text }))
  const read = await documents(t, HEAD + items.join('') + FOOT)
  assert.deepEqual(
    read.map(({ text }) => toPlainText(String(text), 'html')),
    Object.values(texts),
  )
})

test('what was mended is told with the post', async (t) => {
  const link = '/a/'
  const items = [
    Buffer.from(item({ link, title: 'Cr\u0007êpe' })),
    Buffer.from(item({ link, title: 'Cr\u00eape \u0093x\u0094' }), 'latin1'),
    Buffer.from(item({ link, title: 'Crêpe' })),
    Buffer.from(item({ link, title: '<![CDATA[a ]]> b]]>' })),
  ]
  const found = await read(t, Buffer.concat([Buffer.from(HEAD), ...items, Buffer.from(FOOT)]))
  assert.deepEqual(
    found.map((item) => item.kind === 'document' && [titleOf(item.value), item.repaired]),
    [
      ['Crêpe', ['control character removed']],
      ['Crêpe “x”', ['byte that is no UTF-8 read as Windows-1252']],
      ['Crêpe', undefined],
      ['a ]]> b', [']]> in CDATA kept as text']],
    ],
  )
})

test('a declared encoding is honoured, UTF-16 too', async (t) => {
  const file = HEAD + item({ title: 'Crêpe' }) + FOOT
  const latin1 = Buffer.from(file.replace('UTF-8', 'ISO-8859-1'), 'latin1')
  const cyrillic = Buffer.from(
    HEAD.replace('UTF-8', 'windows-1251') + item({ title: '\u00d7\u00e0\u00e9' }),
    'latin1',
  )
  assert.equal((await documents(t, cyrillic))[0]?.title, 'Чай')
  const utf16 = Buffer.from(`\ufeff${file.replace('UTF-8', 'UTF-16')}`, 'utf16le')
  const marked = Buffer.from(`\ufeff${file}`)
  for (const bytes of [latin1, utf16, marked]) {
    const [item] = await read(t, bytes)
    assert.equal(item?.kind === 'document' && titleOf(item.value), 'Crêpe')
    assert.deepEqual(item?.kind === 'document' && item.repaired, ['address made of the id'])
  }
})

test('entities are not expanded, and a file that defines some is refused', async (t) => {
  const bomb = '<!DOCTYPE rss [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>\n'
  const items = await read(t, HEAD.replace('<rss', `${bomb}<rss`) + item({ title: '&b;' }) + FOOT)
  assert.deepEqual(reasons(items), [
    'failed: expected no definitions of entities, got <!ENTITY: nothing of the file is read from there on',
  ])
  const [post] = await documents(t, HEAD + item({ title: '&b; &#38; &amp; &nbsp;' }) + FOOT)
  assert.equal(post?.title, '&b; & & &nbsp;')
})

test('an export of no known version is read, and that is told once', async (t) => {
  const items = item({ 'wp:status': 'draft' }) + item({ link: '/a/' }) + item({ link: '/b/' })
  const told = async (head: string) =>
    (await read(t, head + items + FOOT)).map((item) => item.kind === 'document' && item.repaired)
  const version = '<wp:wxr_version>1.2</wp:wxr_version>'
  const without = 'export without a version read as 1.2'
  assert.deepEqual(await told(HEAD.replace(version, '')), [false, [without], undefined])
  const unknown = 'export of an unknown version read as 1.2'
  assert.deepEqual(await told(HEAD.replace('>1.2<', '>9<')), [false, [unknown], undefined])
})

test('an export is recognised by its namespace, a feed or something else is none', async (t) => {
  const feed = `<rss version="2.0"><channel><item><description><![CDATA[${HEAD.split('<wp:author')[0]}]]></description></item></channel></rss>`
  const recognises = (head: string) => wordpressFormat.recognises(head, 'a.xml')
  assert.deepEqual([HEAD, `${HEAD.slice(0, 400)}`, feed, '{"id":1}', ''].map(recognises), [
    true,
    true,
    false,
    false,
    false,
  ])
  const folder = await folderOf(t, { 'feed.xml': feed, 'empty.xml': '' })
  for (const name of ['feed.xml', 'empty.xml']) {
    const opening = async () => wordpressFormat.open(join(folder, name), {})
    await assert.rejects(opening, /expected a WordPress export/)
  }
})

test('reading stops with the reason of the signal', async (t) => {
  const folder = await folderOf(t, { 'export.xml': HEAD + item({ link: '/a/' }) + item({}) + FOOT })
  const source = await wordpressFormat.open(join(folder, 'export.xml'), {})
  const controller = new AbortController()
  const reading = (async () => {
    for await (const _item of source.items(controller.signal)) controller.abort(new Error('enough'))
  })()
  await assert.rejects(reading, /enough/)
})

test('shortcodes go and what they enclose stays; other brackets are text', () => {
  const texts = {
    'a [gallery ids="1,2"] b': 'a b',
    '[caption id="x" width="3"]<img alt=""> A boat[/caption]Then': 'A boat\nThen',
    '[caption caption="A <i>boat</i>"]<img>[/caption]': 'A boat',
    '[vc_row][vc_column width="1/2"]Text[/vc_column][/vc_row]': 'Text',
    'a [my-form title="x"] b': 'a b',
    'a [clock /] b [table id=3 /] c [youtube=https://x.example] d': 'a b c d',
    '[b]Bold[/b] [url=https://x.example]link[/url]': 'Bold link',
    '[dropcap]T[/dropcap]his': 'This',
    'as shown [1], [sic], [youtube], [see below], a[i] and [[Category:Task]]':
      'as shown [1], [sic], [youtube], [see below], a[i] and [[Category:Task]]',
    'type [[gallery ids="1"]] or [[caption]text[/caption]]':
      'type [gallery ids="1"] or [caption]text[/caption]',
    'see [of [gallery]]': 'see [of ]',
    '<code>[gallery]</code> <pre>[b]x[/b]\n\n y</pre>': '[gallery]\n[b]x[/b]\n\n y',
    '<code>never closed [gallery] end': 'never closed end',
    '[code lang="c"]#include <stdio.h>\n\n  if (a &lt; b) x[i][/i];[/code]':
      '#include <stdio.h>\n\n  if (a < b) x[i][/i];',
    'the [code] tag': 'the [code] tag',
    '<a href="/?a[b c=\'d\']">x</a>': 'x',
    '[/sarcasm]': '[/sarcasm]',
  }
  for (const [content, expected] of Object.entries(texts)) {
    assert.equal(toPlainText(contentToHtml(content), 'html'), expected)
  }
})

test('lines of classic content stay lines, blocks are as their markup says', () => {
  const plain = (content: string) => toPlainText(contentToHtml(content), 'html')
  assert.equal(plain('One.\r\n\r\nTwo\nthree<!--more-->Four'), 'One.\nTwo\nthree\nFour')
  assert.equal(plain('<ul>\n<li>a</li>\n<li>b</li>\n</ul>'), 'a\nb')
  assert.equal(plain('a<a\nhref="/">b</a><!-- c\n\nd -->e'), 'abe')
  const blocks =
    '<!-- wp:paragraph {"a":"[b]"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:latest-posts /-->'
  assert.equal(plain(blocks), 'One two')
  assert.equal(toPlainText(commentToHtml('One\n\n[gallery] two'), 'html'), 'One\n[gallery] two')
})

test('the time to read a content grows with its length alone', () => {
  const hard = ['[', '[a', '[[a b="', '<!--', '<pre>', '[code]', '[/b]', '<a', '\n', ']]', '[b][/b]']
  const start = processorMs()
  for (const text of hard) contentToHtml(text.repeat(200_000))
  assert.ok(processorMs() - start < 10_000)
})

const meta = (key: string, value: string) =>
  `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`
const post = (content: string, more = '', fields: Record<string, string> = {}) =>
  item({ link: 'https://kettle.example/p/', 'content:encoded': `<![CDATA[${content}]]>`, ...fields }, more)

test('page builders leave their texts, not their codes', () => {
  const raw = Buffer.from(encodeURIComponent('<p>Raw & <b>bold</b></p>')).toString('base64')
  for (const [content, text] of [
    [
      `[vc_row][vc_column_text]Words[/vc_column_text][vc_raw_html]${raw}[/vc_raw_html][/vc_row]`,
      'Words\nRaw & bold',
    ],
    [`a [vc_raw_js]${raw}[/vc_raw_js] b`, 'a b'],
    [`[fusion_code]${Buffer.from('<i>é</i> 5%').toString('base64')}[/fusion_code]`, 'é 5%'],
    [
      `[fusion_syntax_highlighter]${Buffer.from('<i>').toString('base64')}[/fusion_syntax_highlighter]`,
      '<i>',
    ],
    ['[vc_raw_html]not encoded![/vc_raw_html]', 'not encoded!'],
    [
      '[et_pb_button button_text="Buy %22now%22" button_url="/x" /] [et_pb_blurb title="Fast" admin_label="x"]<p>y</p>[/et_pb_blurb]',
      'Buy "now"\nFast\ny',
    ],
    [
      "[vc_custom_heading text='A heading' font_container='tag:h2'][vc_btn title=\"Go on\"]",
      'A heading\nGo on',
    ],
    ['[su_spoiler title="More"]Hidden[/su_spoiler] [fusion_text]z[/fusion_text]', 'More\nHidden z'],
  ] as const) {
    assert.equal(toPlainText(contentToHtml(content), 'html').replace(/\n+/g, '\n'), text, content)
  }
})

test('texts that page builders keep in fields are read where the content has less', async (t) => {
  const widget = (settings: object, more: object = {}) => ({
    elType: 'widget',
    settings,
    elements: [],
    ...more,
  })
  const elementor = JSON.stringify([
    {
      elType: 'section',
      settings: { _title: 'Hero', title_color: '#fff', html_tag: 'div' },
      elements: [
        widget({ title: 'A heading', header_size: 'h2', link: { url: '/x' }, title_size: 'large' }),
        widget({ editor: '<p>Boats &amp; <b>oars</b>.</p>' }),
        widget({ icon_list: [{ text: 'One', _id: 'ab12' }, { text: 'Two' }], show_title: 'yes' }),
        widget({ tabs: [{ tab_title: 'Tab', tab_content: '<p>Inside</p>' }], title: 'none' }),
        widget({ title: 'Hidden', hide_desktop: 'hidden', hide_tablet: 'hidden', hide_mobile: 'hidden' }),
        widget({ code: 'a < b' }),
      ],
    },
  ])
  const php = (value: string) => `s:${Buffer.byteLength(value)}:"${value}";`
  const beaver = `a:1:{${php('n1')}O:8:"stdClass":3:{${php('title')}i:5;${php('text')}${php('<p>Größe; s:3:"x";</p>')}${php('class')}${php('wide')}}}`
  const built = 'A heading\nBoats & oars.\nOne\nTwo\nTab\nInside\na < b'
  const members = '<p>Open.</p><!-- wp:jetpack/paywall /--><p>Closed.</p>'
  for (const [content, fields, text] of [
    ['', meta('_elementor_data', elementor), built],
    ['<!-- wp:paragraph --><p>&nbsp;</p><!-- /wp:paragraph -->', meta('_elementor_data', elementor), built],
    [
      'A heading Boats & oars. One Two Tab Inside a < b, and more',
      meta('_elementor_data', elementor),
      'A heading Boats & oars. One Two Tab Inside a < b, and more',
    ],
    [members, meta('_elementor_data', elementor), 'Open.'],
    ['', meta('_fl_builder_data', beaver), 'Größe; s:3:"x";'],
    ['<p></p>', meta('body', 'Own field') + meta('_body', 'field_5f'), 'Own field'],
    [members.slice(12), meta('body', 'Own field') + meta('_body', 'field_5f'), ''],
    ['Kept', meta('_elementor_data', '[{"settings":'), 'Kept'],
  ] as const) {
    const [value] = await documents(t, HEAD + post(content, fields) + FOOT)
    assert.equal(toPlainText(String(value?.text), 'html').replace(/\n+/g, '\n'), text, content)
  }
  for (const hostile of [
    meta('_elementor_data', '['.repeat(500_000)),
    meta('_fl_builder_data', 's:9:"'.repeat(100_000)),
    meta('_elementor_data', `${'[{"elements":'.repeat(3_000)}0${'}]'.repeat(3_000)}`),
  ]) {
    const before = processorMs()
    await documents(t, HEAD + post('', hostile) + FOOT)
    assert.ok(processorMs() - before < 3_000)
  }
})

test('footnotes that WordPress keeps beside the content are read, unless their marks are hidden', async (t) => {
  const notes = meta(
    'footnotes',
    '[{"content":"See <i>here</i>.","id":"ab"},{"content":"Secret","id":"cd"},{"id":3}]',
  )
  const content =
    '<!-- wp:paragraph --><p>Thrace<sup data-fn="ab" class="fn"><a href="#ab">1</a></sup> since.</p><!-- wp:jetpack/paywall /--><p>x<sup data-fn="cd" class="fn"><a href="#cd">2</a></sup></p>'
  const [value] = await documents(t, HEAD + post(content, notes) + FOOT)
  assert.equal(toPlainText(String(value?.text), 'html'), 'Thrace since.\nSee here.')
})

test('reusable blocks stand in the posts that have them, wherever they come in the file', async (t) => {
  const block = (id: string, content: string, status = 'publish') =>
    item({
      'wp:post_id': id,
      'wp:post_type': 'wp_block',
      'wp:status': status,
      'content:encoded': `<![CDATA[${content}]]>`,
    })
  const file =
    HEAD +
    post(
      '<!-- wp:x --><p>a</p><!-- wp:block {"ref":12} /--><!-- wp:block {"ref":12,"lock":true} /--><!-- wp:block {"ref":99} /-->',
    ) +
    block('12', '<p>b</p><!-- wp:block {"ref":13} /-->') +
    block('13', '<p>c</p><!-- wp:block {"ref":12} /--><!-- wp:block {"ref":14} /-->') +
    block('14', '<p>draft</p>', 'draft') +
    FOOT
  const [first] = await read(t, file)
  assert.ok(first?.kind === 'document')
  assert.equal(toPlainText(String((first.value as { text: string }).text), 'html'), 'a\nb\nc')
  assert.deepEqual(first.repaired, ['reusable block that the export lacks left out'])
})

test('a post in several languages has its own first, and the other texts after it', async (t) => {
  for (const [title, content, ownTitle, text] of [
    [
      '[:de]Kessel[:en]Kettle[:]',
      'Both. [:de]Er kocht.[:en]It boils.[:]',
      'Kettle',
      'Both. It boils.\nKessel\nEr kocht.',
    ],
    ['Kettle', '<!--:de-->Er kocht.<!--:--><!--:en-->It boils.<!--:-->', 'Kettle', 'It boils.\nEr kocht.'],
    ['{:fr}Bouilloire{:}', '{:fr}Elle bout.{:}', 'Bouilloire', 'Elle bout.'],
    ['Kettle', 'It [: boils :] ([:]).', 'Kettle', 'It [: boils :] ([:]).'],
  ] as const) {
    const terms = '<category domain="post_tag">[:en]Tea[:de]Tee[:]</category>'
    const [value] = await documents(t, HEAD + post(content, terms, { title: `<![CDATA[${title}]]>` }) + FOOT)
    assert.deepEqual([value?.title, value?.tags], [ownTitle, ['Tea']])
    assert.equal(toPlainText(String(value?.text), 'html').replace(/\n+/g, '\n'), text)
  }
})

test('a post whose text is in custom fields has that text', async (t) => {
  const fields =
    meta('body', '<p>Some words.</p>') +
    meta('_body', 'field_5f') +
    meta('size', '3') +
    meta('_size', 'field_6a')
  const both =
    HEAD + post('', fields + meta('other', 'no field')) + post('Own.', fields, { 'wp:post_id': '8' }) + FOOT
  assert.deepEqual(
    (await documents(t, both)).map(({ text }) => toPlainText(String(text), 'html')),
    ['Some words.', 'Own.'],
  )
})

test('a post that a plugin keeps from search engines is left out', async (t) => {
  const hidden = [
    ['_yoast_wpseo_meta-robots-noindex', '1'],
    ['rank_math_robots', 'a:1:{i:0;s:7:"noindex";}'],
    ['_aioseop_noindex', 'on'],
    ['_seopress_robots_index', 'yes'],
  ].map(([key = '', value = '']) => post('a', meta(key, value)))
  const items = await read(
    t,
    HEAD + hidden.join('') + post('b', meta('_yoast_wpseo_meta-robots-noindex', '2')) + FOOT,
  )
  assert.deepEqual(reasons(items), [...hidden.map(() => 'post: noindex'), 'document'])
})
