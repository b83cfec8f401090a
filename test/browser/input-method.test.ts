import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { useBlog } from './blog.ts'
import { useBrowser, withoutBrowser } from './browser.ts'

describe('an input method on the search page', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const { open } = useBrowser()

  test('leaves the keys of an input method to it', async (t) => {
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t)}/search`)
    const requests: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'fetch') requests.push(request.url())
    })
    const ime = await page.context().newCDPSession(page)
    for (const text of ['k', 'きs', 'きっさ']) {
      await ime.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    }
    await page.waitForTimeout(300)
    assert.deepEqual(requests, [])
    assert.equal(await page.locator('#q').inputValue(), 'きっさ')
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      const event = { key, bubbles: true, cancelable: true, isComposing: true }
      const untouched = await page
        .locator('#q')
        .evaluate((node, init) => node.dispatchEvent(new KeyboardEvent('keydown', init)), event)
      assert.equal(untouched, true, key)
    }
    assert.equal(await page.getByRole('option').count(), 0)
    await ime.send('Input.insertText', { text: '喫茶' })
    await page.getByRole('heading', { name: '1 post for “喫茶”' }).waitFor()
    assert.equal(await page.locator('#q').inputValue(), '喫茶')
    assert.deepEqual(complaints, [])
  })
})
