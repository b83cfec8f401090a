import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commentKey, readCommentKey } from '../../../src/content/documents/comment-key.ts'

test('each comment has a key of its own, which can be read back', () => {
  assert.equal(commentKey({ postId: '2019/dates', id: '7' }), '2019/dates#7')
  const pairs = [
    ['a#b', 'c'],
    ['a', 'b#c'],
    ['a\\', 'b#c'],
    ['a\\#b', 'c'],
    ['a#', 'b'],
    ['a', '#b'],
    ['', '#'],
    ['#', ''],
  ].map(([postId = '', id = '']) => ({ postId, id }))
  assert.equal(new Set(pairs.map(commentKey)).size, pairs.length)
  for (const pair of pairs) assert.deepEqual(readCommentKey(commentKey(pair)), pair)
  const id = fc.string({ unit: fc.constantFrom('a', '#', '\\', '\n', 'é') })
  fc.assert(
    fc.property(fc.record({ postId: id, id }, { noNullPrototype: true }), (pair) =>
      assert.deepEqual(readCommentKey(commentKey(pair)), pair),
    ),
  )
})
