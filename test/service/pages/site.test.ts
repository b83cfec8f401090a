import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { readConfig } from '../../../src/core/config.ts'
import { readSite } from '../../../src/service/pages/site.ts'
import { anAnswer, aPost, startApp } from '../http/start-app.ts'

type Search = NonNullable<NonNullable<Parameters<typeof startApp>[1]>['search']>

async function fileWith(t: TestContext, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-site-'))
  t.after(() => rm(folder, { recursive: true }))
  const path = join(folder, 'file')
  await writeFile(path, content)
  return path
}

describe('the look of pages', () => {
  test('has the name, the header and the style of the settings', async (t) => {
    const header = await fileWith(t, '<!-- ours --><a class="logo" href="/">Tea &amp; <b>toast</b></a><br>')
    const style = await fileWith(t, ':root { --link: red }')
    const env = { SITE_NAME: 'Tea', PAGE_HEADER_FILE: header, PAGE_STYLE_FILE: style }
    const { url } = await startApp(t, { env })
    for (const path of ['/search', '/search?q=a', '/nothing']) {
      const html = await (await fetch(url + path)).text()
      assert.match(
        html,
        /<header class="page-header"><a class="logo" href="\/">Tea &amp; <b>toast<\/b><\/a><br\/><\/header>/,
      )
      assert.match(html, /<title>[^<]* – Tea<\/title>/)
      const [, own = ''] = /href="(\/assets\/own-[0-9a-f]{12}\.css)"/.exec(html) ?? []
      assert.equal(await (await fetch(url + own)).text(), ':root { --link: red }')
    }
  })

  test('has a way home by logo and name, and pictures of posts from the blog alone, unless they are off', async (t) => {
    const images = [
      '/a.jpg',
      'https://blog.example/b.jpg',
      'https://evil.example/c.jpg',
      'javascript:x()',
      null,
    ]
    const results = images.map((image, i) => aPost({ id: `p${i}`, image }))
    const search: Search = async (_ctx, input) => anAnswer(input, { results })
    const shownBy = async (env: Record<string, string>) => {
      const { url } = await startApp(t, { search, env })
      const html = await (await fetch(`${url}/search?q=a`)).text()
      const home = /<p class="site-title">(.*?)<\/p>/.exec(html)?.[1]
      return {
        home,
        pictures: [...html.matchAll(/<img class="picture" ([^>]*)\/>/g)].map(([, shown]) => shown),
      }
    }
    const SITE_URL = 'https://blog.example/sub/'
    const shown = await shownBy({ SITE_URL, SITE_NAME: 'Tea', SITE_LOGO: '/tea.svg' })
    assert.equal(
      shown.home,
      `<a href="${SITE_URL}"><img class="site-logo" src="https://blog.example/tea.svg" alt height="32"/>Tea</a>`,
    )
    assert.deepEqual(
      shown.pictures,
      ['a', 'b'].map(
        (name) =>
          `src="https://blog.example/${name}.jpg" alt width="112" height="84" loading="lazy" decoding="async"`,
      ),
    )
    assert.deepEqual((await shownBy({ SITE_URL, PAGE_PICTURES: 'false' })).pictures, [])
    assert.deepEqual(await shownBy({ SITE_NAME: 'Tea' }), { home: '<a href="/search">Tea</a>', pictures: [] })
    for (const SITE_LOGO of ['https://cdn.example/a.svg', 'javascript:x()', '//cdn.example/a.svg']) {
      assert.throws(() => readConfig({ SITE_URL, SITE_LOGO }), /SITE_LOGO: expected an .*address/)
    }
    assert.throws(
      () => readConfig({ SITE_LOGO: '/a.svg' }),
      /SITE_LOGO: expected an address of the host of SITE_URL/,
    )
  })

  test('lets pages load pictures, fonts and styles of the blog, and no scripts', async (t) => {
    const { url } = await startApp(t, { env: { SITE_URL: 'https://blog.example/sub/' } })
    const policy = (await fetch(`${url}/search`)).headers.get('content-security-policy') ?? ''
    assert.match(policy, /script-src 'self';/)
    for (const kind of ['style', 'img', 'font']) {
      assert.match(policy, new RegExp(`${kind}-src 'self'[^;]* https://blog\\.example;`))
    }
  })

  for (const [html, problem] of [
    ['<p>a</p>\n<script>x()</script>', /line 2: expected elements of a header, got <script>/],
    ['<style>p {}</style>', /got <style>; styles belong into PAGE_STYLE_FILE/],
    [
      '<p style="color:red">a</p>',
      /line 1: <p>: expected no scripts and no styles in attributes.*got style="color:red"/,
    ],
    ['<p>\n<a onclick="x()">a</a></p>', /line 2: <a>: .*got onclick="x\(\)"/],
    ['<a href=" javascript:x()">a</a>', /got href=" javascript:x\(\)"/],
  ] as const) {
    test(`refuses the header ${JSON.stringify(html)}`, async (t) => {
      const config = readConfig({ PAGE_HEADER_FILE: await fileWith(t, html) })
      assert.throws(() => readSite(config), problem)
    })
  }

  test('names a file that is not there', () => {
    const config = readConfig({ PAGE_STYLE_FILE: '/no/such/file.css' })
    assert.throws(
      () => readSite(config),
      /PAGE_STYLE_FILE: expected a readable file, got "\/no\/such\/file\.css"/,
    )
  })

  test('makes another tag for the same answer when it changes', async (t) => {
    const generation = { current: 'g1', refresh: async () => undefined }
    const tags = new Set<string | null>()
    for (const SITE_NAME of ['One', 'Two']) {
      const { url } = await startApp(t, { env: { SITE_NAME }, generation })
      tags.add((await fetch(`${url}/search?q=a`)).headers.get('etag'))
    }
    assert.equal(tags.size, 2)
  })
})

describe('the OpenSearch description', () => {
  test('leads from the address bar to the search, by the name of the blog', async (t) => {
    const { url } = await startApp(t, { env: { SITE_NAME: 'Notes & teas of a slow kettle' } })
    const response = await fetch(`${url}/opensearch.xml`)
    assert.match(response.headers.get('content-type') ?? '', /^application\/opensearchdescription\+xml/)
    const xml = await response.text()
    assert.match(xml, /<ShortName>Notes &amp; teas of<\/ShortName>/)
    assert.ok(xml.includes(`<Url type="text/html" template="${url}/search?q={searchTerms}">`))
    assert.ok(xml.includes(`template="${url}/opensearch/suggest?q={searchTerms}"`))
    const page = await (await fetch(`${url}/search`)).text()
    assert.match(
      page,
      /<link rel="search" type="application\/opensearchdescription\+xml"[^>]* href="\/opensearch\.xml"/,
    )
  })

  test('has the address that the settings name', async (t) => {
    const { url } = await startApp(t, { env: { PUBLIC_URL: 'https://search.example/' } })
    const xml = await (await fetch(`${url}/opensearch.xml`)).text()
    assert.match(xml, /template="https:\/\/search\.example\/search\?q=/)
    const page = await (await fetch(`${url}/search`)).text()
    assert.match(page, /<link rel="canonical" href="https:\/\/search\.example\/search"/)
  })
})
