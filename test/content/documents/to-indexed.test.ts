import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Comment, Post } from '../../../src/content/documents/document.ts'
import { whyCommentNotPublished, whyNotPublished } from '../../../src/content/documents/publishable.ts'
import { toIndexedComment, toIndexedPost } from '../../../src/content/documents/to-indexed.ts'

const aPost = (fields: Record<string, unknown> = {}) =>
  Post.parse({ id: 'a', url: 'https://example.org/a/', text: 'Text', ...fields })
const aComment = (fields: Record<string, unknown> = {}) =>
  Comment.parse({ id: 'c 1', postId: 'a', text: '<p>Fish &amp; chips', ...fields })
const fragment = { commentFragment: '#comment-{id}' }

test('a post reaches the index as plain text', () => {
  const post = aPost({
    title: 'Fish &amp; *chips*',
    text: 'One **two**\n\nthree',
    format: 'markdown',
    date: '2019-01-04',
    tags: [' a ', 'a', ''],
    author: 'Ann',
    lang: 'EN',
    aliases: ['/Old/caf%C3%A9.html', 'https://b.example/old/café/', '/?p=7', '/'],
    popularity: 0.5,
  })
  const { hash, ...indexed } = toIndexedPost(post)
  assert.match(hash, /^[\w-]{27}$/)
  assert.deepEqual(indexed, {
    id: 'a',
    url: 'https://example.org/a/',
    aliases: ['old/café', '?p=7'],
    title: 'Fish & chips',
    text: 'One two\nthree',
    excerpt: 'One two three',
    date: '2019-01-04T00:00:00Z',
    tags: ['a'],
    categories: [],
    keywords: [],
    labels: ['a'],
    language: 'en',
    author: 'Ann',
    popularity: 0.5,
  })
})

test('without a title its first words stand for it, and without any words its id', () => {
  assert.equal(toIndexedPost(aPost({ text: 'First line\nsecond' })).title, 'First line second')
  assert.equal(toIndexedPost(aPost({ text: '', title: ' ' })).title, 'a')
  const long = toIndexedPost(aPost({ text: 'word '.repeat(100) }))
  assert.equal(long.title, `${'word '.repeat(16).trim()}...`)
  assert.ok(long.excerpt.length <= 203 && long.excerpt.endsWith(' word...'))
})

test('an excerpt leaves code out, unless there is nothing else', () => {
  const excerptOf = (text: string) => toIndexedPost(aPost({ text, format: 'html' })).excerpt
  assert.equal(excerptOf('<p>One.<pre>x = 1\ny = 2</pre><p>Two.'), 'One. Two.')
  assert.equal(excerptOf('<pre>x = 1\ny = 2</pre>'), 'x = 1 y = 2')
})

test('text without spaces is cut between characters', () => {
  const { excerpt } = toIndexedPost(aPost({ text: `x${'😀'.repeat(300)}` }))
  assert.doesNotMatch(excerpt, /\p{Surrogate}/u)
  assert.ok(excerpt.length > 190 && excerpt.length <= 203)
})

test('a comment carries what its post says, and links to itself', () => {
  const post = toIndexedPost(
    aPost({
      url: 'https://example.org/a/#top',
      title: 'T',
      tags: ['x'],
      date: '2019-01-04',
      author: 'Ann',
      lang: 'en',
    }),
  )
  const { hash, ...indexed } = toIndexedComment(
    aComment({ author: ' Bob ', date: '2019-01-05' }),
    post,
    fragment,
  )
  assert.match(hash, /^[\w-]{27}$/)
  assert.deepEqual(indexed, {
    id: 'c 1',
    postId: 'a',
    url: 'https://example.org/a/#comment-c%201',
    comment: 'Fish & chips',
    author: 'Bob',
    date: '2019-01-05T00:00:00Z',
    tags: ['x'],
    categories: [],
    keywords: [],
    language: 'en',
    post: {
      title: 'T',
      url: 'https://example.org/a/#top',
      excerpt: 'Text',
      date: '2019-01-04T00:00:00Z',
      author: 'Ann',
    },
  })
  const own = aComment({ url: 'https://example.org/c/1' })
  assert.equal(toIndexedComment(own, post, fragment).url, 'https://example.org/c/1')
})

test('drafts, excluded and future posts are not published', () => {
  const now = new Date('2020-01-01T00:00:00Z')
  assert.equal(whyNotPublished(aPost({ date: '2020-01-01' }), now), undefined)
  assert.deepEqual(whyNotPublished(aPost({ draft: true }), now), { reason: 'draft' })
  assert.deepEqual(whyNotPublished(aPost({ search: false }), now), { reason: 'excluded' })
  assert.deepEqual(whyNotPublished(aPost({ date: '2020-01-02' }), now), {
    reason: 'future',
    due: '2020-01-02T00:00:00Z',
  })
  assert.equal(whyNotPublished(aPost({ date: '2020-01-01T01:00:00+02:00' }), now), undefined)
})

test('unapproved and future comments are not published', () => {
  const now = new Date('2020-01-01T00:00:00Z')
  assert.equal(whyCommentNotPublished(aComment(), now), undefined)
  assert.deepEqual(whyCommentNotPublished(aComment({ approved: false }), now), { reason: 'unapproved' })
  assert.equal(whyCommentNotPublished(aComment({ date: '2020-01-02' }), now)?.reason, 'future')
})
