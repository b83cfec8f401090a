import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { useBlog } from './blog.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

/** The text of the option that the input says is active. */
async function activeOption(page: Page): Promise<string | undefined> {
  const id = await page.locator('#q').getAttribute('aria-activedescendant')
  return id === null ? undefined : await page.locator(`#${id}`).innerText()
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

describe('the combobox of the search page', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const { open } = useBrowser()

  test('is used with the keyboard alone', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search`)
    const input = page.getByRole('combobox', { name: 'Search posts and comments' })
    assert.equal(await input.getAttribute('aria-expanded'), 'false')
    await page.keyboard.type('kett')
    await page.getByRole('option', { name: 'kettle', exact: true }).waitFor()
    assert.equal(await input.getAttribute('aria-expanded'), 'true')
    const list = page.locator(`#${await input.getAttribute('aria-controls')}`)
    assert.equal(await list.getAttribute('role'), 'listbox')
    assert.equal(await activeOption(page), undefined)
    await page
      .getByRole('status')
      .filter({ hasText: /^\d+ suggestions$/ })
      .waitFor()

    await press(page, 'ArrowDown')
    assert.equal(await activeOption(page), 'kettle')
    assert.equal(await input.inputValue(), 'kett')
    await press(page, 'ArrowUp')
    assert.equal(await activeOption(page), undefined)
    await press(page, 'ArrowUp')
    assert.equal(await activeOption(page), 'Search for exactly “kett”')
    await press(page, 'ArrowDown', 'ArrowDown')
    assert.equal(await activeOption(page), 'kettle')
    await press(page, 'Home')
    assert.equal(await activeOption(page), undefined)
    assert.equal(await input.evaluate((node: HTMLInputElement) => node.selectionStart), 0)
    await press(page, 'End')
    assert.equal(await input.evaluate((node: HTMLInputElement) => node.selectionStart), 4)

    await press(page, 'Escape')
    assert.equal(await list.isVisible(), false)
    assert.equal(await input.inputValue(), 'kett')
    await press(page, 'ArrowDown', 'Enter')
    await page.getByRole('heading', { name: '14 posts for “kettle”' }).waitFor()
    assert.equal(await list.isVisible(), false)
    assert.equal(await input.inputValue(), 'kettle')
    await press(page, 'Alt+ArrowDown')
    assert.equal(await list.isVisible(), true)
    await press(page, 'Alt+ArrowUp')
    assert.equal(await list.isVisible(), false)
    await press(page, 'Escape')
    assert.equal(await input.inputValue(), '')
    assert.deepEqual(complaints, [])
  })

  test('leads to a post, and to exactly what was typed', async (t) => {
    const url = await blog.serve(t)
    const { page, complaints } = await open()
    await page.goto(`${url}/search`)
    await page.keyboard.type('firefix')
    await page.getByRole('option', { name: 'Search for exactly “firefix”' }).click()
    await page.getByRole('heading', { name: 'Nothing found for “firefix”' }).waitFor()
    await page.getByRole('link', { name: 'Search for other spellings too' }).click()
    await page.getByRole('heading', { name: 'Showing results for firefox.' }).waitFor()
    await page.locator('#q').fill('tabs in fire')
    await page.route('**/firefox-tabs/', (route) => route.fulfill({ body: 'The post' }))
    await page.getByRole('option', { name: 'Four hundred tabs in Firefox 2025' }).click()
    await page.waitForURL(`${url}/firefox-tabs/`)
    assert.deepEqual(complaints, [])
  })

  test('remembers searches of this browser, and forgets them', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search`)
    for (const q of ['kettle', 'firefox', 'Kettle']) {
      await page.locator('#q').fill(q)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/search?q=${q}`)
    }
    await page.locator('#q').fill('')
    await page.getByRole('option', { name: 'firefox' }).waitFor()
    assert.deepEqual(await page.getByRole('option').allInnerTexts(), [
      'Kettle',
      'firefox',
      'Forget recent searches',
    ])
    await assertAccessible(page, 'recent searches')
    await screenshot(page, 'page-recent')
    await page.reload()
    await page.locator('#q').click()
    await page.locator('#q').fill('')
    await page.getByRole('option', { name: 'Forget recent searches' }).click()
    assert.equal(await page.evaluate('localStorage.length'), 0)
    await page.locator('#q').click()
    assert.equal(await page.getByRole('option').count(), 0)
    assert.deepEqual(complaints, [])
  })

  test('works where storage is refused', async (t) => {
    const { page, complaints } = await open()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError')
        },
      })
    })
    await page.goto(`${await blog.serve(t)}/search`)
    await page.locator('#q').fill('kettle')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '14 posts for “kettle”' }).waitFor()
    assert.deepEqual(complaints, [])
  })
})
