import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { test } from 'node:test'
import { startApp } from '../http/start-app.ts'
import { assertAccessible, launchChromium, noChromium, openPage, SCREENSHOTS } from './chromium.ts'

test('the page of the API is readable, on a phone too', { skip: noChromium }, async (t) => {
  await mkdir(SCREENSHOTS, { recursive: true })
  const { url } = await startApp(t)
  const browser = await launchChromium()
  t.after(() => browser.close())
  for (const width of [1100, 360]) {
    const { page, complaints } = await openPage(browser, { viewport: { width, height: 900 } })
    await page.goto(`${url}/docs`)
    await page.getByRole('heading', { name: 'GET /api/v1/search' }).waitFor()
    await page.screenshot({ path: `${SCREENSHOTS}docs-${width}.png` })
    await page.locator('#search').scrollIntoViewIfNeeded()
    await page.goto(`${url}/docs#search`)
    await page.screenshot({ path: `${SCREENSHOTS}docs-search-${width}.png` })
    await assertAccessible(page, `docs at ${width}`)
    assert.ok((await page.locator('html').evaluate((html) => html.scrollWidth)) <= width)
    assert.deepEqual(complaints, [])
  }
})
