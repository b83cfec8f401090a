import assert from 'node:assert/strict'
import { chmod, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { folderOf, itemsOf } from './folder-of.ts'

const POST = '---\ntitle: x\n---\nText'
const PAGE = '<html><head><title>x</title></head><body><article><h1>x</h1><p>Text</p></article></body></html>'

/** The failed places of a source beside a link that leads nowhere, a loop of links and a picture that is gone; and how many documents it has. */
async function failedOf(t: TestContext, files: Record<string, string>, extension: string) {
  const folder = await folderOf(t, files)
  await symlink('nowhere', join(folder, `gone${extension}`))
  await symlink('loop', join(folder, 'loop'))
  await symlink('nowhere.png', join(folder, 'picture.png'))
  const items = await itemsOf(folder)
  const failed = items.flatMap((item) => (item.kind === 'failed' ? [`${item.place}: ${item.reason}`] : []))
  return { failed: failed.sort(), documents: items.filter(({ kind }) => kind === 'document').length }
}

test('a broken link and a loop of links fail, and the others are read', async (t) => {
  for (const [files, extension, documents] of [
    [{ 'a.md': POST }, '.md', 1],
    [{ 'a.html': PAGE }, '.html', 1],
    [{ 'a.ndjson': '{"id":"a","url":"/a","text":"x"}' }, '.ndjson', 1],
    [{ 'comments/a/1.yml': 'message: Fine' }, '.yml', 1],
    [
      {
        'a.xml':
          '<rss><channel><item><link>https://a.example/x</link><title>x</title></item></channel></rss>',
      },
      '.xml',
      1,
    ],
  ] as const) {
    const found = await failedOf(t, files, extension)
    assert.equal(found.documents, documents, extension)
    assert.equal(found.failed.length, 2, found.failed.join('\n'))
    assert.match(
      found.failed[0] ?? '',
      /^gone\.\w+: expected a file or folder that can be read, got .*ENOENT/,
    )
    assert.match(found.failed[1] ?? '', /^loop: expected a file or folder that can be read, got .*ELOOP/)
  }
})

/** Runs a function as a user without rights of their own, since root may read everything. */
async function asAnother<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.(65534)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

test('a folder and a file without permission fail, and the others are read', async (t) => {
  const folder = await folderOf(t, {
    'a.md': POST,
    'locked/b.md': POST,
    'c.md': POST,
    'comments.ndjson': '{"id":"1","postId":"a","text":"x"}',
  })
  await chmod(folder, 0o755)
  await chmod(join(folder, 'locked'), 0)
  for (const name of ['c.md', 'comments.ndjson']) await chmod(join(folder, name), 0)
  const items = await asAnother(() => itemsOf(folder))
  await chmod(join(folder, 'locked'), 0o755)
  assert.deepEqual(
    items.map(({ kind, place }) => `${kind} ${place}`),
    ['document a.md', 'failed c.md', 'failed comments.ndjson', 'failed locked'],
  )
})

test('files in UTF-16 are recognised and read, whatever their format', async (t) => {
  const exports = {
    'feed.xml': `<?xml version="1.0" encoding="utf-16"?><rss><channel><item><link>https://a.example/x</link><title>Größe</title></item></channel></rss>`,
    'ghost.json':
      '{"db":[{"meta":{"exported_on":1,"version":"5"},"data":{"posts":[{"id":1,"title":"Größe","slug":"x","html":"x","status":"published"}]}}]}',
    'blogger.atom': `<?xml version="1.0" encoding="utf-16"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Größe</title><content>x</content><blogger:filename>/x.html</blogger:filename></entry></feed>`,
    'disqus.xml':
      '<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="x"><thread dsq:id="1"><link>https://a.example/x</link></thread><post dsq:id="2"><message>Größe</message><thread dsq:id="1"/></post></disqus>',
    'posts.ndjson': '{"url":"/x","title":"Größe","text":"x"}\n',
  }
  for (const [name, text] of Object.entries(exports)) {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const folder = await folderOf(t, { [name]: bytes })
      const [item] = await itemsOf(join(folder, name))
      const { title, text: comment } = (item?.kind === 'document' ? item.value : {}) as Record<string, string>
      assert.match(title ?? comment ?? '', /Größe/, name)
    }
  }
})
