import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentsByPost, type FoundComment, mergeRanks } from '../../src/search/merge.ts'

function found(id: string, postId: string, score: number): FoundComment {
  const post = { title: '', url: '', excerpt: '' }
  const source = { id, postId, url: '', comment: '', tags: [], categories: [], keywords: [], post }
  return { _index: 'comments', _id: id, _score: score, _source: source }
}

test("a post's score is its own plus a quarter of its best comment's", () => {
  const comments = commentsByPost([found('c1', 'a', 8), found('c2', 'a', 4)])
  assert.deepEqual(
    mergeRanks(new Map([['a', 10]]), comments).map(({ id, score }) => [id, score]),
    [['a', 12]],
  )
})

test('a post found only by its comments is a result too', () => {
  const ranked = mergeRanks(new Map([['a', 1]]), commentsByPost([found('c1', 'b', 8)]))
  assert.deepEqual(
    ranked.map(({ id, score, comments }) => [id, score, comments.length]),
    [
      ['b', 2, 1],
      ['a', 1, 0],
    ],
  )
})

test('equal posts come by id, so that pages never overlap', () => {
  const ranked = mergeRanks(
    new Map([
      ['c', 1],
      ['a', 1],
      ['b', 1],
    ]),
    new Map(),
  )
  assert.deepEqual(
    ranked.map(({ id }) => id),
    ['a', 'b', 'c'],
  )
})
