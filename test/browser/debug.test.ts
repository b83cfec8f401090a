import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { search } from '../../src/search/search.ts'
import { makeKey, writeKeys } from '../../src/service/auth/key-file.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

const run = promisify(execFile)
const prefix = testPrefix()
const FILLER = 'Some other words stand here about kettles and weather.'
const EVIL = '<script>document.title = "run"</script><img src=x onerror="document.title = 1">'

const POSTS = [
  { id: 'firefox', title: 'Firefox tips', text: `Ten tips for the browser. ${FILLER}` },
  { id: 'browsers', title: 'On browsers', text: `I like Firefox best. ${FILLER}` },
  { id: 'evil', title: `Beeswax ${EVIL}`, text: `${EVIL} ${FILLER}`, format: 'plain' },
  ...[1, 2, 3].map((n) => ({ id: `pie-${n}`, title: 'Rhubarb pie', text: FILLER, popularity: n / 3 })),
].map((post) => ({ url: `https://blog.example/${post.id}/`, date: '2020-01-02', ...post }))

describe('the debug page in a browser', { skip: withoutBrowser }, () => {
  const browser = useBrowser()
  before(async () => {
    const comments = [{ id: 'c1', postId: 'browsers', author: EVIL, text: 'Firefox, with beeswax.' }]
    await indexBlog({ posts: POSTS, comments }, prefix)
  })
  after(() => dropIndexes(prefix))

  async function open(t: TestContext, env: Record<string, string> = {}, options: BrowserContextOptions = {}) {
    const { url } = await startApp(t, {
      search,
      env: { ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix, ...env },
    })
    return {
      url,
      ...(await browser.open({ permissions: ['clipboard-read', 'clipboard-write'], ...options })),
    }
  }

  const STATES = [
    ['results', 'q=rhubarb+pie', 1100, 'light'],
    ['compared', 'q=rhubarb+pie&no=popularity&with=title=4&debug-post=pie-1', 1100, 'dark'],
    ['missing', 'q=firefix&no=comments,fuzzy&debug-post=browsers', 360, 'light'],
    [
      'evil',
      `q=${encodeURIComponent(`beeswax ${EVIL}`)}&debug-post=${encodeURIComponent(EVIL)}`,
      360,
      'dark',
    ],
    ['nothing', 'q=xqzvvkw', 1100, 'dark'],
    ['wrong', 'q=a&no=sense', 360, 'light'],
    ['empty', '', 1100, 'light'],
  ] as const
  for (const [name, query, width, scheme] of STATES) {
    test(`${name}: accessible, without complaints, no wider than the window, ${scheme}`, async (t) => {
      const viewport = { width, height: 800 }
      const { page, url, complaints } = await open(t, {}, { colorScheme: scheme, viewport })
      await page.goto(`${url}/search?${query}&debug-search`)
      for (const summary of await page.locator('summary').all()) await summary.click()
      await assertAccessible(page, name)
      assert.doesNotMatch(await page.title(), /^(run|1)$/)
      await screenshot(page, `debug-${name}`)
      const expected = name === 'wrong' ? 1 : 0
      assert.equal(complaints.length, expected, complaints.join('\n'))
    })
  }

  test('the bars of each result add up to its score', async (t) => {
    const { page, url } = await open(t)
    await page.goto(`${url}/search?q=firefix&debug-search`)
    const hits = await page.locator('.hits article').evaluateAll((articles) =>
      articles.map((article) => {
        const [all, beyond] = [...article.querySelectorAll('.bar')].map((bar) =>
          [...bar.querySelectorAll('rect')].map((rect) => ({
            points: Number(rect.dataset.points),
            width: rect.width.baseVal.value,
          })),
        )
        return { score: Number(article.querySelector('.facts strong')?.textContent), all, beyond }
      }),
    )
    assert.equal(hits.length, 2)
    const most = Math.max(...hits.map(({ score }) => score))
    for (const { score, all = [], beyond = [] } of hits) {
      const sum = (of: typeof all, what: 'points' | 'width') =>
        of.reduce((total, one) => total + one[what], 0)
      assert.ok(Math.abs(sum(all, 'points') - score) < 1e-5)
      assert.ok(Math.abs(sum(all, 'width') - (1_000 * score) / most) < 0.1)
      assert.ok(Math.abs(sum(beyond, 'points') - (score - Math.floor(score))) < 1e-5)
    }
  })

  test('by keyboard alone: turn something off, ask about a post, copy a line that runs', async (t) => {
    const { page, url, complaints } = await open(t)
    await page.goto(`${url}/search?q=rhubarb+pie&size=2&debug-search`)
    await tabTo(page, 'input[value="popularity"]')
    await page.keyboard.press('Space')
    await tabTo(page, '#debug-post')
    await page.keyboard.type('https://blog.example/pie-3/')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Its rank decides' }).waitFor()
    assert.equal(await page.locator('.comparison .moved').count(), 2)
    assert.match(page.url(), /no=popularity/)
    assert.match(page.url(), /size=2/)
    await tabTo(page, 'button.copy')
    await page.keyboard.press('Enter')
    await page.getByText('Copied').first().waitFor()
    const line = await page.evaluate(() => navigator.clipboard.readText())
    const { stdout } = await run('sh', ['-c', line], { timeout: 20_000, maxBuffer: 10_000_000 })
    const [posts] = JSON.parse(stdout).responses
    assert.deepEqual(
      posts.hits.hits.slice(0, 2).map(({ _id }: { _id: string }) => _id),
      ['pie-1', 'pie-2'],
    )
    assert.deepEqual(complaints, [])
  })

  test('in production: a key opens it, and is in no address', async (t) => {
    const file = join(await folderOf(t, {}), 'keys.json')
    const { key, stored } = makeKey({ name: 'me', scopes: ['debug'] }, new Date())
    await writeKeys(file, [stored])
    const { page, url } = await open(t, { NODE_ENV: 'production', API_KEYS_FILE: file })
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto(`${url}/search?q=firefix&debug-search`)
    await assertAccessible(page, 'debug, key')
    await screenshot(page, 'debug-key')
    await page.getByLabel('Key').fill('bs_wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await assertAccessible(page, 'debug, wrong key')
    await page.getByLabel('Key').fill(key)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Terms and alternatives' }).waitFor()
    assert.ok(addresses.length > 3 && !addresses.some((address) => address.includes('bs_')))
    assert.equal(await page.evaluate(() => document.cookie), '')
    await page.reload()
    await page.getByRole('button', { name: 'Forget the key' }).click()
    await page.goto(`${url}/search?q=firefix&debug-search`)
    await page.getByLabel('Key').waitFor()
  })

  test('without scripts it says the same, and buttons that would do nothing are not there', async (t) => {
    const { page, url } = await open(t, {}, { javaScriptEnabled: false })
    await page.goto(`${url}/search?q=firefix&debug-search`)
    assert.equal(await page.locator('.hits article').count(), 2)
    assert.equal(await page.locator('button.copy:visible').count(), 0)
  })
})

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((element) => element === document.activeElement)
    )
      return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${selector} cannot be reached by the keyboard`)
}
