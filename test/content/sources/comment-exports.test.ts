import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource } from '../../../src/content/sources/source.ts'
import { essence, itemsOf } from './feed-of.ts'
import { folderOf } from './folder-of.ts'

const json = JSON.stringify

/** Exports of comments: the name of their format, the text of the file, and what is read from it. */
const EXPORTS: Record<string, { format: string; text: string; expected: unknown[] }> = {
  Commento: {
    format: 'commento',
    text: json({
      version: 1,
      comments: [
        {
          commentHex: 'a1',
          url: '/oars/',
          commenterHex: 'c1',
          markdown: 'Long *oars*',
          html: '<p>Long <em>oars</em></p>',
          parentHex: 'root',
          state: 'approved',
          creationDate: '2020-02-03T04:05:06Z',
          deleted: false,
        },
        {
          commentHex: 'a2',
          url: '/oars/',
          commenterHex: 'anonymous',
          markdown: 'Short *oars*',
          html: '',
          parentHex: 'a1',
          state: 'approved',
        },
        { commentHex: 'a3', url: '/oars/', markdown: 'x', state: 'unapproved' },
        { commentHex: 'a4', url: '/oars/', markdown: 'x', state: 'flagged' },
        { commentHex: 'a5', url: '/oars/', markdown: 'x', state: 'approved', deleted: true },
        'nonsense',
      ],
      commenters: [{ commenterHex: 'c1', email: 'kim@example.org', name: 'Kim' }],
    }),
    expected: [
      {
        id: 'a1',
        postUrl: '/oars/',
        text: '<p>Long <em>oars</em></p>',
        format: 'html',
        author: 'Kim',
        date: '2020-02-03T04:05:06Z',
      },
      { id: 'a2', postUrl: '/oars/', parentId: 'a1', text: 'Short *oars*', format: 'markdown' },
      'skipped: unapproved',
      'skipped: unapproved',
      'skipped: deleted',
      'failed: expected the fields of a comment, got "nonsense"',
    ],
  },
  'a backup of Remark42': {
    format: 'remark42',
    text: [
      '{"version":1,"users":[{"id":"u","blocked":true}],"posts":[{"url":"https://boats.example/oars/","read_only":true}]}',
      '{"id":"r1","pid":"","text":"<p>Fine</p>","orig":"Fine","user":{"name":"Kim","id":"u","ip":"1.2.3.4"},"locator":{"site":"b","url":"https://boats.example/oars/"},"time":"2021-05-06T07:08:09.123456789-05:00"}',
      '{"id":"r2","pid":"r1","text":"","orig":"","user":{"name":"deleted","id":"deleted"},"locator":{"url":"https://boats.example/oars/"},"delete":true}',
      '{"id":"r3","pid":"r1","orig":"*Only* Markdown","locator":{"url":"https://boats.example/oars/"}}',
      '{"id":',
      '[]',
    ].join('\n'),
    expected: [
      {
        id: 'r1',
        postUrl: 'https://boats.example/oars/',
        text: '<p>Fine</p>',
        format: 'html',
        author: 'Kim',
        date: '2021-05-06T07:08:09.123456789-05:00',
      },
      'skipped: deleted',
      {
        id: 'r3',
        postUrl: 'https://boats.example/oars/',
        parentId: 'r1',
        text: '*Only* Markdown',
        format: 'markdown',
      },
      'failed: expected JSON, got "{\\"id\\":" (Unexpected end of JSON input)',
      'failed: expected the fields of a comment, got []',
    ],
  },
  'threads of Isso': {
    format: 'isso',
    text: json([
      { id: '/oars/', title: 'Oars', comments: [] },
      {
        id: '/sails/',
        title: 'Sails',
        comments: [
          {
            id: 1,
            author: 'Kim',
            email: 'kim@example.org',
            website: '',
            remote_addr: '127.0.0.1',
            created: '2014-05-06 07:08:09',
            text: 'Red *sails*',
          },
          { id: 2, parent: 1, author: null, created: 1400000000.5, text: 'Blue', mode: 1 },
          { id: 3, created: '2014-05-06 07:08:09', text: 'x', mode: 2 },
          { id: 4, created: '2014-05-06 07:08:09', text: 'x', mode: 4 },
        ],
      },
    ]),
    expected: [
      {
        id: '1',
        postUrl: '/sails/',
        text: 'Red *sails*',
        format: 'markdown',
        author: 'Kim',
        date: '2014-05-06T07:08:09Z',
      },
      {
        id: '2',
        postUrl: '/sails/',
        parentId: '1',
        text: 'Blue',
        format: 'markdown',
        date: '2014-05-13T16:53:20.500Z',
      },
      'skipped: unapproved',
      'skipped: deleted',
    ],
  },
  "rows of Isso's table": {
    format: 'isso',
    text: json([{ uri: '/oars/', id: 7, mode: 1, created: 0, author: 'Kim', text: 'Wet' }]),
    expected: [
      {
        id: '7',
        postUrl: '/oars/',
        text: 'Wet',
        format: 'markdown',
        author: 'Kim',
        date: '1970-01-01T00:00:00.000Z',
      },
    ],
  },
  'discussions of giscus by GraphQL': {
    format: 'giscus',
    text: json({
      data: {
        repository: {
          discussions: {
            nodes: [
              {
                title: 'oars/',
                url: 'https://github.com/k/b/discussions/1',
                body: '# oars/\n\nAll of them\n\nhttps://boats.example/oars/\n\n<!-- sha1: abc -->',
                comments: {
                  nodes: [
                    {
                      id: 'D1',
                      url: 'https://github.com/k/b/discussions/1#discussioncomment-1',
                      author: { login: 'kim' },
                      bodyHTML: '<p>Wet</p>',
                      createdAt: '2022-01-02T03:04:05Z',
                      replies: { nodes: [{ id: 'D2', author: null, body: 'Dry' }] },
                    },
                    { id: 'D3', body: 'x', isMinimized: true },
                    { id: 'D4', body: 'x', deletedAt: '2022-01-02T03:04:05Z' },
                  ],
                },
              },
              {
                title: 'How do I row?',
                body: 'Please tell',
                comments: { nodes: [{ id: 'D5', body: 'Pull' }] },
              },
            ],
          },
        },
      },
    }),
    expected: [
      {
        id: 'D1',
        postUrl: 'https://boats.example/oars/',
        text: '<p>Wet</p>',
        format: 'html',
        author: 'kim',
        date: '2022-01-02T03:04:05Z',
        url: 'https://github.com/k/b/discussions/1#discussioncomment-1',
      },
      { id: 'D2', postUrl: 'https://boats.example/oars/', parentId: 'D1', text: 'Dry', format: 'markdown' },
      'skipped: hidden',
      'skipped: deleted',
      'skipped: comment of a thread that names no page',
    ],
  },
  'issues of utterances': {
    format: 'giscus',
    text: json([
      { title: 'index', url: 'https://github.com/k/b/issues/1', comments: [{ author: 'kim', body: 'Home' }] },
      {
        title: 'Sails | Boats',
        body: '# Sails\n\n[https://boats.example/sails/](https://boats.example/sails/)',
        comments: [{ body: 'Red' }, { body: 'Blue', replies: [{ body: 'Green' }] }],
      },
      { title: 'knots', body: '', comments: [{ body: 'Tight' }] },
    ]),
    expected: [
      { id: '1', postUrl: '/', text: 'Home', format: 'markdown', author: 'kim' },
      { id: '1', postUrl: 'https://boats.example/sails/', text: 'Red', format: 'markdown' },
      { id: '2', postUrl: 'https://boats.example/sails/', text: 'Blue', format: 'markdown' },
      {
        id: '2/1',
        postUrl: 'https://boats.example/sails/',
        parentId: '2',
        text: 'Green',
        format: 'markdown',
      },
      { id: '1', postUrl: '/knots', text: 'Tight', format: 'markdown' },
    ],
  },
}

for (const [name, { format, text, expected }] of Object.entries(EXPORTS)) {
  test(`${name}: comments name their posts, and those that are not for readers stay out`, async (t) => {
    const path = `${await folderOf(t, { 'file.json': text })}/file.json`
    const source = await openSource(path)
    assert.equal(source.format, format)
    assert.deepEqual(essence(await itemsOf(source.items())), expected)
  })
}

test('an export that is cut off is told after the comments before', async (t) => {
  const cut = '[{"id": "/a/", "title": "A", "comments": [{"id": 1, "created": 0, "text": "Yes"}]}, {"id": "/b'
  const items = await itemsOf(
    (await openSource(`${await folderOf(t, { 'isso.json': cut })}/isso.json`)).items(),
  )
  assert.deepEqual(
    items.map(({ kind, place }) => [kind, place]),
    [
      ['document', 'isso.json: 1, comment 1'],
      ['failed', 'isso.json'],
    ],
  )
})
