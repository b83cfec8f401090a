import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostAddresses } from '../../../src/content/intake/post-addresses.ts'

test('a comment finds its post by id, by any way to write its address, and by its slug', () => {
  const addresses = new PostAddresses()
  addresses.add({ id: 'a', url: 'https://blog.example/2019/01/04/cats/' })
  addresses.add({ id: 'b', url: '/?p=12' })
  addresses.add({ id: 'c', url: '/2020/dogs.html' })
  addresses.add({ id: 'd', url: '/2021/dogs/' })
  addresses.add({ id: 'e', url: '/2021-01-01-dated/' })
  const ids = [
    { postId: 'a' },
    { postUrl: 'http://www.blog.example/2019/01/04/Cats/index.html?x=1#comments' },
    { postUrl: 'https://blog.example/?p=12' },
    { postUrl: '/2020/dogs' },
    { postSlug: 'cats' },
    { postSlug: '2019-01-04-cats' },
    { postSlug: '2021-01-01-dated' },
    { postSlug: 'dogs' },
    { postSlug: 'birds' },
  ].map((post) => addresses.idOf(post))
  assert.deepEqual(ids, ['a', 'a', 'b', 'c', 'a', 'a', 'e', undefined, undefined])
})
