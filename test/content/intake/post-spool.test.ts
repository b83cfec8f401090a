import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Post } from '../../../src/content/documents/document.ts'
import { PostSpool } from '../../../src/content/intake/post-spool.ts'
import { Tally } from '../../../src/content/intake/tally.ts'

test('a post whose contents are not kept keeps all its addresses, for comments that name one', async (t) => {
  const spool = await PostSpool.create()
  t.after(() => spool.remove())
  const post = Post.parse({ url: '/tea/', aliases: ['/old/tea/'], text: 'Tea' })
  await spool.add({ place: 'a.md', post }, { isKept: false })
  for await (const spooled of spool.counting(new Tally())) {
    assert.deepEqual(spooled, { place: 'a.md', id: 'tea', url: '/tea/', aliases: ['/old/tea/'] })
  }
  assert.equal(spool.count, 1)
})
