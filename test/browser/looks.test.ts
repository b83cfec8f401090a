import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { MARKUP, useBlog } from './blog.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property)

describe('how the search page looks', { skip: withoutBrowser }, () => {
  const blog = useBlog()
  const { open } = useBrowser()

  test('fits a phone, where suggestions are tapped', async (t) => {
    const url = await blog.serve(t)
    const { page, complaints } = await open({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto(`${url}/search`)
    const room = await page.locator('#q').evaluate((node: HTMLInputElement) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(node)
      const pen = new OffscreenCanvas(1, 1).getContext('2d')
      if (pen === null) return -1
      pen.font = font
      const inner = node.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
      return inner - pen.measureText(node.placeholder).width
    })
    assert.ok(room >= 0, `the placeholder lacks ${-room} px`)
    await page.locator('#q').tap()
    await page.locator('#q').pressSequentially('kett', { delay: 40 })
    const option = page.getByRole('option', { name: 'kettle', exact: true })
    await option.waitFor()
    await assertAccessible(page, 'phone, typing')
    await screenshot(page, 'phone-typing')
    assert.ok(((await option.boundingBox())?.height ?? 0) >= 44)
    await option.tap()
    await page.getByRole('heading', { name: '14 posts for “kettle”' }).waitFor()
    const topOf = async () => (await page.locator('.result').first().boundingBox())?.y
    const before = await topOf()
    await page.locator('.filters > details > summary').tap()
    await page.getByRole('link', { name: 'tea 9 posts' }).waitFor()
    assert.equal(await topOf(), before, 'filters leave the results where they are')
    const lines = await page
      .locator('time')
      .evaluateAll((all) => all.map((node) => node.getClientRects().length))
    assert.deepEqual([...new Set(lines)], [1], 'no date breaks')
    await assertAccessible(page, 'phone, results')
    await screenshot(page, 'phone-results')
    await page.goto(`${url}/search?q=${'a'.repeat(150)}`)
    await assertAccessible(page, 'phone, a long word')
    assert.deepEqual(complaints, [])
  })

  test('is dark, calm, printed and of few colours where one wants that', async (t) => {
    const url = await blog.serve(t)
    const { page, complaints } = await open({ colorScheme: 'dark' })
    for (const query of ['', '?q=kettle', '?q=xqzvwrk']) {
      await page.goto(`${url}/search${query}`)
      await assertAccessible(page, `dark ${query}`)
    }
    assert.equal(await styleOf(page, 'body', 'background-color'), 'rgb(21, 24, 29)')
    await page.setViewportSize({ width: 1280, height: 900 })
    for (const query of ['', '?q=xqzvwrk']) {
      await page.goto(`${url}/search${query}`)
      const rights = await page
        .locator('.recent li')
        .evaluateAll((all) => all.map((node) => node.getBoundingClientRect().right))
      assert.ok(Math.max(...rights) > 1100, `the page is used up to its right: ${rights}`)
    }
    await page.locator('#q').fill('kett')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await assertAccessible(page, 'dark, typing')
    await screenshot(page, 'page-dark')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    assert.equal(await styleOf(page, 'main', 'transition-duration'), '0s')
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
    assert.equal(await styleOf(page, '[aria-selected="true"]', 'outline-style'), 'solid')
    await page.goto(`${url}/search?q=kettle`)
    await page.emulateMedia({ media: 'print', forcedColors: 'none' })
    assert.equal(await page.locator('search').isVisible(), false)
    assert.ok(await page.locator('.result').first().isVisible())
    assert.deepEqual(complaints, [])
  })

  test('stands at the right where the blog is written from right to left, and each text runs in its own direction', async (t) => {
    const { page, complaints } = await open({ viewport: { width: 390, height: 844 } })
    await page.goto(`${await blog.serve(t, { BLOG_LANGUAGE: 'ar' })}/search?q=firefox`)
    const edges = await page.evaluate(() => {
      const right = (part: string) => document.querySelector(part)?.getBoundingClientRect().right ?? 0
      return { field: right('#q'), button: right('.search-form button'), title: right('.site-title a') }
    })
    assert.ok(edges.button < edges.field && edges.title === edges.field, JSON.stringify(edges))
    const lineOf = (part: string) =>
      page
        .locator(part)
        .first()
        .evaluate((node) => {
          const range = document.createRange()
          range.selectNodeContents(node)
          const { right } = range.getBoundingClientRect()
          const { unicodeBidi, textAlign } = getComputedStyle(node)
          return [Math.round(node.getBoundingClientRect().right - right), unicodeBidi, textAlign]
        })
    for (const part of ['.summary', '.result h2', '.result p']) {
      assert.deepEqual(await lineOf(part), [0, 'plaintext', 'right'], part)
    }
    await assertAccessible(page, 'right to left')
    assert.deepEqual(complaints, [])
  })

  test('has the header and the colours of the blog', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'blog-search-look-'))
    t.after(() => rm(folder, { recursive: true }))
    const env = { PAGE_HEADER_FILE: join(folder, 'header.html'), PAGE_STYLE_FILE: join(folder, 'own.css') }
    await writeFile(env.PAGE_HEADER_FILE, '<nav class="own"><a href="/about">About &amp; more</a></nav>')
    await writeFile(env.PAGE_STYLE_FILE, ':root { --accent: #a00000 } .own { font-style: italic }')
    const { page, complaints } = await open()
    await page.goto(`${await blog.serve(t, env)}/search`)
    assert.ok(await page.getByRole('link', { name: 'About & more' }).isVisible())
    assert.equal(await styleOf(page, '.own', 'font-style'), 'italic')
    assert.equal(await styleOf(page, '.search-form button', 'background-color'), 'rgb(160, 0, 0)')
    assert.deepEqual(complaints, [])
  })

  test('shows markup in titles, comments, authors and queries as text', async (t) => {
    const url = await blog.serve(t)
    const { page, complaints } = await open()
    await page.goto(`${url}/search?q=marmalade`)
    await page.getByText('<script>window.hacked=1</script>').first().waitFor()
    await page.locator('#q').fill(`marmalade ${MARKUP}`)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=marmalade+*')
    await page.locator('#q').fill('marm')
    await page.getByRole('option', { name: /^Marmalade <script>/ }).waitFor()
    assert.equal(await page.evaluate('window.hacked'), undefined)
    assert.equal(
      await page.locator('main script, main img, [role=listbox] script, [role=listbox] img').count(),
      0,
    )
    assert.deepEqual(complaints, [])
  })
})
