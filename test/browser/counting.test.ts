import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type InsightsEvent, NO_INSIGHTS } from '../../src/index/insights/insights.ts'
import { useBlog } from './blog.ts'
import { startBlog } from './blog-page.ts'
import { useBrowser, withoutBrowser } from './browser.ts'

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const WAIT_MS = 15_000

describe('pages tell what readers looked for', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const browser = useBrowser()

  async function start(t: TestContext, env: Record<string, string> = {}) {
    const events: InsightsEvent[] = []
    const counting = { ...NO_INSIGHTS, count: (event: InsightsEvent) => void events.push(event) }
    const url = await blog.serve(t, env, counting)
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
