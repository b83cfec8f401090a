import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { SAMPLE } from '../../bench/blog/corpora.ts'
import { generateBlog } from '../../bench/blog/generated-blog.ts'
import { type Material, readMaterial } from '../../bench/blog/material.ts'
import { cutIntoPieces, wordsOfPiece } from '../../bench/blog/pieces.ts'
import { WordInventor } from '../../bench/blog/word-inventor.ts'
import { seededRandom } from '../../src/core/random.ts'

let material: Material
before(async () => {
  material = await readMaterial([SAMPLE])
})

const generate = (posts: number, seed = 1) => [...generateBlog(material, { posts, commentsPerPost: 3, seed })]
const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}+/gu))

/** For each word in how many posts it is. */
function countPosts(blog: ReturnType<typeof generate>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { post } of blog) {
    for (const word of wordsOf(`${post.title} ${post.text}`)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

test('the same seed gives the same blog, another seed another', () => {
  assert.deepEqual(generate(20), generate(20))
  assert.notDeepEqual(generate(20, 2), generate(20))
})

test('a larger blog begins with the posts of a smaller one', () => {
  assert.deepEqual(generate(40).slice(0, 20), generate(20))
})

test('posts have as many comments as asked for, on average', () => {
  const blog = generate(400)
  const comments = blog.reduce((sum, one) => sum + one.comments.length, 0)
  assert.ok(comments > 2.5 * 400 && comments < 3.5 * 400, String(comments))
  assert.ok(blog.every(({ post, comments: all }) => all.every(({ postId }) => postId === post.id)))
})

test('the vocabulary grows with the blog, but more slowly, and about as large a part of it stays rare', () => {
  const [small, large] = [countPosts(generate(300)), countPosts(generate(3_000))]
  const growth = large.size / small.size
  assert.ok(growth > 1.3 && growth < 6, `${small.size} and ${large.size} words`)
  const rare = [...large.values()].filter((posts) => posts <= 3).length
  assert.ok(rare > 0.2 * large.size, `${rare} of ${large.size}`)
})

test('an invented word looks like one, and is none of those that were known', () => {
  const known = new Set(['sourdough', 'telescope', 'bicycle', 'allotment', 'typewriter', 'harbour'])
  const inventor = new WordInventor({ words: known, rare: new Set() }, seededRandom(1))
  const invented = Array.from({ length: 50 }, () => inventor.invent())
  assert.equal(new Set(invented).size, 50)
  for (const word of invented) {
    assert.match(word, /^[a-z]{5,}$/)
    assert.ok(!known.has(word))
  }
})

test('a post is cut into its sentences; headings, lists and code stay whole', () => {
  const text = '# A heading\n\nOne is here. Two is there!\n\n```js\nlet a\n\nlet b\n```\n\n- first\n- second'
  const pieces = cutIntoPieces(text)
  assert.deepEqual(
    pieces.map(({ parts }) => parts.join('')),
    ['# A heading', 'One is here.', 'Two is there!', '```js\nlet a\n\nlet b\n```', '- first\n- second'],
  )
  assert.deepEqual(
    pieces.map(({ block }) => block),
    [true, false, false, true, true],
  )
  assert.deepEqual(pieces.map(wordsOfPiece), [['heading'], ['here'], ['there'], [], ['first', 'second']])
})
