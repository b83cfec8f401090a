import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { createFetcher } from '../../../src/content/fetching/create-fetcher.ts'
import { parseSitemap } from '../../../src/content/sources/sitemap/parse-sitemap.ts'
import { readRobots } from '../../../src/content/sources/sitemap/robots.ts'
import { openSitemap, type SitemapOptions } from '../../../src/content/sources/sitemap/sitemap.ts'
import { openSource } from '../../../src/content/sources/source.ts'
import { serve } from '../fetching/serve.ts'
import { itemsOf } from './feed-of.ts'

type Answer = string | Buffer | number | { headers: Record<string, string>; status?: number; body?: string }

/** A site on loopback; `SITE` in its texts is its address. */
async function siteOf(t: TestContext, pages: Record<string, Answer>) {
  const most = { now: 0, ever: 0 }
  const { url, requests } = await serve(t, async (request, response) => {
    most.now += 1
    most.ever = Math.max(most.ever, most.now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    most.now -= 1
    const answer = pages[request.url ?? ''] ?? 404
    if (typeof answer === 'number') response.writeHead(answer).end()
    else if (Buffer.isBuffer(answer)) response.writeHead(200).end(answer)
    else {
      const { headers = {}, status = 200, body = '' } = typeof answer === 'string' ? { body: answer } : answer
      const filled = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('SITE', url)])
      response.writeHead(status, { 'content-type': 'text/html', ...Object.fromEntries(filled) })
      response.end(body.replaceAll('SITE', url))
    }
  })
  const fetch = createFetcher({ allowPrivateNetworks: true, firstWaitMs: 1, timeoutMs: 2_000 })
  const read = async (path: string, options: Partial<SitemapOptions> = {}) => {
    const items = await itemsOf(openSitemap(url + path, { fetch, ...options }).items())
    const found = items.map((item) => {
      const told =
        item.kind === 'document' ? (item.value as { url: string }).url : `${item.kind}: ${item.reason}`
      return [item.place.replace(url, ''), told.replaceAll(url, 'SITE')]
    })
    return Object.fromEntries(found)
  }
  return { url, read, fetch, most, asked: () => requests.map((request) => request.url ?? '') }
}

const urlset = (...paths: string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i">${paths
    .map(
      (path) =>
        `<url><loc>${path.startsWith('/') ? 'SITE' : ''}${path}</loc><image:image><image:loc>SITE/pic.png</image:loc></image:image></url>`,
    )
    .join('\n')}</urlset>`
const article = (title: string, head = '') =>
  `<html><head><title>${title}</title>${head}</head><body><article><h1>${title}</h1><p>Text of ${title}</p></article></body></html>`

test('the pages of a sitemap are posts by the rules of HTML, at their canonical addresses', async (t) => {
  const site = await siteOf(t, {
    '/robots.txt': 'User-agent: *\nDisallow: /private/\nAllow: /private/open$\n',
    '/sitemap.xml': urlset(
      '/a/',
      '/a/',
      '/b.html?utm_source=x',
      '/plain?p=7',
      '/private/x',
      '/private/open',
      '/noindex',
      '/tagged',
      '/gone',
      '/moved',
      '/away',
      '/sneaky',
      '/file.pdf',
      '/list',
      '/fail',
      'https://elsewhere.example/',
      '/caf%C3%A9/',
    ),
    '/a/': article('A'),
    '/b.html?utm_source=x': article('B', '<link rel="canonical" href="/b.html">'),
    '/plain?p=7': article('Plain'),
    '/private/open': article('Open'),
    '/private/x': article('Secret'),
    '/noindex': article('N', '<meta name="robots" content="noindex">'),
    '/tagged': { headers: { 'x-robots-tag': 'noindex, nofollow' }, body: article('T') },
    '/moved': { status: 301, headers: { location: '/a/' } },
    '/away': { status: 302, headers: { location: 'http://localhost:1/' } },
    '/sneaky': { status: 302, headers: { location: '/private/x' } },
    '/file.pdf': { headers: { 'content-type': 'application/pdf' }, body: '%PDF' },
    '/list': '<html><body><p>A list</p></body></html>',
    '/fail': 403,
    '/caf%C3%A9/': article('Café'),
  })
  const { '/fail': failed, '/away': away, ...found } = await site.read('/sitemap.xml')
  assert.deepEqual(found, {
    '/a/': 'SITE/a/',
    '/b.html?utm_source=...': 'SITE/b.html',
    '/plain?p=7': 'SITE/plain?p=7',
    '/private/x': 'skipped: page that robots.txt disallows',
    '/private/open': 'SITE/private/open',
    '/noindex': 'skipped: noindex',
    '/tagged': 'skipped: noindex',
    '/gone': 'skipped: page is not there',
    '/moved': 'skipped: repeated',
    '/sneaky': 'skipped: redirect to a page that robots.txt disallows',
    '/file.pdf': 'skipped: no HTML page',
    '/list': 'skipped: no post',
    'https://elsewhere.example/': 'skipped: page on another host',
    '/caf%C3%A9/': 'SITE/caf%C3%A9/',
  })
  assert.match(String(failed), /^failed: .*status 403/)
  assert.match(String(away), /^failed: /)
  assert.equal(site.asked().filter((path) => path === '/private/x').length, 1)
  assert.ok(site.most.ever <= 3 && site.most.ever > 1, `${site.most.ever} pages at a time`)
})

test('sitemaps are found by robots.txt, indexes and packed ones are read, and a broken one of several is told', async (t) => {
  const site = await siteOf(t, {
    '/robots.txt': 'Sitemap: SITE/all.xml\nUser-agent: other\nDisallow: /\n',
    '/all.xml': `<sitemapindex xmlns="x">${['1.xml.gz', '2.txt', '3.xml', 'all.xml'].map((name) => `<sitemap><loc>SITE/${name}</loc></sitemap>`).join('')}<sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap></sitemapindex>`,
    '/2.txt': 'SITE/b\nSITE/a\n',
    '/3.xml': '<rss/>',
    '/a': article('A'),
    '/b': article('B'),
  })
  const packed = await siteOf(t, {})
  assert.deepEqual(await site.read('/'), {
    '/1.xml.gz': `failed: SITE/1.xml.gz: expected status 200, got status 404 (Not Found)`,
    '/b': 'SITE/b',
    '/a': 'SITE/a',
    '/3.xml': 'failed: SITE/3.xml: expected a sitemap, which is <urlset> or <sitemapindex>, got <rss>',
  })
  await assert.rejects(packed.read('/'), /sitemap\.xml: expected status 200/)
  const bytes = gzipSync(urlset('https://x.example/a?b=1&amp;c=2'))
  assert.deepEqual(parseSitemap(bytes, undefined), {
    isIndex: false,
    addresses: ['https://x.example/a?b=1&c=2'],
  })
  assert.throws(() => parseSitemap(gzipSync(Buffer.alloc(70_000_000)), undefined), /at most/)
  assert.throws(() => parseSitemap(Buffer.from('no address'), undefined), /text without addresses/)
})

test('a sitemap ends at its limits, and when the site is away', async (t) => {
  const paths = Array.from({ length: 8 }, (_, i) => `/${i}`)
  const pages = Object.fromEntries(paths.map((path) => [path, article(path)]))
  const site = await siteOf(t, { '/sitemap.xml': urlset(...paths), ...pages })
  const few = await site.read('/sitemap.xml', { limits: { pages: 2 } })
  assert.deepEqual(Object.values(few), [
    'SITE/0',
    'SITE/1',
    'failed: expected at most 2 pages in the sitemap, got more',
  ])
  await assert.rejects(site.read('/sitemap.xml', { limits: { bytes: 100 } }), /at most 100 bytes together/)
  await assert.rejects(site.read('/sitemap.xml', { limits: { ms: 15 } }), /read within 0\.015 s/)
  const down = await siteOf(t, {
    '/sitemap.xml': urlset(...paths),
    ...Object.fromEntries(paths.map((path) => [path, 403])),
  })
  await assert.rejects(down.read('/sitemap.xml', { limits: { failuresInRow: 3 } }), /\d errors in a row/)
  const silent = await siteOf(t, { '/robots.txt': 500, '/sitemap.xml': urlset('/0') })
  await assert.rejects(silent.read('/sitemap.xml'), /robots\.txt: expected status 200/)
  const abort = new AbortController()
  const source = openSitemap(`${site.url}/sitemap.xml`, { fetch: site.fetch })
  await assert.rejects(async () => {
    for await (const _item of source.items(abort.signal)) abort.abort(new Error('enough'))
  }, /enough/)
})

test('the address of a sitemap is recognised, and private networks stay closed', async (t) => {
  const opened = async (url: string, format?: string) =>
    (await openSource(url, { ...(format && { format }) })).format
  assert.equal(await opened('https://x.example/sitemap.xml'), 'sitemap')
  assert.equal(await opened('https://x.example/wp-sitemap-posts-post-1.xml.gz'), 'sitemap')
  assert.equal(await opened('https://x.example/', 'sitemap'), 'sitemap')
  // A page that is no longer listed is to be deleted.
  assert.equal((await openSource('https://x.example/sitemap.xml', {})).complete, true)
  assert.equal(await opened('https://x.example/feed.xml'), 'feed')
  const site = await siteOf(t, { '/sitemap.xml': urlset('/a') })
  await assert.rejects(
    itemsOf((await openSource(`${site.url}/sitemap.xml`)).items()),
    /public|private|address/,
  )
  assert.deepEqual(site.asked(), [])
})

test('robots.txt is read by its standard', () => {
  const text = `\ufeff# hello
User-agent: blog-search
User-Agent: other
Disallow: /a  # comment
Disallow: /x*.pdf$
Allow: /a/b
Crawl-delay: 2

User-agent: *
Disallow: /
Sitemap: https://x.example/s.xml
Disallow: /caf%C3%A9`
  const cases: [agent: string, path: string, expected: boolean][] = [
    ['blog-search', '/', true],
    ['blog-search', '/a', false],
    ['blog-search', '/a/c', false],
    ['blog-search', '/a/b/c', true],
    ['blog-search', '/x/y.pdf', false],
    ['blog-search', '/x/y.pdf?z', true],
    ['other', '/a', false],
    ['stranger', '/anything', false],
  ]
  for (const [agent, path, expected] of cases)
    assert.equal(readRobots(text, agent).allows(path), expected, path)
  assert.equal(readRobots(text, 'other').delayMs, 2_000)
  assert.equal(readRobots('User-agent: y\nCrawl-delay: 5', 'x').delayMs, 0)
  assert.equal(readRobots('User-agent: *\nCrawl-delay: 86400', 'x').delayMs, 60_000)
  assert.deepEqual(readRobots(text, 'x').sitemaps, ['https://x.example/s.xml'])
  assert.equal(readRobots('User-agent: *\nDisallow: /café', 'x').allows('/caf%C3%A9/b'), false)
  assert.equal(readRobots('User-agent: *\nDisallow:', 'x').allows('/a'), true)
  const start = performance.now()
  readRobots(`User-agent: *\nDisallow: ${'/*a'.repeat(50_000)}$`, 'x').allows(`/${'a'.repeat(50_000)}b`)
  assert.ok(performance.now() - start < 1_000)
})
