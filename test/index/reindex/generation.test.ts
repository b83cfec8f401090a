import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newGeneration, outdatedIndexes, stampOf } from '../../../src/elastic/generation.ts'

const now = new Date('2026-03-10T12:00:00.000Z')
const at = (iso: string) => newGeneration('blog', new Date(iso), 0xa)
const names = (...generations: { posts: string; comments: string }[]) =>
  generations.flatMap(({ posts, comments }) => [posts, comments])

const current = at('2026-03-10T12:00:00Z')
const last = at('2026-03-09T12:00:00Z')
const older = at('2026-03-01T12:00:00Z')
const running = at('2026-03-10T11:00:00Z')
const crashed = at('2026-03-09T11:30:00Z')

test('the indexes of a generation bear the time in UTC to the millisecond and the same chance', () => {
  assert.deepEqual(newGeneration('blog', new Date('2026-01-31T23:59:59.123Z'), 0xa1b), {
    posts: 'blog-posts-20260131t235959123-0a1b',
    comments: 'blog-comments-20260131t235959123-0a1b',
    words: 'blog-words-20260131t235959123-0a1b',
  })
})

test('only what a reindex with this very prefix made has a stamp', () => {
  assert.equal(stampOf('blog-posts-20260131t235959123-0a1b', 'blog'), '20260131t235959123-0a1b')
  for (const name of [
    'blog-2-posts-20260131t235959123-0a1b',
    'my-blog-posts-20260131t235959123-0a1b',
    'blog-posts-archive',
    'blog-posts-20260131t235959123-0a1b-old',
    'blog-posts-20260131t235959123-0A1B',
    'blog-terms-20260131t235959123-0a1b',
    'blog-posts',
  ]) {
    assert.equal(stampOf(name, 'blog'), undefined, name)
  }
  assert.equal(stampOf('bxlog-posts-20260131t235959123-0a1b', 'b.log'), undefined)
})

test('what was live before stays, what was there before it goes', () => {
  const outdated = outdatedIndexes(names(older, last, current), 'blog', {
    current,
    before: names(last),
    now,
    keep: 1,
  })
  assert.deepEqual(outdated, names(older))
})

test('a reindex that runs at the same time is left alone, one that died a day ago is not', () => {
  const all = names(older, crashed, running, current)
  assert.deepEqual(
    outdatedIndexes(all, 'blog', { current, before: names(older), now, keep: 1 }),
    names(crashed),
  )
})

test('after going back by hand, the generation that served is kept', () => {
  const outdated = outdatedIndexes(names(older, last, current), 'blog', {
    current,
    before: names(older),
    now,
    keep: 1,
  })
  assert.deepEqual(outdated, [])
})

test('without anything live before, the newest stays', () => {
  assert.deepEqual(
    outdatedIndexes(names(older, last, current), 'blog', { current, before: [], now, keep: 1 }),
    names(older),
  )
})
