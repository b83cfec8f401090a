import assert from 'node:assert/strict'
import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSource } from '../../../../src/content/sources/source.ts'
import { documentsOf, folderOf } from '../folder-of.ts'
import { addressesOf, toml, yaml } from './addresses-of.ts'

test('a site whose configuration cannot be read is refused with the name of the file', async (t) => {
  const post = { '_posts/2019-01-04-a.md': yaml('title: x'), 'content/a.md': toml('title = "x"') }
  const broken: [name: string, config: string, message: RegExp][] = [
    ['_config.yml', 'a: [b', /^_config.yml:1:6: expected YAML, got/],
    ['_config.yml', '- a', /^_config.yml: expected fields with values, got/],
    ['_config.yml', 'permalink: [a]', /^_config.yml: permalink: expected a text/],
    [
      '_config.yml',
      'timezone: Moon',
      /^_config.yml: timezone: expected one such as "Europe\/Berlin", got "Moon"/,
    ],
  ]
  for (const [name, config, message] of broken) {
    const folder = await folderOf(t, { ...post, [name]: config })
    await assert.rejects(openSource(folder, {}), { name: 'InputError', message })
  }
  const hugo = await folderOf(t, { 'content/a.md': toml('title = "x"'), 'config.toml': 'a = ' })
  await assert.rejects(openSource(hugo, {}), {
    name: 'InputError',
    message: /^config.toml:1:5: expected TOML, got/,
  })
})

test('a configuration over 1 MB is refused, odd values that nobody needs are not', async (t) => {
  const folder = await folderOf(t, {
    '_posts/2019-01-04-a.md': yaml('title: x'),
    '_config.yml': 'defaults: 5\nsource: [a]\ncollections: x',
  })
  assert.deepEqual(Object.values(await addressesOf(folder)), ['/2019/01/04/a.html'])
  await truncate(join(folder, '_config.yml'), 1024 * 1024 + 1)
  await assert.rejects(
    openSource(folder, {}),
    /^InputError: _config.yml: expected a file of at most 1048576 bytes/,
  )
})

test('an alias bomb is refused in a configuration too', async (t) => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef'].map((pair) => pair.split(''))) {
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`)
  }
  const folder = await folderOf(t, {
    '_posts/2019-01-04-a.md': yaml(...bomb),
    '_posts/2019-01-04-b.md': yaml('title: x'),
  })
  const [first, second] = Object.values(await addressesOf(folder))
  assert.match(String(first), /^failed: front matter is not YAML: /)
  assert.equal(second, '/2019/01/04/b.html')
  const site = await folderOf(t, {
    '_posts/2019-01-04-b.md': yaml('title: x'),
    '_config.yml': bomb.join('\n'),
  })
  await assert.rejects(openSource(site, {}), /_config.yml(?::1)?: expected YAML, got/)
})

test('a folder of no site takes addresses from an option where front matter has none', async (t) => {
  const folder = await folderOf(t, {
    'a/2019-01-04-cats.md': yaml('title: x'),
    'a/dogs.md': yaml('url: /dogs/'),
  })
  assert.deepEqual(Object.values(await addressesOf(folder, { permalink: '/blog/:year/:slug' })), [
    '/blog/2019/cats/',
    '/dogs/',
  ])
})

test('addresses that posts had before are read with every generator', async (t) => {
  const sites: [config: string, place: string, field: string][] = [
    ['_config.yml', '_posts/2019-01-04-a.md', 'redirect_from: [/old/a.html, older]'],
    ['_config.yml', 'source/_posts/a.md', 'alias: [/old/a.html, older]'],
    ['eleventy.config.js', 'a.md', 'aliases: [/old/a.html, older]'],
    ['astro.config.mjs', 'src/content/blog/a.md', 'redirect_from: [/old/a.html, older]'],
    ['docusaurus.config.js', 'blog/a.md', 'aliases: [/old/a.html, older]'],
    ['none', 'a.md', 'aliases: [/old/a.html, older]'],
  ]
  for (const [config, place, field] of sites) {
    const folder = await folderOf(t, { [config]: '', [place]: yaml('title: x', field) })
    const [post] = (await documentsOf(folder)) as { aliases: string[] }[]
    assert.deepEqual(post?.aliases, ['/old/a.html', '/older'], place)
  }
  const based = await folderOf(t, {
    '_config.yml': 'baseurl: /blog',
    '_posts/2019-01-04-a.md': yaml('redirect_from: /old/'),
  })
  const [post] = (await documentsOf(based, { siteUrl: 'https://example.org' })) as { aliases: string[] }[]
  assert.deepEqual(post?.aliases, ['https://example.org/blog/old/'])
})
