import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mendDocument } from '../../../src/content/documents/mend.ts'

const aPost = (fields: object = {}) => ({ id: 'a', url: '/a/', title: 'Title', text: 'Text', ...fields })
const aComment = (fields: object = {}) => ({ id: '1', postId: 'a', text: 'Text', ...fields })

/** A wrong field, and what is left of it. */
const OPTIONAL: readonly [document: object, field: string, left: unknown][] = [
  [aPost({ date: 'soon' }), 'date', undefined],
  [aPost({ updated: true }), 'updated', undefined],
  [aPost({ tags: 'tea' }), 'tags', []],
  [aPost({ tags: ['tea', { name: 'milk' }, 'pots'] }), 'tags', ['tea', 'pots']],
  [aPost({ categories: { a: 1 } }), 'categories', []],
  [aPost({ keywords: 7 }), 'keywords', []],
  [aPost({ language: 'English, mostly' }), 'language', undefined],
  [aPost({ author: ['Ines'] }), 'author', undefined],
  [aPost({ popularity: 'much' }), 'popularity', undefined],
  [aPost({ format: 'rtf' }), 'format', 'plain'],
  [aPost({ title: { en: 'Title' } }), 'title', undefined],
  [aPost({ text: 5 }), 'text', ''],
  [aPost({ id: true }), 'id', 'a'],
  [aPost({ draft: 'perhaps' }), 'draft', true],
  [aPost({ search: 'perhaps' }), 'search', false],
  [aComment({ date: '2019-01-04 25:00' }), 'date', undefined],
  [aComment({ author: {} }), 'author', undefined],
  [aComment({ url: 'javascript:alert(1)' }), 'url', undefined],
  [aComment({ parentId: [] }), 'parentId', undefined],
  [aComment({ postId: {}, postUrl: '/a/' }), 'postId', undefined],
  [aComment({ approved: 'perhaps' }), 'approved', false],
]

test('a wrong field is set aside with a warning, and the document stays', () => {
  for (const [document, field, left] of OPTIONAL) {
    const { validated, repaired, warnings } = mendDocument(document)
    assert.ok(validated.kind !== 'invalid', field)
    const fields: Record<string, unknown> =
      validated.kind === 'post' ? validated.post : { ...validated.comment }
    assert.deepEqual(fields[field], left, field)
    assert.match(warnings.join(), new RegExp(`^field "${field}[.\\d]*": expected .*, got `))
    assert.deepEqual(
      repaired,
      field === 'draft' || field === 'search' || field === 'approved'
        ? [`kept out for its wrong field "${field}"`]
        : [`field "${field}" set aside`],
    )
  }
})

test('a document that lacks what it cannot do without is refused', () => {
  for (const [document, field] of [
    [aPost({ url: 'javascript:alert(1)' }), 'url'],
    [{ id: 'a', text: 'Text' }, 'url'],
    [{ url: '/a/' }, 'text'],
    [{ url: '/a/', title: {}, text: 5 }, 'text'],
    [{ url: '/', text: 'Text' }, 'id'],
    [aPost({ id: {}, url: '/' }), 'id'],
    [aComment({ id: undefined }), 'id'],
    [aComment({ postId: {} }), 'postId'],
    [aComment({ text: undefined }), 'text'],
  ] as const) {
    const { validated } = mendDocument(document)
    assert.ok(validated.kind === 'invalid', field)
    assert.ok(
      validated.errors.some((error) => error.startsWith(`field "${field}": expected`)),
      validated.errors.join(),
    )
  }
  assert.equal(mendDocument('x').validated.kind, 'invalid')
})

test('a date that is not ISO is read, and a right document stays as it is', () => {
  const { validated, repaired, warnings } = mendDocument(aPost({ date: '2019-02-29 9:30' }))
  assert.ok(validated.kind === 'post')
  assert.equal(validated.post.date, '2019-03-01T09:30:00Z')
  assert.deepEqual([repaired, warnings], [['field "date" read, though it is no ISO date'], []])
  assert.deepEqual(mendDocument(aPost()).repaired, [])
})
