import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { useBlog } from './blog.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

const AWAY = { status: 503, headers: { 'Retry-After': '1' }, contentType: 'text/html', body: 'away' }

/** Lets every request for a page or for suggestions fail while `away()` says so. */
async function letFail(page: Page, away: () => boolean): Promise<void> {
  for (const address of ['**/search?*', '**/api/v1/suggest?*']) {
    await page.route(address, (route) => (away() ? route.fulfill(AWAY) : route.fallback()))
  }
}

describe('a search that is slow or fails', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const { open } = useBrowser()

  test('never shows an older answer over a newer one', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search`)
    let late: Promise<unknown> = Promise.resolve()
    await page.route('**/search?q=firefox*', (route) => {
      late = sleep(1_500)
        .then(() => route.fallback())
        .catch(() => undefined)
    })
    await page.locator('#q').fill('firefox')
    await page.waitForTimeout(250)
    await page.locator('#q').fill('kettle')
    await page.getByRole('heading', { name: '14 posts for “kettle”' }).waitFor()
    await late
    await page.waitForTimeout(300)
    assert.ok(await page.getByRole('heading', { name: '14 posts for “kettle”' }).isVisible())
    assert.equal(new URL(page.url()).searchParams.get('q'), 'kettle')
    assert.deepEqual(complaints, [])
  })

  test('keeps what it shows while the answer takes time', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search?q=kettle`)
    await page.route('**/search?q=firefox*', async (route) => {
      await sleep(1_000)
      await route.fallback()
    })
    await page.locator('#q').fill('firefox')
    await page.locator('main[aria-busy="true"]').waitFor()
    assert.equal(await page.locator('.result').count(), 10)
    await page.getByRole('heading', { name: '3 posts for “firefox”' }).waitFor()
    assert.equal(await page.locator('main[aria-busy="true"]').count(), 0)
    assert.deepEqual(complaints, [])
  })

  test('says that the service is away, keeps the results, and tries again when it is told to', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search?q=kettle`)
    let asked = 0
    await letFail(page, () => {
      asked += 1
      return asked <= 3
    })
    await page.locator('#q').fill('firefox')
    await page.keyboard.press('Escape')
    await page
      .getByRole('alert')
      .getByText('The search is not available right now. Trying again in 1 s.')
      .waitFor()
    assert.equal(await page.locator('.result').count(), 10)
    await assertAccessible(page, 'away')
    await screenshot(page, 'page-away')
    await page.getByRole('heading', { name: '3 posts for “firefox”' }).waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
    assert.deepEqual(
      complaints.filter((text) => !text.includes('503')),
      [],
    )
  })

  test('stops trying by itself, and leaves it to the reader', async (t) => {
    const { page } = await open()
    await page.goto(`${await blog.serve(t)}/search?q=kettle`)
    let isAway = true
    await letFail(page, () => isAway)
    await page.locator('#q').fill('firefox')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/^The search is not available right now\.$/)
      .waitFor()
    isAway = false
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByRole('heading', { name: '3 posts for “firefox”' }).waitFor()
  })

  test('has a page of its own where there are no scripts, with the query in it', async (t) => {
    const url = await blog.serve(t, { ELASTICSEARCH_URL: 'http://127.0.0.1:9' })
    const { page, complaints } = await open()
    await page.goto(`${url}/search?q=kettle`)
    await page.getByRole('heading', { name: 'The search is away' }).waitFor()
    assert.equal(await page.locator('#q').inputValue(), 'kettle')
    assert.equal(
      await page.getByRole('link', { name: 'Search again for “kettle”' }).getAttribute('href'),
      '/search?q=kettle',
    )
    await assertAccessible(page, 'error page')
    await page.goto(`${url}/search`)
    await page.getByRole('heading', { name: 'What are you looking for?' }).waitFor()
    await page.goto(`${url}/search?q=kettle&page=x`)
    await page.getByRole('alert').waitFor()
    await assertAccessible(page, 'wrong parameter')
    assert.deepEqual(
      complaints.filter((text) => !/503|400/.test(text)),
      [],
    )
  })
})
