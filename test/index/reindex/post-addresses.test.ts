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

test('a query that says which post it is leads to this post and no other; tracking does not matter', () => {
  const addresses = new PostAddresses()
  addresses.add({ id: 'front', url: 'https://blog.example/' })
  addresses.add({ id: '12', url: 'https://blog.example/?q=node/12' })
  addresses.add({ id: '13', url: 'https://blog.example/index.php?q=node/13&lang=en' })
  addresses.add({ id: 'page', url: 'https://blog.example/show.php' })
  addresses.add({ id: 'cats', url: 'https://blog.example/cats/' })
  const idOf = (postUrl: string) => addresses.idOf({ postUrl })
  assert.equal(idOf('https://blog.example/?q=node/12'), '12')
  assert.equal(idOf('http://www.blog.example/?utm_source=x&q=node%2F12&fbclid=1#c'), '12')
  assert.equal(idOf('https://blog.example/?lang=en&q=node/13'), '13')
  assert.equal(idOf('https://blog.example/?q=node/14'), undefined)
  assert.equal(idOf('https://blog.example/?utm_source=x'), 'front')
  assert.equal(idOf('https://blog.example/show.php?id=3'), undefined)
  assert.equal(idOf('https://blog.example/show.php?ref=feed'), 'page')
  assert.equal(idOf('https://blog.example/cats/?showComment=7'), 'cats')
})

test('of two sites with one path, a comment finds the post of its own', () => {
  const addresses = new PostAddresses()
  addresses.add({ id: 'a', url: 'https://a.example/about/' })
  addresses.add({ id: 'b', url: 'https://b.example/about/' })
  assert.equal(addresses.idOf({ postUrl: 'http://www.a.example/about/' }), 'a')
  assert.equal(addresses.idOf({ postUrl: 'https://b.example/about/?x=1' }), 'b')
  assert.equal(addresses.idOf({ postUrl: '/about/' }), undefined)
  assert.equal(addresses.idOf({ postSlug: 'about' }), undefined)
})

test('a comment finds its post by an address that the post had before', () => {
  const addresses = new PostAddresses()
  addresses.add({ id: 'a', url: 'https://a.example/tea/', aliases: ['/old/tea.html', '/?p=7', '/new/'] })
  addresses.add({ id: 'b', url: 'https://a.example/new/', aliases: ['https://a.example/moved/'] })
  addresses.add({ id: 'c', url: 'https://c.example/coffee/', aliases: ['https://c.example/moved/'] })
  for (const [postUrl, id] of [
    ['https://a.example/Old/tea/?utm_source=x', 'a'],
    ['https://a.example/?p=7', 'a'],
    ['https://a.example/?p=8', undefined],
    ['https://a.example/new/', 'b'],
    ['https://a.example/moved/', 'b'],
    ['https://www.c.example/moved/', 'c'],
    ['/moved/', undefined],
  ] as const) {
    assert.equal(addresses.idOf({ postUrl }), id, postUrl)
  }
})
