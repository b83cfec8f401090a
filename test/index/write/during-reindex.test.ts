import assert from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Source } from '../../../src/content/sources/source.ts'
import { seededRandom } from '../../../src/core/random.ts'
import { reindex } from '../../../src/index/reindex/reindex.ts'
import { applyWrites } from '../../../src/index/write/apply-writes.ts'
import { keyOf, type Write } from '../../../src/index/write/write.ts'
import { dropIndexes, indexBlog, memorySource, testClient, testPrefix } from '../../helpers/test-index.ts'
import { startFaultyProxy } from '../reindex/faulty-proxy.ts'
import {
  aComment,
  aPost,
  contextFor,
  deleteComment,
  deletePost,
  type Fields,
  putComment,
  putPost,
  whatIsFound,
} from './blog.ts'

/** More of them: SEEDS=10. */
const SEEDS = Number(process.env.SEEDS ?? 2)
const POSTS = 20
const WRITES_BEFORE = 15
const client = testClient()
const prefixes: string[] = []
// With few indexes at a time, Elasticsearch makes new ones sooner.
afterEach(async () => {
  for (const prefix of prefixes.splice(0)) await dropIndexes(prefix)
})
after(() => client.close())

type Document = { text: string; version: number; api: boolean; during: boolean }

/** What a blog is to be after writes and a reindex, in a few maps. */
class Model {
  readonly posts = new Map<string, Document>()
  readonly comments = new Map<string, Document>()
  readonly deleted = new Map<string, { version: number; during: boolean }>()

  apply(write: Write, during: boolean): void {
    const key = keyOf(write)
    const name = `${write.kind} ${key}`
    const before = this[write.kind].get(key)
    const tombstone = this.deleted.get(name)?.version ?? -1
    if (write.action === 'delete') {
      if (tombstone < write.version) this.deleted.set(name, { version: write.version, during })
      if (before !== undefined && before.version <= write.version) this.#remove(write.kind, key)
      return
    }
    const isOlder = tombstone >= write.version || (before?.version ?? 0) > write.version
    if (!isOlder) this.#put(write, during)
  }

  #put(write: Write & { action: 'put' }, during: boolean): void {
    if (write.kind === 'comments' && !this.posts.has(write.postId)) return
    const text = write.kind === 'posts' ? String(write.post.title) : write.comment.text
    this[write.kind].set(keyOf(write), { text, version: write.version, api: true, during })
  }

  #remove(kind: 'posts' | 'comments', key: string): void {
    this[kind].delete(key)
    if (kind === 'comments') return
    for (const comment of this.comments.keys())
      if (comment.startsWith(`${key}#`)) this.comments.delete(comment)
  }

  /** The sources win over what was written before the reindex, but for deletions; what was written during it stays. */
  reindexed(sourcePosts: Fields[], sourceComments: Fields[]) {
    const posts = this.#merge(
      'posts',
      sourcePosts.map((post) => [String(post.id), String(post.title)]),
    )
    const comments = this.#merge(
      'comments',
      sourceComments.map(({ id, postId, text }) => [`${postId}#${id}`, String(text)]),
    )
    const found = [...comments].flatMap(([key, text]) => {
      const postId = key.split('#')[0] ?? ''
      const title = posts.get(postId)
      if (this.isUnsure(key)) return []
      return title === undefined ? [] : [[key, `${text} (${title})`]]
    })
    return { posts: Object.fromEntries([...posts].sort()), comments: Object.fromEntries(found.sort()) }
  }

  /** Comments that a source has of a post that was deleted and came back: it depends on when, and either is right. */
  isUnsure(key: string): boolean {
    return this.deleted.has(`posts ${key.split('#')[0]}`) && !this.comments.get(key)?.api
  }

  #merge(kind: 'posts' | 'comments', source: [string, string][]): Map<string, string> {
    const merged = new Map<string, string>()
    for (const [key, { text, api }] of this[kind]) if (api) merged.set(key, text)
    for (const [key, text] of source) {
      if (this[kind].get(key)?.during) continue
      if (this.deleted.has(`${kind} ${key}`)) continue
      merged.set(key, text)
    }
    return merged
  }
}

/** A write of any kind on one of few documents, so that they meet; every fourth is older than those before. */
function randomWrite(random: () => number, number: number): Write {
  const pick = (from: number) => Math.floor(random() * from)
  const version = 1_000 + number - (pick(4) === 0 ? pick(20) : 0)
  const postId = random() < 0.7 ? `p${pick(POSTS)}` : `q${pick(5)}`
  const id = String(pick(3))
  const kind = random()
  if (kind < 0.4) return putPost(version, aPost(postId, { title: `Post ${postId} of write ${number}` }))
  if (kind < 0.55) return deletePost(version, postId)
  if (kind < 0.85) return putComment(version, aComment(id, postId, { text: `Comment of write ${number}` }))
  return deleteComment(version, postId, id)
}

test('a post that is deleted while segments are merged takes its comments along, and the reindex goes live', async () => {
  const prefix = testPrefix()
  prefixes.push(prefix)
  const posts = [aPost('p'), aPost('q')]
  const comments = ['0', '1'].map((id) => aComment(id, 'p'))
  await indexBlog({ posts, comments }, prefix)
  const proxy = await startFaultyProxy(async ({ path }, forward) => {
    if (path.includes('/_forcemerge')) {
      await applyWrites(contextFor(client, prefix), [deletePost(10, 'p')], true)
    }
    return forward()
  })
  const through = testClient(proxy.url)
  try {
    const report = await reindex(
      { client: through, config: contextFor(client, prefix).config },
      [memorySource([...posts, ...comments])],
      { maxErrors: 0 },
    )
    assert.deepEqual([report.swapped, report.reasons], [true, []])
    const { posts: left, comments: none } = await whatIsFound(client, prefix)
    assert.deepEqual([Object.keys(left), none], [['q'], {}])
  } finally {
    await through.close()
    await proxy.close()
  }
})

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`a stream of random writes during a reindex is neither lost nor revived: seed ${seed}`, async () => {
    const random = seededRandom(seed)
    const prefix = testPrefix()
    prefixes.push(prefix)
    const ctx = contextFor(client, prefix)
    const posts = Array.from({ length: POSTS }, (_, i) =>
      aPost(`p${i}`, { title: `Post p${i} of the source` }),
    )
    const comments = posts.flatMap((post) =>
      ['0', '1'].map((id) => aComment(id, String(post.id), { text: `Comment ${id} of the source` })),
    )
    await indexBlog({ posts, comments }, prefix)

    const model = new Model()
    for (const { id, title } of posts) {
      model.posts.set(String(id), { text: String(title), version: 0, api: false, during: false })
    }
    for (const { id, postId, text } of comments) {
      model.comments.set(`${postId}#${id}`, { text: String(text), version: 0, api: false, during: false })
    }
    let number = 0
    const writeOne = async (during: boolean) => {
      number += 1
      const write = randomWrite(random, number)
      await applyWrites(ctx, [write], true)
      model.apply(write, during)
    }
    while (number < WRITES_BEFORE) await writeOne(false)

    let reading = false
    const slow: Source = {
      ...memorySource([]),
      async *items() {
        reading = true
        for await (const item of memorySource([...posts, ...comments]).items()) {
          await sleep(20)
          yield item
        }
      },
    }
    const running = reindex(ctx, [slow], { maxErrors: 0 })
    let done = false
    void running.finally(() => {
      done = true
    })
    while (!reading) await sleep(1)
    while (!done) await writeOne(true)
    const report = await running
    assert.deepEqual([report.swapped, report.reasons], [true, []])
    for (let i = 0; i < 3; i++) await writeOne(true)

    const { words, ...found } = await whatIsFound(client, prefix)
    const sure = Object.entries(found.comments).filter(([key]) => !model.isUnsure(key))
    assert.deepEqual(
      { posts: found.posts, comments: Object.fromEntries(sure) },
      model.reindexed(posts, comments),
    )
    const texts = [...Object.values(found.posts), ...Object.values(found.comments)].join(' ').toLowerCase()
    for (const word of ['post', 'comment', 'write'])
      assert.equal(words.includes(word), texts.includes(word), word)
    assert.ok(
      number > WRITES_BEFORE + 10,
      `expected writes during the reindex, got ${number - WRITES_BEFORE}`,
    )
  })
}
