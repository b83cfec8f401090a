import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import type { Fetcher } from '../../../src/content/fetching/fetcher.ts'
import { openGhostApi } from '../../../src/content/sources/ghost/ghost-api.ts'
import { lexicalToHtml } from '../../../src/content/sources/ghost/lexical.ts'
import { mobiledocToHtml } from '../../../src/content/sources/ghost/mobiledoc.ts'
import { openSource, type SourceItem, type SourceOptions } from '../../../src/content/sources/source.ts'
import { folderOf } from './folder-of.ts'

type Value = Record<string, unknown>

function aPost(id: string, fields: Value = {}): Value {
  const dates = { published_at: '2019-01-04 10:00:00', updated_at: '2020-01-01T00:00:00.000Z' }
  return {
    id,
    title: `Post ${id}`,
    slug: `post-${id}`,
    html: '<p>Words</p>',
    status: 'published',
    ...dates,
    ...fields,
  }
}

/** The items of an export with these tables. */
async function read(
  t: Parameters<typeof folderOf>[0],
  data: Value,
  options: SourceOptions = {},
): Promise<SourceItem[]> {
  const text = JSON.stringify({ db: [{ meta: { exported_on: 1, version: '5.0.0' }, data }] }, null, 1)
  const folder = await folderOf(t, { 'ghost.json': text })
  const source = await openSource(`${folder}/ghost.json`, options)
  assert.deepEqual([source.format, source.complete], ['ghost', true])
  return itemsOf(source.items())
}

async function itemsOf(items: AsyncIterable<SourceItem>): Promise<SourceItem[]> {
  const all: SourceItem[] = []
  for await (const item of items) all.push(item)
  return all
}

function valuesOf(items: readonly SourceItem[]): Value[] {
  return items.flatMap((item) => (item.kind === 'document' ? [item.value as Value] : []))
}

test('an export has its posts with tags, authors and language, wherever these tables stand', async (t) => {
  const items = await read(
    t,
    {
      posts: [aPost('a', { html: '<a href="__GHOST_URL__/x/">Link</a>' })],
      posts_tags: [
        { post_id: 'a', tag_id: 't' },
        { post_id: 'a', tag_id: 'i' },
      ],
      posts_authors: [{ post_id: 'a', author_id: 'u' }],
      tags: [
        { id: 't', name: 'News' },
        { id: 'i', name: '#internal' },
      ],
      users: [{ id: 'u', name: 'Ann', email: 'ann@example.org' }],
      settings: [{ key: 'locale', value: 'de' }],
    },
    { siteUrl: 'https://example.org' },
  )
  assert.deepEqual(valuesOf(items), [
    {
      id: 'a',
      url: 'https://example.org/post-a/',
      title: 'Post a',
      text: '<a href="https://example.org/x/">Link</a>',
      format: 'html',
      tags: ['News'],
      author: 'Ann',
      date: '2019-01-04T10:00:00Z',
      updated: '2020-01-01T00:00:00.000Z',
      language: 'de',
    },
  ])
})

test('what is not for readers is left out and counted', async (t) => {
  const posts = [
    aPost('a', { status: 'draft' }),
    aPost('b', { status: 'scheduled' }),
    aPost('c', { status: 'sent' }),
    aPost('d', { type: 'page' }),
    aPost('e', { page: 1 }),
    aPost('f', { slug: null }),
    aPost('g', { html: null, lexical: '{' }),
  ]
  const items = await read(t, { posts })
  assert.deepEqual(
    items.map((item) => ('reason' in item ? item.reason.replace(/: [^:]*JSON.*/, '') : '')),
    [
      'draft',
      'scheduled',
      'sent by e-mail only',
      'page',
      'page',
      'field "slug": Invalid input: expected string, received null',
      'field "lexical" or "mobiledoc"',
    ],
  )
  assert.equal(items.at(-1)?.place, 'ghost.json: post 7')
  assert.equal(valuesOf(await read(t, { posts }, { pages: true })).length, 2)
})

test('of what is for members, only title, excerpt and what is before the paywall', async (t) => {
  const html = '<p>Open</p><!--members-only--><p>Secret</p>'
  const posts = [
    aPost('a', { visibility: 'members', html, custom_excerpt: 'In <short>' }),
    aPost('b', { visibility: 'paid', html: '<p>Secret</p>', plaintext: 'Secret' }),
    aPost('c', {
      visibility: 'tiers',
      html: null,
      lexical: JSON.stringify({
        root: {
          children: [
            { type: 'paragraph', children: [{ text: 'Open' }] },
            { type: 'paywall' },
            { text: 'Secret' },
          ],
        },
      }),
    }),
    aPost('d', { visibility: 'public', html }),
  ]
  const texts = valuesOf(await read(t, { posts })).map(({ text }) => text)
  assert.deepEqual(texts, ['<p>In &lt;short></p><p>Open</p>', '', '<p>Open</p>', '<p>Open</p><p>Secret</p>'])
})

test('a file that is cut off gives what could be read, and says so', async (t) => {
  const whole = JSON.stringify({
    db: [{ meta: { exported_on: 1 }, data: { posts: [aPost('a'), aPost('b')] } }],
  })
  const folder = await folderOf(t, { 'ghost.json': whole.slice(0, -30) })
  const items = await itemsOf((await openSource(folder, {})).items())
  assert.deepEqual(items.map(({ kind }) => kind).at(-1), 'failed')
  assert.match(
    items.map((item) => ('reason' in item ? item.reason : '')).join(),
    /expected JSON, got a file that is cut off/,
  )
})

test('Lexical is text: paragraphs, lists, code, cards', () => {
  const root = {
    children: [
      { type: 'extended-heading', tag: 'h2', children: [{ type: 'extended-text', text: 'A & B' }] },
      {
        type: 'paragraph',
        children: [
          { text: 'One ' },
          { type: 'link', children: [{ text: 'link' }] },
          { type: 'linebreak' },
          { text: 'two' },
        ],
      },
      { type: 'list', children: [{ type: 'listitem', children: [{ text: 'item' }] }] },
      { type: 'codeblock', code: 'if (a < b)', caption: 'Code' },
      { type: 'markdown', markdown: '*strong* words' },
      { type: 'html', html: '<b>raw</b>' },
      { type: 'image', alt: 'A kettle', caption: '<i>Boiling</i>' },
      { type: 'callout', calloutText: 'Mind <b>this</b>' },
      { type: 'toggle', heading: 'More', content: '<p>inside</p>' },
      { type: 'bookmark', url: 'https://x', metadata: { title: 'A page', description: 'of theirs' } },
      { type: 'email', html: 'Hello {first_name}' },
      { type: 'constructor', children: [{ text: 'unknown' }] },
    ],
  }
  assert.equal(
    toPlainText(lexicalToHtml(JSON.stringify({ root })), 'html').replace(/\n+/g, ' | '),
    'A & B | One link | two | item | if (a < b) | Code | strong words | raw | A kettle | Boiling | Mind this | More | inside | A page | of theirs | unknown',
  )
})

test('Mobiledoc is text: sections, markers, atoms and cards', () => {
  const mobiledoc = {
    version: '0.3.1',
    atoms: [['soft-return', '', {}]],
    cards: [
      ['markdown', { markdown: '# Head' }],
      ['code', { code: 'x < y' }],
    ],
    markups: [['em']],
    sections: [
      [
        1,
        'p',
        [
          [0, [0], 1, 'One'],
          [0, [], 0, ' <two>'],
          [1, [], 0, 0],
          [0, [], 0, 'three'],
        ],
      ],
      [3, 'ul', [[[0, [], 0, 'item']]]],
      [2, 'https://example.org/a.png'],
      [10, 0],
      [10, 1],
    ],
  }
  assert.equal(
    toPlainText(mobiledocToHtml(JSON.stringify(mobiledoc)), 'html').replace(/\n+/g, ' | '),
    'One <two> | three | item | Head | x < y',
  )
})

test('the Content API is read page by page, and its key is in no name and no error', async () => {
  const asked: string[] = []
  const fetch: Fetcher = async (url) => {
    asked.push(url)
    const page = Number(new URL(url).searchParams.get('page'))
    const posts = [
      {
        ...aPost(`p${page}`),
        url: `https://ghost.example/p${page}/`,
        tags: [{ name: 'A' }],
        authors: [{ name: 'Ann' }],
      },
    ]
    const members = {
      ...aPost('m', { visibility: 'members', access: false, html: '' }),
      custom_excerpt: 'Short',
    }
    const body = {
      posts: page === 2 ? [...posts, members] : posts,
      meta: { pagination: { next: page === 1 ? 2 : null } },
    }
    return {
      kind: 'content',
      url,
      body: Buffer.from(JSON.stringify(body)),
      contentType: 'application/json',
      charset: 'utf-8',
      validators: {},
    }
  }
  const source = openGhostApi('https://ghost.example/', { fetch, key: 'secret-key' })
  const items = await itemsOf(source.items())
  assert.deepEqual(
    valuesOf(items).map(({ id, url, tags, author, text }) => [id, url, tags, author, text]),
    [
      ['p1', 'https://ghost.example/p1/', ['A'], 'Ann', '<p>Words</p>'],
      ['p2', 'https://ghost.example/p2/', ['A'], 'Ann', '<p>Words</p>'],
      ['m', 'https://ghost.example/post-m/', [], undefined, '<p>Short</p>'],
    ],
  )
  assert.equal(asked.length, 2)
  const broken = openGhostApi('https://ghost.example', {
    key: 'secret-key',
    fetch: async (url) => ({
      kind: 'content',
      url,
      body: Buffer.from('<html>'),
      contentType: undefined,
      charset: undefined,
      validators: {},
    }),
  })
  await assert.rejects(itemsOf(broken.items()), (error: Error) => {
    assert.match(error.message, /expected an answer of Ghost's Content API/)
    return !error.message.includes('secret') && !JSON.stringify([source.name, items]).includes('secret')
  })
})

test('blocks that are for members alone are left out of posts for all', async (t) => {
  const block = (readers: string, text: string) =>
    `<!--kg-gated-block:begin ${readers} memberSegment:"status:free" --><p>${text}</p><!--kg-gated-block:end-->`
  const html = `<p>One</p>${block('nonMember:false', 'Secret')}${block('nonMember:true', 'Open')}<p>Two</p>`
  const cards = [
    { type: 'html', html: '<p>Hidden</p>', visibility: { web: { nonMember: false, memberSegment: '' } } },
    { type: 'html', html: '<p>By mail</p>', visibility: { showOnWeb: false, showOnEmail: true } },
    { type: 'html', html: '<p>Shown</p>', visibility: { web: { nonMember: true, memberSegment: '' } } },
  ]
  const items = await read(t, {
    posts: [
      aPost('a', { html }),
      aPost('b', { html: '<p>One</p><!--kg-gated-block:begin nonMember:false --><p>Secret' }),
      aPost('c', { html: null, lexical: JSON.stringify({ root: { children: cards } }) }),
    ],
  })
  assert.deepEqual(
    valuesOf(items).map(({ text }) => text),
    ['<p>One</p><p>Open</p><p>Two</p>', '<p>One</p>', '<p>Shown</p>'],
  )
})

test('an export, which has no addresses, gets them by the pattern of the blog', async (t) => {
  const posts = [aPost('a'), aPost('b', { type: 'page' })]
  const items = await read(
    t,
    { posts },
    { permalink: '/:year/:month/:slug/', siteUrl: 'https://example.org', pages: true },
  )
  assert.deepEqual(
    valuesOf(items).map(({ url }) => url),
    ['https://example.org/2019/01/post-a/', 'https://example.org/post-b/'],
  )
})

test('a post that has only Markdown, as in the first exports, has its text', async (t) => {
  const old = { html: null, markdown: 'The *lamp* is lit[^1].\n\n[^1]: By **Ann**.' }
  const [value] = valuesOf(await read(t, { posts: [aPost('a', old)] }))
  assert.equal(toPlainText(String(value?.text), 'html'), 'The lamp is lit.\nBy Ann.')
})

test('a post without a slug has no address, so it is told', async (t) => {
  const [item] = await read(t, { posts: [aPost('a', { slug: '' })] })
  assert.match(item?.kind === 'failed' ? item.reason : '', /^field "slug"/)
})

test('the excerpt and the description for search engines are a description', async (t) => {
  const [value] = valuesOf(
    await read(t, { posts: [aPost('a', { custom_excerpt: 'a < b', meta_description: 'c' })] }),
  )
  assert.equal(value?.description, '<p>a &lt; b</p><p>c</p>')
})
