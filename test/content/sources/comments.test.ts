import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSource, type SourceItem } from '../../../src/content/sources/source.ts'
import { folderOf } from './folder-of.ts'

async function read(path: string): Promise<{ format: string; items: SourceItem[] }> {
  const source = await openSource(path)
  const items: SourceItem[] = []
  for await (const item of source.items()) items.push(item)
  return { format: source.format, items }
}

const DISQUS = `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
  <category dsq:id="9"><forum>blog</forum></category>
  <thread dsq:id="1"><id>page-1</id><link>https://example.org/2019/cats/</link><title>Cats &amp; dogs</title>
    <author><name>Owner</name></author><isClosed>true</isClosed><isDeleted>false</isDeleted></thread>
  <thread dsq:id="2"><link></link></thread>
  <post dsq:id="10"><message><![CDATA[<p>Fine <b>cats</b> &amp; co</p>]]></message><createdAt>2019-01-05T10:00:00Z</createdAt>
    <isDeleted>false</isDeleted><isSpam>false</isSpam><author><email>a@example.org</email><name>Ann</name></author><thread dsq:id="1"/></post>
  <post dsq:id="11"><message>Yes</message><createdAt>2019-01-06T10:00:00Z</createdAt><thread dsq:id="1"/><parent dsq:id="10"/></post>
  <post dsq:id="12"><message>x</message><isDeleted>true</isDeleted><thread dsq:id="1"/></post>
  <post dsq:id="13"><message>x</message><isSpam>true</isSpam><thread dsq:id="1"/></post>
  <post dsq:id="14"><message>x</message><thread dsq:id="2"/></post>
</disqus>`

test('a Disqus export has comments that name their posts by address', async (t) => {
  const folder = await folderOf(t, { 'disqus.xml': DISQUS })
  const { format, items } = await read(`${folder}/disqus.xml`)
  assert.equal(format, 'disqus')
  assert.deepEqual(items, [
    {
      kind: 'document',
      place: 'disqus.xml: comment 1',
      value: {
        id: '10',
        postUrl: 'https://example.org/2019/cats/',
        text: '<p>Fine <b>cats</b> &amp; co</p>',
        format: 'html',
        date: '2019-01-05T10:00:00Z',
        author: 'Ann',
      },
    },
    {
      kind: 'document',
      place: 'disqus.xml: comment 2',
      value: {
        id: '11',
        postUrl: 'https://example.org/2019/cats/',
        text: 'Yes',
        format: 'html',
        date: '2019-01-06T10:00:00Z',
        parentId: '10',
      },
    },
    { kind: 'skipped', place: 'disqus.xml: comment 3', what: 'comment', reason: 'deleted' },
    { kind: 'skipped', place: 'disqus.xml: comment 4', what: 'comment', reason: 'spam' },
    {
      kind: 'failed',
      place: 'disqus.xml: comment 5',
      reason: 'field "thread": expected a thread with a link, got "2"',
    },
  ])
})

test('a Disqus export that is cut off or defines entities is told, after what could be read', async (t) => {
  const cut = await folderOf(t, { 'disqus.xml': DISQUS.slice(0, DISQUS.indexOf('<post dsq:id="12">')) })
  const { items } = await read(cut)
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ['document', 'document', 'failed'],
  )
  assert.deepEqual(items.at(-1), {
    kind: 'failed',
    place: 'disqus.xml',
    reason: 'expected </disqus> at the end, got a file that is cut off',
  })
  const bomb = DISQUS.replace('<disqus', '<!DOCTYPE x [<!ENTITY a "b">]>\n<disqus')
  const refused = await read(await folderOf(t, { 'disqus.xml': bomb }))
  assert.deepEqual(refused.items, [
    {
      kind: 'failed',
      place: 'disqus.xml',
      reason: 'expected a Disqus export, got a DOCTYPE that defines entities',
    },
  ])
})

test('comments as data files name their posts by the folder that they lie in, without addresses of e-mail', async (t) => {
  const folder = await folderOf(t, {
    '2019/cats/comment-1.yml':
      '_id: c1\nname: Ann\nemail: 5d41402abc4b2a76b9719d911017c592\nmessage: "Fine *cats*"\ndate: 1546596000\n',
    '2019/cats/comment-2.json':
      '{"_id": "c2", "message": "Yes", "date": "2019-01-06T10:00:00.000Z", "replying_to_uid": "c1"}',
    'dogs/x.yml': 'message: Woof\n',
    'dogs/y.yml': 'name: nobody\n',
    'dogs/z.yml': '- a\n',
    'dogs/bomb.yml': `a: &a [x]\n${Array.from('bcdefghij', (c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}\nmessage: x\n`,
  })
  const { format, items } = await read(folder)
  assert.equal(format, 'comment-data')
  assert.deepEqual(
    items.map((item) =>
      item.kind === 'document' ? item.value : 'reason' in item && `${item.place}: ${item.reason}`,
    ),
    [
      {
        id: 'c1',
        postSlug: 'cats',
        text: 'Fine *cats*',
        format: 'markdown',
        author: 'Ann',
        date: '2019-01-04T10:00:00.000Z',
      },
      {
        id: 'c2',
        postSlug: 'cats',
        text: 'Yes',
        format: 'markdown',
        date: '2019-01-06T10:00:00.000Z',
        parentId: 'c1',
      },
      'dogs/bomb.yml: expected YAML or JSON, got Excessive alias count indicates a resource exhaustion attack',
      { id: 'dogs/x', postSlug: 'dogs', text: 'Woof', format: 'markdown' },
      'dogs/y.yml: field "message": expected text, got name',
      'dogs/z.yml: 1: expected the fields of a comment, got none',
    ],
  )
})

test('comments of a post may be a list in a file, and name their post themselves', async (t) => {
  const folder = await folderOf(t, {
    'comments/broken/a.yml': 'a: [',
    'comments/cats.yml':
      '- message: One\n- message: Two\n  id: 7\n  approved: false\n- message: Three\n  hidden: false\n',
    'comments/x/1.yml': 'message: Four\npost_id: /2019/dogs/\n',
    'comments/x/2.yml': 'message: Five\nslug: dogs\n',
    'comments/x/comments.json': '[{"message": "Six"}]',
  })
  const { format, items } = await read(`${folder}/comments`)
  assert.equal(format, 'comment-data')
  const shown = items.map((item) => {
    if (item.kind !== 'document') return `${item.place}: ${item.kind}`
    const { id, text, postSlug, postUrl } = item.value as Record<string, string>
    return `${item.place}: ${id} ${text} ${postSlug ?? postUrl}`
  })
  assert.deepEqual(shown, [
    'broken/a.yml:1:5: failed',
    'cats.yml: 1: cats/1 One cats',
    'cats.yml: 2: skipped',
    'cats.yml: 3: cats/3 Three cats',
    'x/1.yml: x/1 Four /2019/dogs/',
    'x/2.yml: x/2 Five dogs',
    'x/comments.json: 1: x/comments/1 Six x',
  ])
})
