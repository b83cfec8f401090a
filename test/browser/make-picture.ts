import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { packageRoot } from '../../src/core/package.ts'

/** `npm run picture`: takes the picture of the search page that README.md shows, from the demo that runs at DEMO_URL or http://127.0.0.1:3000. */
const url = process.env.DEMO_URL ?? 'http://127.0.0.1:3000'
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage({ viewport: { width: 900, height: 560 } })
  // The first search of a service takes longer than any later one.
  await page.goto(`${url}/search?q=date`)
  await page.goto(`${url}/search?q=Elasticsaerch`)
  await page.screenshot({ path: join(packageRoot, 'docs/search-page.png') })
} finally {
  await browser.close()
}
