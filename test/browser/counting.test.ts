import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { dayOf } from '../../src/index/insights/counted.ts'
import { type InsightsEvent, NO_INSIGHTS } from '../../src/index/insights/insights.ts'
import { ensureInsightsIndex, insightsIndex } from '../../src/index/insights/insights-index.ts'
import { sendBulk } from '../../src/index/insights/send-bulk.ts'
import { activeCuration } from '../../src/search/curation/curation.ts'
import { parseRules } from '../../src/search/curation/read-rules.ts'
import { testClient } from '../helpers/test-index.ts'
import { useBlog } from './blog.ts'
import { startBlog } from './blog-page.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const WAIT_MS = 15_000

describe('pages tell what readers looked for', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const browser = useBrowser()

  async function start(t: TestContext, env: Record<string, string> = {}) {
    const events: InsightsEvent[] = []
    const counting = { ...NO_INSIGHTS, count: (event: InsightsEvent) => void events.push(event) }
    const url = await blog.serve(t, env, { insights: counting })
    return {
      url,
      /** Waits for this many events, and tells them. */
      async told(count: number) {
        const until = performance.now() + WAIT_MS
        while (events.length < count && performance.now() < until) await sleep(20)
        return events.map(({ query, position }) => (position === undefined ? query : `${query} ${position}`))
      },
    }
  }

  test('the search page: submitted searches once, those that stood still, and clicks by position', async (t) => {
    const { url, told } = await start(t, { SITE_URL: 'https://blog.example' })
    const { page, complaints } = await browser.open({ userAgent })
    await page.route('https://blog.example/**', (route) => route.fulfill({ body: 'A post' }))
    await page.goto(`${url}/search`)
    await page.locator('#q').pressSequentially('kettle', { delay: 20 })
    assert.deepEqual(await told(1), ['kettle'])
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=kettle')
    await page.getByRole('link', { name: 'Next' }).click()
    await page.getByRole('heading', { name: 'Kettle notes, part 1', exact: true }).waitFor()
    await page.locator('.result h2 a').nth(1).click()
    await page.waitForURL('https://blog.example/**')
    assert.deepEqual(await told(2), ['kettle', 'kettle 12'])
    await page.goto(`${url}/search?q=firefox`)
    await page.locator('#q').fill('firefox tabs')
    await page.getByRole('heading', { name: /“firefox tabs”/ }).waitFor()
    await page.locator('.result h2 a').first().click()
    assert.deepEqual((await told(5)).slice(2), ['firefox', 'firefox tabs', 'firefox tabs 1'])
    assert.deepEqual(complaints, [])
  })

  test('the page of insights can be read in light, dark and in print, and shows what rules change', async (t) => {
    const client = testClient()
    t.after(() => client.close())
    await ensureInsightsIndex(client, blog.prefix)
    const outcome = { tier: 'phrase', corrected: false, filters: '', clicked: { p1: 2 } }
    const counted = [
      { query: 'kettle', found: true, searches: 5 },
      { query: 'kimchi', found: false, searches: 3 },
    ].map((row) => ({ kind: 'count', day: dayOf(Date.now()), ...outcome, ...row }))
    const operations = counted.flatMap((row) => [{ index: { _id: row.query } }, row])
    assert.equal((await sendBulk(client, blog.prefix, operations)).size, 0)
    await client.indices.refresh({ index: insightsIndex(blog.prefix) })

    const rules = parseRules(
      'bread-first: {when: {query: kettle}, pin: [bread], message: Tea!}',
      'curation.yaml',
    )
    const url = await blog.serve(t, {}, { curation: { current: activeCuration(rules, '2026-05-04') } })
    const { page, complaints } = await browser.open()
    await page.goto(`${url}/insights`)
    await page.getByRole('link', { name: 'Ask the most asked queries with and without your rule' }).click()
    await page.getByText('2 queries were asked').waitFor()
    const changed = page.locator('#rules tbody tr')
    assert.equal(await changed.count(), 1, 'the other query is as it was')
    for (const change of ['“Brot im Zug”: – → 1', 'found: 14 → 15', 'readers are told: Tea!'])
      assert.ok((await changed.locator('li').allTextContents()).includes(change), change)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await assertAccessible(page, `insights, ${colorScheme}`)
      await screenshot(page, `insights-${colorScheme}`)
    }
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    await assertAccessible(page, 'insights, printed')
    assert.equal(await page.getByText('Mend it').first().isVisible(), false)
    assert.ok(await page.getByText('kimchi').first().isVisible())
    await screenshot(page, 'insights-printed')
    assert.deepEqual(complaints, [])
  })

  test('the widget on a page of another origin, unless its reader asks for privacy', async (t) => {
    const site = await startBlog(t)
    const { url, told } = await start(t, { CORS_ORIGINS: site.origin })
    site.serve(url, '<blog-search></blog-search>')
    for (const privacy of [true, false]) {
      const { page, complaints } = await browser.open({ userAgent })
      if (privacy) await page.addInitScript("Object.defineProperty(navigator, 'doNotTrack', { value: '1' })")
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/clicks')) sent.push(request.postData() ?? '')
      })
      await page.goto(site.origin)
      await page.keyboard.press('/')
      await page.locator('dialog input').pressSequentially('firefox ', { delay: 20 })
      await page.locator('dialog .summary', { hasText: 'firefox' }).waitFor()
      const [popup] = await Promise.all([
        page.context().waitForEvent('page'),
        page
          .locator('dialog [role="option"] .title')
          .nth(1)
          .click({ modifiers: ['ControlOrMeta'] }),
      ])
      await popup.close()
      await page.locator('dialog input').fill('kettle')
      await page.keyboard.press('Enter')
      await page.locator('dialog .summary', { hasText: 'kettle' }).waitFor()
      if (privacy) assert.deepEqual(sent, [])
      else assert.deepEqual((await told(4)).slice(1), ['firefox', 'firefox 2', 'kettle'])
      assert.deepEqual(complaints, [])
      await page.close()
    }
  })
})
