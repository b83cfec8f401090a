import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentsByPost, type FoundComment, mergeRanks } from '../../src/search/answer/merge.ts'
import { DEFAULT_WEIGHTS } from '../../src/search/ranking.ts'

function found(id: string, postId: string, score: number): FoundComment {
  const post = { title: '', url: '', excerpt: '' }
  const source = { id, postId, url: '', comment: '', tags: [], categories: [], keywords: [], hash: '', post }
  return { _index: 'comments', _id: id, _score: score, _source: source }
}

test('a weight of comments of 1 reaches no further tier', () => {
  const comments = commentsByPost([found('c1', 'a', 0.6)])
  const [post] = mergeRanks(new Map([['a', { score: 1.5 }]]), comments, {
    sort: 'relevance',
    weights: { ...DEFAULT_WEIGHTS, comments: 1 },
  })
  assert.equal(Math.floor(post?.score ?? 0), 1)
})

test("a post's score is its own plus a quarter of its best comment's points", () => {
  const comments = commentsByPost([found('c1', 'a', 3.2), found('c2', 'a', 0.4)])
  const [post] = mergeRanks(new Map([['a', { score: 5.1 }]]), comments)
  assert.ok(Math.abs((post?.score ?? 0) - 5.15) < 1e-9)
  assert.equal(post?.comments.length, 2)
})

test('the tier is that of the post or of its best comment, whichever is better', () => {
  const ranked = mergeRanks(
    new Map([
      ['a', { score: 3.2 }],
      ['b', { score: 0.1 }],
    ]),
    commentsByPost([found('c1', 'b', 4.2)]),
  )
  assert.deepEqual(
    ranked.map(({ id, score }) => [id, Math.round(100 * score) / 100]),
    [
      ['b', 4.15],
      ['a', 3.2],
    ],
  )
})

test('a post found only by its comments is a result too', () => {
  const ranked = mergeRanks(new Map(), commentsByPost([found('c1', 'b', 4)]))
  assert.deepEqual(
    ranked.map(({ id, score, comments }) => [id, score, comments.length]),
    [['b', 4, 1]],
  )
})

test('equal posts stay as they were found, those that only comments found last', () => {
  const ranked = mergeRanks(
    new Map([
      ['c', { score: 1 }],
      ['b', { score: 1 }],
    ]),
    commentsByPost([found('c1', 'a', 1), found('c2', 'd', 2)]),
  )
  assert.deepEqual(
    ranked.map(({ id }) => id),
    ['d', 'c', 'b', 'a'],
  )
})

test('by date the newest post comes first, and one without a date last', () => {
  const ranked = mergeRanks(
    new Map([
      ['old', { score: 5, date: Date.UTC(2011) }],
      ['undated', { score: 6 }],
      ['new', { score: 1, date: Date.UTC(2019) }],
    ]),
    new Map(),
    { sort: 'date', weights: DEFAULT_WEIGHTS },
  )
  assert.deepEqual(
    ranked.map(({ id }) => id),
    ['new', 'old', 'undated'],
  )
})
