import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before } from 'node:test'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { packageRoot } from '../../src/core/package.ts'
import { chromiumIsThere, chromiumPath } from './chromium.ts'

const absent = !chromiumIsThere && `no Chromium at ${chromiumPath} (CHROMIUM_PATH)`
const screenshots = join(packageRoot, 'test-output/')
const WAIT_MS = 15_000

/** The reason to skip tests in a browser, if there is one. */
export const withoutBrowser = process.env.REQUIRE_CHROMIUM === '1' ? false : absent

/** A page, and everything that went wrong on it. */
export type OpenedPage = { page: Page; complaints: string[] }

/** The browser for the tests of a file, which test/run.ts starts for all files, and how to open pages in it. */
export function useBrowser() {
  let browser: Browser
  before(async () => {
    await mkdir(screenshots, { recursive: true })
    const url = process.env.TEST_BROWSER_URL
    assert.ok(url, 'TEST_BROWSER_URL: expected the address of the browser that test/run.ts starts, got none')
    browser = await chromium.connect(url, { timeout: 60_000 })
  })
  after(() => browser?.close())
  return {
    /** A page in a context of its own: storage, colours, screen. */
    async open(options: BrowserContextOptions = {}): Promise<OpenedPage> {
      const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })
      const page = await context.newPage()
      page.setDefaultTimeout(WAIT_MS)
      return { page, complaints: collectComplaints(page) }
    },
  }
}

/** What a page complains of; a request that was given up for a newer one is none. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${reason}: ${request.url()}`)
  })
  return complaints
}

/** In the page: waits until no results are being replaced, which fade meanwhile, five seconds at most. */
const CALM = `new Promise((resolve) => {
  const end = performance.now() + 5_000
  const isCalm = () => document.querySelector('main[aria-busy="true"]') === null &&
    !document.getAnimations().some(({ playState }) => playState === 'running')
  const look = () => isCalm() || performance.now() > end ? resolve() : requestAnimationFrame(look)
  look()
})`

/** Asserts that axe-core finds nothing to object to, and that the page fits its window. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(CALM)
  await page.evaluate(axe.source)
  const violations: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => [html, any[0]?.message]) })))`,
  )
  assert.deepEqual(violations, [], state)
  const [content, window]: [number, number] = await page.evaluate(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  )
  assert.ok(content <= window, `${state}: ${content} px in a window of ${window} px`)
}

/** Writes what a page shows to a file, to be looked at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${screenshots}${name}.png` })
}
