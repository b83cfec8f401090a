import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { percentile } from '../src/core/metrics.ts'

/**
 * Usage: tsx bench/typeahead.ts [--url http://127.0.0.1:3000] [--words sourdough,firefox]. Types words into the search page of a running
 * service, and prints how long it takes from a key press to the frame with the suggestions for it: median and 95th percentile.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    words: {
      type: 'string',
      default: 'sourdough,firefox,kettle,elastic,rhubarb,javascript,bicycle,postgres,danube,comet',
    },
    rounds: { type: 'string', default: '3' },
  },
})
/** Between two keys, longer than an answer takes, so that each key has its own. */
const PAUSE_MS = 350

/** Notes when each key was pressed and when the list last changed after it, painted. */
const OBSERVER = `
  window.taken = [];
  let pressed = 0, painted = 0;
  document.addEventListener('keydown', () => {
    if (painted > pressed) window.taken.push(painted - pressed);
    pressed = performance.now();
  }, true);
  new MutationObserver((changes) => {
    if (!changes.some(({ target }) => target.matches?.('.choices'))) return;
    requestAnimationFrame(() => setTimeout(() => { painted = performance.now(); }));
  }).observe(document, { subtree: true, childList: true });
`

/** Milliseconds for each key of a word, in a browser that has no answers yet. */
async function typeWord(browser: Browser, url: string, word: string): Promise<number[]> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.addInitScript(OBSERVER)
    await page.goto(`${url}/search`)
    await page.locator('#q').pressSequentially(word, { delay: PAUSE_MS })
    await page.waitForTimeout(PAUSE_MS)
    await page.keyboard.press('Escape')
    return await page.evaluate('window.taken')
  } finally {
    await context.close()
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
try {
  const taken: number[] = []
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const word of values.words.split(',')) taken.push(...(await typeWord(browser, values.url, word)))
  }
  const at = (share: number) => `${percentile(taken, share).toFixed(1)} ms`
  process.stdout.write(`${taken.length} keys: median ${at(0.5)}, p95 ${at(0.95)}\n`)
} finally {
  await browser.close()
}
