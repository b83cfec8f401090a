import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderOf } from '../content/sources/folder-of.ts'
import { runCli, runHere } from './run-cli.ts'

const POST = (title: string, more = '') => `---\ntitle: ${title}\ndate: 2019-01-04\n${more}---\nSome words.\n`

test('inspect prints posts and what is in a source, without Elasticsearch', async (t) => {
  const folder = await folderOf(t, {
    'a.md': POST('First', 'lang: de\n'),
    'b.md': POST('Second', 'draft: true\n'),
  })
  const json = await runCli(t, ['inspect', '--json', folder])
  assert.equal(JSON.parse(json.stdout).first[0].title, 'First')
  const { code, stdout } = await runCli(t, ['inspect', folder], { ELASTICSEARCH_URL: 'http://127.0.0.1:9' })
  assert.equal(code, 0)
  assert.match(stdout, /^First\n {2}id: a\n/)
  assert.match(stdout, /\nposts: 1\n {2}skipped: 1 \(draft\)\ncomments: 0\n$/)
})

test('an address of Ghost needs a key', async (t) => {
  const { code, stderr } = await runHere(t, ['inspect', '--format', 'ghost', 'http://127.0.0.1:9/'])
  assert.equal(code, 2)
  assert.match(
    stderr,
    /^http:\/\/127\.0\.0\.1:9\/: expected GHOST_CONTENT_KEY, .* for the format ghost, got none/,
  )
})

test('inspect exits with 1 where something cannot be read, and tells machines too', async (t) => {
  const folder = await folderOf(t, { 'posts.ndjson': '{"id":"a","url":"/a","text":"x"}\n{"id":"b"}\n' })
  const { code, stdout } = await runCli(t, ['inspect', '--json', folder])
  const report = JSON.parse(stdout)
  assert.deepEqual([code, report.posts.found, report.failed.count], [1, 1, 1])
  assert.equal(report.failed.first[0].place, 'posts.ndjson:2')
})

test('inspect prints comments too, and says which name no post of the sources', async (t) => {
  const folder = await folderOf(t, {
    'a.md': POST('First'),
    'b.md': POST('Second', 'draft: true\n'),
    'comments.ndjson': ['a', 'a', 'b', 'c']
      .map((slug, id) => `{"id":${id},"postSlug":"${slug}","author":"Ann","text":"Words ${id}"}\n`)
      .join(''),
  })
  const alone = await runCli(t, ['inspect', '--show', '1', join(folder, 'comments.ndjson')])
  assert.match(
    alone.stdout,
    /^Comment\n {2}id: 0\n {2}post: a\n {2}author: Ann\n {2}text: 7 characters: Words 0\n/,
  )
  assert.match(alone.stdout, /\ncomments: 4\n$/)
  const { stdout } = await runCli(t, ['inspect', '--show', '0', folder])
  assert.match(
    stdout,
    /\ncomments: 2\n {2}skipped: 1 \(comment of an unpublished post\)\n {2}skipped: 1 \(comment of an unknown post\)\n {4}of an unknown post: comments.ndjson:4: c\n$/,
  )
})

test('inspect names what a reindex would refuse or mend: repeated ids, texts and sources that cannot be read', async (t) => {
  const folder = await folderOf(t, {
    'feed.xml': '<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel></channel></rss>',
    'posts.ndjson': [
      '{"id":"a","url":"/a","text":"x"}',
      '{"id":"a","url":"/b","text":"x"}',
      `{"id":"c","url":"/c","text":"x","tags":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    ].join('\n'),
  })
  const args = ['inspect', '--show', '0', join(folder, 'feed.xml'), join(folder, 'posts.ndjson')]
  const { code, stdout } = await runCli(t, args)
  assert.equal(code, 1)
  assert.match(stdout, /^posts: 2\n/m)
  assert.match(
    stdout,
    / {2}\S+feed.xml: expected XML without entities of its own, got a DOCTYPE that defines some\n/,
  )
  assert.match(
    stdout,
    / {2}posts.ndjson:1 \(a\): expected one post of an id, got another that counts: posts.ndjson:2\n/,
  )
  assert.match(stdout, /^mended: 2$/m)
  assert.match(
    stdout,
    / {2}posts.ndjson:3 \(c\): field "tags.0": expected text .*, got what is nested without end\n/,
  )
})

test('init writes a project file, once, and other commands follow it', async (t) => {
  const folder = await folderOf(t, { 'content/a.md': POST('First'), 'content/old/b.md': POST('Old') })
  const first = await runCli(t, ['init', 'content'], {}, folder)
  assert.equal(first.code, 0, first.stderr)
  assert.match(first.stdout, /posts: 2\n[\s\S]*Wrote blog-search.config.yaml/)
  const again = await runCli(t, ['init', 'content'], {}, folder)
  assert.deepEqual([again.code, /expected no such file yet/.test(again.stderr)], [2, true])
  const inspected = await runCli(t, ['inspect'], {}, folder)
  assert.match(inspected.stdout, /posts: 2\n/)
  const text = await readFile(join(folder, 'blog-search.config.yaml'), 'utf8')
  const file = await folderOf(t, {
    'x.yaml': `${text.replace('path: content', `path: ${folder}/content`)}exclude: ["old/**"]
`,
  })
  const excluded = await runCli(t, ['inspect', '--config', join(file, 'x.yaml')])
  assert.match(excluded.stdout, /posts: 1\n {2}skipped: 1 \(excluded by the configuration\)/)
})

const WXR = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>
<item><title>First</title><link>https://blog.example/first/</link><wp:post_id>1</wp:post_id><wp:status>publish</wp:status></item>
</channel></rss>`
const DISQUS = `<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><link>https://blog.example/first/</link></thread>
<post dsq:id="2"><message>Fine</message><createdAt>2019-01-05T10:00:00Z</createdAt><thread dsq:id="1"/></post></disqus>`

test('init writes what can be read again of a folder of files in several formats', async (t) => {
  const folder = await folderOf(t, {
    'blog/wordpress.xml': WXR,
    'blog/disqus.xml': DISQUS,
    'blog/package.json': '{"name": "blog"}',
  })
  const { code, stderr } = await runCli(t, ['init', 'blog'], {}, folder)
  assert.equal(code, 0, stderr)
  const { stdout, ...inspected } = await runCli(t, ['inspect'], {}, folder)
  assert.equal(inspected.code, 0, inspected.stderr)
  assert.match(stdout, /blog: Disqus export, WordPress export\nposts: 1\ncomments: 1\n$/)
  const one = await runCli(t, ['inspect', '--format', 'wordpress', 'blog'], {}, folder)
  assert.match(one.stdout, /blog: WordPress export\nposts: 1\ncomments: 0\n$/)
})

test('init finds site, language and comments of a generated site', async (t) => {
  const folder = await folderOf(t, {
    'blog/_config.yml': 'url: https://blog.example\nbaseurl: /notes\nlang: de-AT\n',
    'blog/_posts/2019-01-04-first.md': POST('First'),
    'blog/_data/comments/first/1.yml': 'name: Ann\nmessage: Fine\n',
  })
  const { code, stderr } = await runCli(t, ['init', 'blog'], {}, folder)
  assert.equal(code, 0, stderr)
  const written = await readFile(join(folder, 'blog-search.config.yaml'), 'utf8')
  // Each line that is not a comment itself is explained, and none is too long.
  for (const line of written.trimEnd().split('\n')) assert.match(line, /^(?=.{1,100}$).*# \S/)
  const text = written.replace(/ +#.*$/gm, '')
  assert.match(text, /^settings:\n {2}INDEX_PREFIX: blog-example-notes$/m)
  assert.match(
    text,
    /^site: https:\/\/blog.example\/notes\nlanguage: de\nsources:\n {2}- path: blog\n {4}format: markdown\n {2}- path: blog\/_data\/comments\n {4}format: comment-data\n/m,
  )
  const { stdout } = await runCli(t, ['inspect'], {}, folder)
  assert.match(stdout, /url: https:\/\/blog.example\/notes\/2019\/01\/04\/first.html\n[\s\S]*comments: 1\n$/)
})

test('init finds the feed that a page names, and refuses private networks unless it may ask them', async (t) => {
  const server = createServer((req, res) => {
    if (req.url === '/') res.end('<link rel="alternate" type="application/rss+xml" href="/posts.xml">')
    else if (req.url !== '/posts.xml') res.writeHead(404).end()
    else
      res.end(
        '<rss version="2.0"><channel><link>http://blog.example/</link><item><title>One</title><link>http://blog.example/one</link><description>Text</description></item></channel></rss>',
      )
  })
  server.listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const folder = await folderOf(t, {})
  const refused = await runCli(t, ['init', url], {}, folder)
  assert.equal(refused.code, 2)
  assert.match(refused.stderr, /expected an address of a public network, got 127.0.0.1/)
  const { code, stderr } = await runCli(t, ['init', '--allow-private-networks', url], {}, folder)
  assert.equal(code, 0, stderr)
  const text = await readFile(join(folder, 'blog-search.config.yaml'), 'utf8')
  assert.match(
    text,
    new RegExp(`^site: http://blog.example +#.*\\n(?:.*\\n)* +- url: ${url}/posts.xml +#`, 'm'),
  )
  const inspected = await runCli(t, ['inspect'], {}, folder)
  assert.match(inspected.stdout, /posts: 1\n/)
})

test('without a source and a project file the command is not understood', async (t) => {
  const { code, stderr } = await runCli(t, ['inspect'], {}, await folderOf(t, {}))
  assert.equal(code, 2)
  assert.match(
    stderr,
    /expected files, folders or addresses, or blog-search.config.yaml in this folder, got none/,
  )
})
