import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startApp } from '../service/http/start-app.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

describe('the page of the API', { skip: withoutBrowser }, () => {
  const browser = useBrowser()

  for (const width of [1100, 360]) {
    test(`is readable at a width of ${width}`, async (t) => {
      const { url } = await startApp(t)
      const { page, complaints } = await browser.open({ viewport: { width, height: 900 } })
      await page.goto(`${url}/docs`)
      await page.getByRole('heading', { name: 'GET /api/v1/search' }).waitFor()
      await screenshot(page, `docs-${width}`)
      await assertAccessible(page, `docs at ${width}`)
      await page.goto(`${url}/docs#search`)
      await screenshot(page, `docs-search-${width}`)
      assert.deepEqual(complaints, [])
    })
  }
})
