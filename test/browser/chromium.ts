import { existsSync } from 'node:fs'
import { type BrowserServer, chromium } from 'playwright-core'

/** The file of the Chromium that tests run in. */
export const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

/** Whether there is a Chromium for tests. */
export const chromiumIsThere = existsSync(chromiumPath)

/** Starts a Chromium that several processes can open pages in, each in contexts of its own. Close it in the end. */
export function startChromium(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: chromiumPath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
    timeout: 60_000,
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  })
}
