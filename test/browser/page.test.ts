import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Context } from '../../src/context.ts'
import { anAnswer, aPost, startApp } from '../http/start-app.ts'

const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
const required = process.env.REQUIRE_CHROMIUM === '1'
const absent = !existsSync(executablePath) && `no Chromium at ${executablePath} (CHROMIUM_PATH)`
const screenshots = new URL('../../test-output/', import.meta.url).pathname
const TOTAL = 25
const WAIT_MS = 10_000

/** Finds 25 posts for every query. */
const findMany: Context['search'] = async (_ctx, input) => {
  const first = (input.page - 1) * input.size
  const results = Array.from({ length: Math.min(input.size, TOTAL - first) }, (_, i) =>
    aPost({
      id: `post-${first + i}`,
      highlights: {
        title: [
          { text: `Post ${first + i + 1} about `, hit: false },
          { text: 'Firefox', hit: true },
        ],
        text: aPost().highlights.text,
      },
      comments: i === 0 ? aPost().comments : [],
    }),
  )
  const terms = [
    { term: input.q, score: 1.1, titleBoost: 4.4, textBoost: 2.2 },
    { term: 'firefox', score: 0.86, titleBoost: 1.72, textBoost: 0.86 },
  ]
  return anAnswer(input, { results, terms, total: { value: TOTAL, relation: 'eq' } })
}

describe('the search page in a browser', { skip: !required && absent }, () => {
  let browser: Browser
  before(async () => {
    await mkdir(screenshots, { recursive: true })
    browser = await chromium.launch({
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
      timeout: 60_000,
    })
  })
  after(() => browser?.close())

  test('takes a query, shows results, and leads to the next page', async (t) => {
    const { url } = await startApp(t, { search: findMany })
    const { page, complaints } = await openPage(browser)
    await page.goto(url)
    await page.getByLabel('Search posts and comments').fill('firefix')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByText('25 results for “firefix”').waitFor()
    assert.equal(await page.locator('.result').count(), 10)
    assert.equal(await page.locator('.result h2 mark').first().textContent(), 'Firefox')
    assert.ok(await page.getByRole('link', { name: 'Comment by Grace' }).isVisible())
    await page.screenshot({ path: `${screenshots}search-page.png`, fullPage: true })

    await page.getByRole('navigation').getByRole('link', { name: 'Next' }).click()
    await page.getByText('25 results for “firefix”, page 2').waitFor()
    assert.match((await page.locator('.result h2').first().textContent()) ?? '', /^Post 11 /)
    await page.getByRole('link', { name: 'Page 3' }).click()
    await page.getByText('25 results for “firefix”, page 3').waitFor()
    assert.equal(await page.locator('.result').count(), 5)
    assert.equal(await page.getByLabel('Search posts and comments').inputValue(), 'firefix')
    assert.deepEqual(complaints, [])
  })

  test('is styled under its own content security policy', async (t) => {
    const { url } = await startApp(t)
    const { page, complaints } = await openPage(browser)
    await page.goto(`${url}/search`)
    const display = await page.locator('.search-form').evaluate((form) => getComputedStyle(form).display)
    assert.equal(display, 'flex')
    await page.screenshot({ path: `${screenshots}start-page.png` })
    assert.deepEqual(complaints, [])
  })
})

async function openPage(browser: Browser, viewport = { width: 1100, height: 900 }) {
  const page: Page = await browser.newPage({ viewport })
  page.setDefaultTimeout(WAIT_MS)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`))
  return { page, complaints }
}
