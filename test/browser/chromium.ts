import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
const required = process.env.REQUIRE_CHROMIUM === '1'
const WAIT_MS = 10_000

/** Why there can be no test in a browser; false if there can. */
export const noChromium =
  !required && !existsSync(executablePath) && `no Chromium at ${executablePath} (CHROMIUM_PATH)`
/** Where screenshots go. */
export const SCREENSHOTS = new URL('../../test-output/', import.meta.url).pathname

/** A browser. Close it in the end. */
export function launchChromium(): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu']
  return chromium.launch({ executablePath, args, timeout: 60_000 })
}

/** A page, and what its console complains of. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 }, ...options })
  page.setDefaultTimeout(WAIT_MS)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] }
declare const window: { axe: { run(options: object): Promise<{ violations: Violation[] }> } }

/** Asserts that axe-core finds nothing wrong with a page as it is, in shadow roots too. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  // As the developer tools do, and so whatever the policy of the page.
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.html} ${n.failureSummary}`)}`)
  })
  assert.deepEqual(found, [], state)
}
