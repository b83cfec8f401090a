import assert from 'node:assert/strict'
import { after, before, describe, type TestContext, test } from 'node:test'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'
import { startBlog } from './blog-page.ts'
import { assertAccessible, screenshot, useBrowser, withoutBrowser } from './browser.ts'

const ATTACK = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
const PREFIX = testPrefix()
const POSTS = [
  ...Array.from({ length: 14 }, (_, i) => ({
    id: `tabs-${i}`,
    url: `/2025/tabs-${i}/`,
    title: `Firefox tabs, part ${i + 1}`,
    text: `I use Firefox every day, and part ${i + 1} tells how its tabs are ordered.`,
    date: `2025-03-${String(i + 1).padStart(2, '0')}`,
    categories: ['Web'],
    author: 'Mara',
  })),
  {
    id: 'evil',
    url: '/evil/',
    title: `Onions ${ATTACK}`,
    text: `Onions and ${ATTACK} garlic`,
    author: ATTACK,
  },
  {
    id: 'bread',
    url: '/brot/',
    title: 'Roggenbrot im Zug',
    text: 'Brot mit Sauerteig.',
    date: '2016-07-17',
    language: 'de',
    site: 'Notes',
  },
]
const COMMENTS = [
  { id: '1', postId: 'tabs-3', author: 'Ines', text: 'Firefox is my favourite, tabs or no tabs.' },
  { id: '2', postId: 'evil', author: ATTACK, text: `Onions ${ATTACK.replaceAll('<', '&lt;')}` },
]

type Options = { body?: string; head?: string } & BrowserContextOptions

describe('the widget in a page of another origin', { skip: withoutBrowser }, () => {
  const browser = useBrowser()
  before(() => indexBlog({ posts: POSTS, comments: COMMENTS }, PREFIX))
  after(() => dropIndexes(PREFIX))

  /** A page of a blog with widgets. */
  async function open(
    t: TestContext,
    { body = '<blog-search></blog-search>', head, ...options }: Options = {},
  ) {
    const blog = await startBlog(t)
    const env = {
      ELASTICSEARCH_URL: testElasticsearchUrl(),
      INDEX_PREFIX: PREFIX,
      CORS_ORIGINS: blog.origin,
    }
    const { url } = await startApp(t, { env, search })
    blog.serve(url, body, head)
    const { page, complaints } = await browser.open(options)
    t.after(() => page.close())
    await page.goto(blog.origin)
    return { page, complaints, blog, input: inputOf(page), dialog: page.locator('dialog') }
  }

  test('suggests while one types, searches, and shows posts with their best comment', async (t) => {
    const { page, complaints, input, dialog, blog } = await open(t)
    await input.pressSequentially('firef')
    const options = page.getByRole('option')
    await options.filter({ hasText: 'Firefox tabs, part' }).first().waitFor()
    assert.equal(await input.getAttribute('aria-expanded'), 'true')
    await screenshot(page, 'widget-suggestions')
    await assertAccessible(page, 'suggestions')

    await input.fill('firefix tabs')
    await input.press('Enter')
    await dialog.getByText('Showing results for firefox tabs.').waitFor()
    await dialog.getByText('14 posts', { exact: true }).waitFor()
    assert.equal(await dialog.locator('.result').count(), 10)
    const first = dialog.locator('.result').first()
    assert.match((await first.getAttribute('href')) ?? '', new RegExp(`^${blog.origin}/2025/tabs-`))
    assert.ok((await dialog.locator('.result mark').count()) > 0)
    const comment = dialog.getByRole('option', { name: /^Comment by Ines: Firefox is my/ })
    assert.match((await comment.getAttribute('href')) ?? '', /\/2025\/tabs-3\/#comment-1$/)
    await screenshot(page, 'widget-results')
    await assertAccessible(page, 'results')
    const all = dialog.getByRole('option', { name: 'All results (14)' })
    assert.match((await all.getAttribute('href')) ?? '', /:\d+\/search\?q=firefix\+tabs$/)

    await dialog.getByRole('button', { name: 'Search only for “firefix tabs”' }).click()
    await dialog.getByText('No post has “firefix tabs” word for word.').waitFor()
    assert.deepEqual(complaints, [])
  })

  test('works with the keyboard alone', async (t) => {
    const { page, complaints, input, dialog, blog } = await open(t, {
      body: '<blog-search></blog-search><p><label>Name <input id="name"></label></p>',
    })
    await page.keyboard.press('/')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('#name').press('/')
    assert.equal(await page.locator('#name').inputValue(), '/')
    assert.equal(await dialog.isVisible(), false)
    await page.keyboard.press('Control+k')
    await dialog.waitFor()
    const field = dialog.getByRole('combobox')
    await dialog.getByText('Newest posts').waitFor()
    assert.equal(await dialog.locator('.title').first().textContent(), 'Firefox tabs, part 14')
    await assertAccessible(page, 'the empty dialog')
    await dialog.getByText('↑ ↓ choose').waitFor()
    await page.keyboard.type('firefox tabs, part 3')
    const post = dialog.getByRole('option', { name: 'Firefox tabs, part 3' })
    await dialog.getByText('14 posts for “firefox tabs, part 3”').waitFor()
    await post.waitFor()
    assert.equal(await field.getAttribute('aria-expanded'), 'true')
    assert.equal(await field.getAttribute('aria-activedescendant'), null)
    await page.keyboard.press('ArrowUp')
    const last = dialog.getByRole('option', { name: 'All results (14)' })
    assert.equal(await field.getAttribute('aria-activedescendant'), await last.getAttribute('id'))
    await page.keyboard.press('Home')
    assert.equal(await field.getAttribute('aria-activedescendant'), null)
    await page.keyboard.press('Enter')
    assert.equal(await dialog.locator('.title').first().textContent(), 'Firefox tabs, part 3')
    while ((await post.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${blog.origin}/2025/tabs-2/`)
    await page.goBack()
    await dialog.getByRole('option', { name: 'Firefox tabs, part 3' }).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('Control+k')
    await dialog.getByRole('option', { name: 'firefox tabs, part 3' }).waitFor()
    await dialog.getByRole('option', { name: 'Forget recent searches' }).click()
    await dialog.getByText('Newest posts').waitFor()
    assert.equal(await dialog.getByRole('option', { name: 'firefox tabs, part 3' }).count(), 0)
    await input.waitFor({ state: 'attached' })
    assert.deepEqual(complaints, [])
  })

  test('a suggested post is opened by Enter, and focus comes back where it was', async (t) => {
    const { page, complaints, input, dialog, blog } = await open(t)
    await input.focus()
    await page.keyboard.press('Control+k')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    assert.equal(await input.evaluate((node) => node.matches(':focus')), true)
    await page.keyboard.type('roggen')
    const post = page.getByRole('option', { name: /^Roggenbrot im Zug/ })
    await post.waitFor()
    while ((await post.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${blog.origin}/brot/`)
    assert.deepEqual(complaints, [])
  })

  test('two on one page go each their own way, and one answers to the shortcut', async (t) => {
    const body = `<blog-search></blog-search><blog-search lang="de" texts='{"placeholder":"Was suchst du?"}'></blog-search>`
    const { page, complaints } = await open(t, { body })
    const [first, second] = [page.locator('blog-search').nth(0), page.locator('blog-search').nth(1)]
    await second.getByPlaceholder('Was suchst du?').first().fill('firefox')
    await second.getByRole('listbox', { name: 'Vorschläge' }).waitFor()
    await second.getByRole('option', { name: 'Firefox tabs, part' }).first().waitFor()
    assert.equal(await first.getByRole('listbox').isVisible(), false)
    assert.equal(await first.getByRole('combobox').inputValue(), '')
    await screenshot(page, 'widget-two')
    await assertAccessible(page, 'two widgets')
    await page.keyboard.press('Enter')
    await second.locator('dialog').getByText('14 Beiträge zu „firefox“').waitFor()
    await second
      .locator('.meta')
      .getByText(/\d\d\.03\.2025 · Web · Mara/)
      .first()
      .waitFor()
    await screenshot(page, 'widget-german')
    await second.locator('dialog').getByRole('combobox').fill('firefix')
    await page.keyboard.press('Enter')
    await second.locator('dialog').getByText('Ergebnisse für firefox.').waitFor()
    await second.getByRole('button', { name: 'Nur nach „firefix“ suchen' }).waitFor()
    await second.getByRole('button', { name: 'Schließen' }).click()
    await second.locator('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await first.locator('dialog').waitFor()
    assert.equal(await second.locator('dialog').isVisible(), false)
    await page.keyboard.press('Escape')
    await first.evaluate((node) => node.remove())
    await page.keyboard.press('Control+k')
    await page.locator('blog-search[lang=de] dialog').waitFor()
    assert.deepEqual(complaints, [])
  })

  test('markup in titles, texts, comments, authors and queries is text', async (t) => {
    const { page, complaints, input, dialog } = await open(t)
    await input.fill('onions')
    await page.getByRole('option', { name: 'Onions <img' }).first().waitFor()
    await input.press('Enter')
    await dialog.locator('.result').filter({ hasText: '<script>window.hacked=1</script>' }).first().waitFor()
    await dialog.locator('.comment').filter({ hasText: '<img src=x' }).first().waitFor()
    const query = '<img src=x onerror=window.hacked=1>'
    await dialog.getByRole('combobox').fill(query)
    await page.keyboard.press('Enter')
    await dialog
      .locator('.summary')
      .filter({ hasText: `“${query}”` })
      .waitFor()
    assert.equal(await page.evaluate(() => 'hacked' in globalThis), false)
    assert.equal(await dialog.locator('img').count(), 0)
    assert.deepEqual(complaints, [])
  })

  test('what an input method composes is left alone until it is done', async (t) => {
    const { page, complaints, input, dialog } = await open(t)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await input.focus()
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'firefo', selectionStart: 6, selectionEnd: 6 })
    await input.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true })
    await page.waitForTimeout(300)
    assert.deepEqual(asked, [])
    assert.equal(await dialog.isVisible(), false)
    await session.send('Input.insertText', { text: 'firefox' })
    await page.getByRole('option').first().waitFor()
    assert.equal(await input.inputValue(), 'firefox')
    assert.deepEqual(complaints, [])
  })

  test('an API that is slow says so, and an older answer never comes after a newer one', async (t) => {
    const { page, complaints, input, dialog } = await open(t)
    await page.route('**/api/v1/search?q=firefox+tabs*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      await route.continue().catch(() => undefined)
    })
    await input.fill('firefox tabs')
    await input.press('Enter')
    await dialog.getByText('Searching …').waitFor()
    await screenshot(page, 'widget-slow')
    await assertAccessible(page, 'waiting')
    await dialog.getByRole('combobox').fill('roggenbrot')
    await page.keyboard.press('Enter')
    await dialog.getByText('1 post for “roggenbrot”').waitFor()
    await page.waitForTimeout(1_500)
    assert.equal(await dialog.locator('.result').count(), 1)
    assert.deepEqual(complaints, [])
  })

  test('an API that fails can be asked again', async (t) => {
    const { page, input, dialog } = await open(t)
    await page.route('**/api/v1/**', (route) => route.abort())
    await input.fill('roggenbrot')
    await page.waitForTimeout(300)
    await input.press('Enter')
    await dialog.getByText('The search does not answer.').waitFor()
    await screenshot(page, 'widget-failed')
    await assertAccessible(page, 'failed')
    await page.unroute('**/api/v1/**')
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await dialog.getByText('1 post for “roggenbrot”').waitFor()
  })

  test('says when nothing was found, and what is wrong with a query', async (t) => {
    const { page, input, dialog } = await open(t)
    await input.fill('zzqxjk')
    await input.press('Enter')
    await dialog.getByText('Nothing found for “zzqxjk”').waitFor()
    await dialog.getByText('Fewer or other words may help.').waitFor()
    await dialog.getByText('Newest posts').waitFor()
    await assertAccessible(page, 'nothing found')
    await dialog.getByRole('combobox').fill('in:title')
    await page.keyboard.press('Enter')
    await dialog.getByText('expected a word to search for beside its operators').waitFor()
    // Only the service knows MAX_QUERY_LENGTH: the input cuts nothing off in silence.
    await dialog.getByRole('combobox').fill('x'.repeat(201))
    await page.keyboard.press('Enter')
    await dialog.getByText('expected at most 200 characters, got 201').waitFor()
    assert.equal(await dialog.getByRole('button', { name: 'Try again' }).isVisible(), false)
  })

  test('lists what an operator alone leaves, newest first, and keeps operators beside what was typed', async (t) => {
    const { page, input, dialog } = await open(t)
    await input.fill('category:web')
    await input.press('Enter')
    await dialog.getByText('14 posts, newest first').waitFor()
    assert.equal(await dialog.locator('.result .title').first().innerText(), 'Firefox tabs, part 14')
    await dialog.getByRole('combobox').fill('category:garden')
    await page.keyboard.press('Enter')
    await dialog.getByText('No posts found.').waitFor()
    await dialog.getByRole('combobox').fill('firefix category:web')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Search only for “firefix”' }).click()
    await dialog.getByText(/^Nothing found for/).waitFor()
    assert.equal(await dialog.getByRole('combobox').inputValue(), 'firefix category:web')
  })

  test('keeps to the part of the blog that its attribute names', async (t) => {
    const { page, complaints, input, dialog } = await open(t, {
      body: '<blog-search site="notes"></blog-search>',
    })
    await input.fill('firef')
    await page.getByRole('option', { name: 'Search for exactly “firef”' }).waitFor()
    await input.fill('rogg')
    await page.getByRole('option', { name: /^Roggenbrot im Zug/ }).waitFor()
    assert.equal(await page.getByRole('option', { name: /Firefox/ }).count(), 0)
    await input.fill('')
    await page.keyboard.press('Control+k')
    await dialog.getByText('Newest posts').waitFor()
    assert.deepEqual(await dialog.locator('.title').allInnerTexts(), ['Roggenbrot im Zug'])
    await page.keyboard.type('firefox')
    await dialog.getByText('Nothing found for “firefox”').waitFor()
    await dialog.getByRole('combobox').fill('brot')
    await dialog.getByText('1 post for “brot”').waitFor()
    const all = dialog.getByRole('option', { name: 'All results (1)' })
    assert.match((await all.getAttribute('href')) ?? '', /\/search\?q=brot&site=notes$/)
    assert.deepEqual(complaints, [])
  })

  test('says what a dash leaves out, and searches for it as text', async (t) => {
    const { page, input, dialog } = await open(t)
    await input.fill('firefox -tabs')
    await input.press('Enter')
    await dialog.getByText('Leaving out posts with “tabs”.').waitFor()
    await assertAccessible(page, 'what is left out')
    await dialog.getByRole('button', { name: 'Search for “-tabs” as text' }).click()
    await dialog.getByText('14 posts', { exact: true }).waitFor()
    assert.equal(await dialog.getByRole('combobox').inputValue(), 'firefox "-tabs"')
    assert.equal(await dialog.getByText('Leaving out').count(), 0)
  })

  test('fits a phone in the dark, by touch, and follows the colours of the page', async (t) => {
    const { page, complaints, input, dialog } = await open(t, {
      head: '<meta name="color-scheme" content="light dark">',
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    })
    await input.tap()
    await page.keyboard.type('firef')
    await page.getByRole('option').first().waitFor()
    await screenshot(page, 'widget-phone-suggestions')
    await page.getByRole('option', { name: 'Search for exactly' }).tap()
    await dialog.locator('.summary').waitFor()
    await dialog.getByRole('combobox').fill('firefox')
    await page.keyboard.press('Enter')
    await dialog.locator('.result').first().waitFor()
    await screenshot(page, 'widget-phone')
    await assertAccessible(page, 'phone')
    const background = await dialog.evaluate((node) => getComputedStyle(node).backgroundColor)
    assert.equal(background, 'rgb(21, 24, 29)')
    assert.ok((await page.locator('html').evaluate((html) => html.scrollWidth)) <= 360)
    assert.deepEqual(complaints, [])
  })

  test('is without its API where the page is not allowed', async (t) => {
    const blog = await startBlog(t)
    const { url } = await startApp(t, { search, env: { CORS_ORIGINS: 'https://other.example' } })
    blog.serve(url, '<blog-search></blog-search>')
    const { page } = await browser.open()
    await page.goto(blog.origin)
    await inputOf(page).fill('firefox')
    await inputOf(page).press('Enter')
    await page.getByText('The search does not answer.').waitFor()
    await page.close()
  })
})

const inputOf = (page: Page): Locator => page.locator('blog-search').first().getByRole('combobox').first()
