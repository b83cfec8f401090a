import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateDocument } from '../../../src/content/documents/validate.ts'

const aPost = (fields: Record<string, unknown> = {}) => ({ id: 'a', url: '/a/', text: 'Text', ...fields })
const aComment = (fields: Record<string, unknown> = {}) => ({ id: '1', postId: 'a', text: 'Text', ...fields })

function errorsOf(value: unknown): string[] {
  const validated = validateDocument(value)
  return validated.kind === 'invalid' ? validated.errors : []
}

function postOf(value: unknown) {
  const validated = validateDocument(value)
  assert.equal(validated.kind, 'post')
  return validated.kind === 'post' ? validated.post : assert.fail()
}

test('a post without a format is plain text, a comment is HTML and approved', () => {
  assert.equal(postOf(aPost()).format, 'plain')
  const validated = validateDocument(aComment())
  assert.ok(validated.kind === 'comment')
  assert.equal(validated.comment.format, 'html')
  assert.equal(validated.comment.approved, true)
})

test('numbers are accepted as ids', () => {
  const validated = validateDocument(aComment({ id: 7, postId: 8 }))
  assert.ok(validated.kind === 'comment')
  assert.deepEqual([validated.comment.id, validated.comment.postId], ['7', '8'])
})

test('a post without an id gets its path, decoded and without page extension', () => {
  const idOf = (url: string) => postOf({ url, text: '' }).id
  assert.equal(idOf('https://example.org/2019/01/a.html?x=1#y'), '2019/01/a')
  assert.equal(idOf('/2019/caf%C3%A9/'), '2019/café')
  assert.equal(idOf('/?p=12&utm_source=x'), '?p=12')
  assert.equal(idOf('/show.php?id=12'), 'show?id=12')
  assert.equal(idOf('/1.0-Timeline/'), '1.0-Timeline')
  assert.equal(idOf('/about-node.js'), 'about-node.js')
})

test('an id has at most 512 bytes, and there must be one', () => {
  assert.equal(postOf(aPost({ id: 'é'.repeat(256) })).id.length, 256)
  assert.match(
    errorsOf(aPost({ id: `${'é'.repeat(256)}x` }))[0] ?? '',
    /^field "id": expected an id of 1 to 512 bytes/,
  )
  assert.match(
    errorsOf({ url: 'https://example.org/', text: '' })[0] ?? '',
    /^field "id": .*url with a path.*, got "https:/,
  )
})

test('dates are ISO; without a zone they are UTC', () => {
  const dateOf = (date: string) => postOf(aPost({ date })).date
  assert.equal(dateOf('2019-01-04'), '2019-01-04T00:00:00Z')
  assert.equal(dateOf('2019-01-04T10:30:00'), '2019-01-04T10:30:00Z')
  assert.equal(dateOf('2019-01-04T10:30:00.123456789012-07:00'), '2019-01-04T10:30:00.123-07:00')
  for (const date of ['soon', '2019-02-30', '2019-13-01', '04.01.2019', '2019-01-04T10:30:00+19:00']) {
    assert.deepEqual(errorsOf(aPost({ date })), [`field "date": expected an ISO date, got "${date}"`])
  }
})

test('every wrong field is named at once', () => {
  const errors = errorsOf({
    id: 'a',
    url: 5,
    format: 'rtf',
    popularity: 2,
    draft: 'no',
    tags: 'x',
    lang: '?',
  })
  const fields = errors.map((error) => /^field "(\w+)": expected .+, got .+$/.exec(error)?.[1])
  assert.deepEqual(fields.sort(), ['draft', 'format', 'lang', 'popularity', 'tags', 'text', 'url'])
})

test('further addresses are a bounded list of addresses', () => {
  assert.deepEqual(postOf(aPost({ aliases: ['/old/', 'https://a.example/b'] })).aliases, [
    '/old/',
    'https://a.example/b',
  ])
  for (const [aliases, error] of [
    ['/old/', /^field "aliases": expected a list of addresses, got "\/old\/"$/],
    [['javascript:x'], /^field "aliases.0": expected a http.* address or a path, got "javascript:x"$/],
    [Array.from({ length: 1_001 }, () => '/a'), /^field "aliases": expected at most 1000 addresses, got /],
  ] as const) {
    assert.match(errorsOf(aPost({ aliases }))[0] ?? '', error)
  }
})

test('an address that runs code is refused', () => {
  for (const url of ['javascript:alert(1)', ' JaVa\nscript:alert(1)', 'data:text/html,x', '']) {
    assert.match(errorsOf(aPost({ url }))[0] ?? '', /^field "url": expected a http/)
  }
})

test('unknown fields are named and left out, and null is absent', () => {
  const validated = validateDocument(aPost({ layout: 'post', title: null, __proto__x: 1 }))
  assert.ok(validated.kind === 'post')
  assert.deepEqual(validated.unknownFields, ['layout', '__proto__x'])
  assert.equal('layout' in validated.post, false)
})

test('lang is another name for language', () => {
  assert.equal(postOf(aPost({ lang: 'pt_BR' })).language, 'pt-br')
  assert.equal(postOf(aPost({ lang: 'de', language: 'en' })).language, 'en')
})

test('what is no object is no document', () => {
  for (const value of [null, 5, 'x', [], undefined]) {
    assert.match(errorsOf(value)[0] ?? '', /^expected a post or a comment object, got /)
  }
})
