import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateDocument } from '../../../src/content/documents/validate.ts'
import { documentsOf, folderOf } from './folder-of.ts'

const EXPORT = `<?xml version="1.0"?><rss><channel><wp:wxr_version>1.2</wp:wxr_version>
<item><title>A</title><link>https://blog.example/a/</link><wp:post_id>1</wp:post_id><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><content:encoded><![CDATA[Text]]></content:encoded>
<category domain="series" nicename="rust"><![CDATA[R&amp;D]]></category>
<category domain="post_tag" nicename="x"><![CDATA[x]]></category></item></channel></rss>`

test('every source that has fields of its own gives their values as facets, and no others', async (t) => {
  const folder = await folderOf(t, {
    'site/a.md': '---\ntitle: A\nSeries: [Rust, Go]\nlevel: Easy\nother: x\n---\nText',
    'site/b.md': '+++\ntitle = "B"\n[extra]\nseries = "Rust, part 2"\n+++\nText',
    'posts.ndjson': `{"url":"/a/","text":"t","series":"Rust","level":["Hard"],"facets":{"level":["Easy"]}}
{"id":1,"postId":"a","text":"t","series":"Rust"}`,
    'export.xml': EXPORT,
  })
  const facetsOf = async (name: string) => {
    const documents = await documentsOf(`${folder}/${name}`, { facets: ['series', 'level'] })
    return documents.map((value) => {
      const checked = validateDocument(value)
      assert.ok(checked.kind !== 'invalid', JSON.stringify(checked))
      return checked.kind === 'post' ? checked.post.facets : checked.unknownFields
    })
  }
  assert.deepEqual(await facetsOf('site'), [
    { series: ['Rust', 'Go'], level: ['Easy'] },
    { series: ['Rust', 'part 2'] },
  ])
  assert.deepEqual(await facetsOf('posts.ndjson'), [{ series: ['Rust'], level: ['Easy'] }, ['series']])
  assert.deepEqual(await facetsOf('export.xml'), [{ series: ['R&D'] }])
})

test('wrong facets are named with field, expected and given', () => {
  const errorsFor = (facets: unknown) => {
    const checked = validateDocument({ url: '/a/', text: 't', facets })
    return checked.kind === 'invalid' ? checked.errors.join() : ''
  }
  assert.match(errorsFor({ series: 'Rust' }), /field "facets.series": expected a list of texts, got "Rust"/)
  assert.match(errorsFor(['x']), /field "facets": expected an object of lists of texts/)
  assert.match(errorsFor(Object.fromEntries([...'abcdef'].map((name) => [name, ['x']]))), /at most 5 fields/)
  assert.match(errorsFor({ '9=': ['x'] }), /expected the name of a field/)
})
