import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPost, startApp } from '../service/http/start-app.ts'
import { startBlog } from './blog-page.ts'
import { useBrowser, withoutBrowser } from './browser.ts'

const WIDGET = '<blog-search></blog-search>'
const POSTS = ['one', 'two', 'three'].map((name) =>
  aPost({
    id: name,
    url: `/${name}/`,
    title: `Post ${name}`,
    highlights: { title: [{ text: `Post ${name}`, hit: false }], text: [] },
    comments: [],
  }),
)
const SUGGESTIONS = {
  completions: ['firefox', 'firefly'].map((text) => ({ text, pieces: [{ text, hit: false }] })),
  posts: [],
}

/** Lets the API answer at once, without an index. */
async function answerAll(page: Page, asked: string[]): Promise<void> {
  await page.route('**/api/v1/**', (route) => {
    const { pathname, searchParams } = new URL(route.request().url())
    const q = searchParams.get('q') ?? ''
    if (pathname.endsWith('search')) asked.push(q)
    const answer = {
      ...{ query: { q, strategy: 'exact' }, terms: [], facets: {}, page: 1, size: 10 },
      ...{ total: { value: 23, relation: 'eq' }, results: POSTS },
    }
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: pathname.endsWith('suggest') ? SUGGESTIONS : answer,
    })
  })
}

const browser = useBrowser()

// One service and one page are enough for all tests: each shows a blog of its own in it.
test('the manners of the widget', { skip: withoutBrowser }, async (all: TestContext) => {
  const blog = await startBlog(all)
  const { url } = await startApp(all, { env: { CORS_ORIGINS: blog.origin } })
  const asked: string[] = []
  const { page, complaints } = await browser.open()
  await answerAll(page, asked)
  const dialog = page.locator('dialog[open]')

  const show = async (body: string, css = '') => {
    asked.length = 0
    complaints.length = 0
    blog.serve(url, `${body}${'<p>Text of a post.</p>'.repeat(80)}`, css)
    await page.goto(blog.origin)
    await page
      .locator('blog-search')
      .first()
      .evaluate((node) => node.shadowRoot?.querySelector('input'))
    await page.evaluate('localStorage.clear()')
  }

  await all.test(
    'opens only what is rendered, never takes a key from a text field, and leaves the page alone',
    async () => {
      await show(
        `<nav id="menu" hidden><blog-search id="a"></blog-search></nav><blog-search id="b"></blog-search>
       <blog-search id="c"></blog-search><div id="closed"></div><button id="press">Press</button>`,
      )
      const openedBy = async (key: string) => {
        await page.keyboard.press(key)
        await dialog.waitFor()
        const id = await dialog.evaluate((node) => (node.getRootNode() as ShadowRoot).host.id)
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'hidden' })
        // A key in the same frame may still go to the field that had the focus; nobody is as quick.
        await page.evaluate(
          'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
        )
        return id
      }
      assert.deepEqual([await openedBy('Control+k'), await openedBy('/')], ['b', 'b'])
      await page.locator('#a').evaluate((node: HTMLElement & { open(): void }) => node.open())
      assert.equal(await dialog.count(), 0)
      await page.locator('#press').click()
      // The attribute of a widget changes; its place among the others does not.
      await page.locator('#b').evaluate((node) => node.setAttribute('size', '5'))
      assert.equal(await openedBy('/'), 'b')

      await page.locator('#closed').evaluate((node) => {
        const input = document.createElement('input')
        node.attachShadow({ mode: 'closed' }).append(input)
        input.focus()
        Object.assign(window, { typedInto: input })
      })
      await page.keyboard.type('a/b')
      assert.equal(await page.evaluate('window.typedInto.value'), 'a/b')
      assert.equal(await dialog.count(), 0)
      await page.locator('#b, #c').evaluateAll((nodes) => {
        for (const node of nodes) node.remove()
      })
      await page.locator('#press').focus()
      await page.keyboard.press('Control+k')
      await page.keyboard.press('/')
      assert.equal(await dialog.count(), 0)
      await page.locator('#press').click({ timeout: 1_000 })
      assert.deepEqual(complaints, [])
    },
  )

  await all.test('keeps what was typed, stays open for a selection, and holds the page still', async () => {
    await show(WIDGET)
    await page.keyboard.press('Control+k')
    const input = dialog.getByRole('combobox')
    await page.keyboard.type('fire/fox')
    const result = dialog.getByRole('option', { name: 'Post one' })
    await result.waitFor()
    assert.equal(await input.inputValue(), 'fire/fox')
    await dialog.getByRole('button', { name: 'Close' }).focus()
    const selected = () =>
      input.evaluate((node: HTMLInputElement) =>
        node.value.slice(node.selectionStart ?? 0, node.selectionEnd ?? 0),
      )
    for (const key of ['/', 'Control+k']) {
      await dialog.getByRole('button', { name: 'Close' }).focus()
      await page.keyboard.press(key)
      assert.deepEqual([await selected(), await dialog.count()], ['fire/fox', 1], key)
    }

    const summary = await dialog.locator('.summary').boundingBox()
    await page.mouse.move((summary?.x ?? 0) + 5, (summary?.y ?? 0) + 5)
    await page.mouse.down()
    await page.mouse.move(5, 500)
    await page.mouse.up()
    assert.equal(await dialog.count(), 1)
    await page.mouse.wheel(0, 600)
    await page.waitForTimeout(150)
    assert.equal(await page.evaluate('scrollY'), 0)
    await page.mouse.click(5, 500)
    await dialog.waitFor({ state: 'detached' })
    // The policy of the page lets nobody wait within it for an expression.
    const until = async (expression: string) => {
      const deadline = Date.now() + 10_000
      while ((await page.evaluate(expression)) !== true) {
        assert.ok(Date.now() < deadline, expression)
        await page.waitForTimeout(10)
      }
    }
    await until('!document.documentElement.getAttribute("style")')
    await page.mouse.wheel(0, 600)
    await until('scrollY > 0')
    assert.deepEqual(complaints, [])
  })

  await all.test('is not changed by the style of the page, nor cut off by it', async () => {
    const css = `<style>html { font-size: 62.5% } * { letter-spacing: 0.3em }
      nav { overflow: hidden; height: 60px; white-space: nowrap; text-transform: uppercase; text-align: right; text-indent: 2em; line-height: 3; font: italic 9px serif; visibility: visible }</style>`
    await show(`<nav>${WIDGET}</nav>`, css)
    const styles = (selector: string) =>
      page.evaluate((part) => {
        const node = document.querySelector('blog-search')?.shadowRoot?.querySelector(part)
        const {
          fontSize,
          letterSpacing,
          whiteSpace,
          textTransform,
          textAlign,
          textIndent,
          lineHeight,
          fontStyle,
        } = getComputedStyle(node ?? document.body)
        return [
          fontSize,
          letterSpacing,
          whiteSpace,
          textTransform,
          textAlign,
          textIndent,
          lineHeight,
          fontStyle,
        ]
      }, selector)
    const own = ['16px', 'normal', 'normal', 'none', 'start', '0px', '24px', 'normal']
    const input = page.locator('blog-search').getByRole('combobox').first()
    await input.fill('fire')
    const option = page.locator('blog-search').getByRole('option', { name: 'Search for exactly “fire”' })
    await option.waitFor()
    assert.deepEqual(await styles('.choice-text'), own)
    // The list is drawn anew when the answer comes, so a box may be missing, or be that of the first draft.
    const below = async (): Promise<{ x: number; y: number; width: number; height: number }> => {
      const deadline = Date.now() + 10_000
      for (;;) {
        const box = await option.boundingBox()
        if (box !== null && box.y > 80) return box
        assert.ok(Date.now() < deadline, `the last suggestion is below the header: ${JSON.stringify(box)}`)
        await page.waitForTimeout(10)
      }
    }
    const { x, y, width, height } = await below()
    const hit = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left ?? 0, top ?? 0)?.localName,
      [x + width / 2, y + height / 2],
    )
    assert.equal(hit, 'blog-search')
    await page.keyboard.press('Control+k')
    await dialog.getByRole('option', { name: 'Post one' }).waitFor()
    for (const part of ['.told', '.title', '.keys kbd']) {
      const [, ...others] = await styles(part)
      const [, ...wanted] = own
      if (part === '.keys kbd') wanted[5] = '19.5px'
      assert.deepEqual(others, wanted, part)
    }
    assert.deepEqual((await styles('.told'))[0], '16px')
    assert.deepEqual(complaints, [])
  })

  await all.test('speaks the language of the page, and English where it cannot', async () => {
    await show('<blog-search lang="fr-CA" texts=\'{"submit":"Trouver"}\'></blog-search>')
    const input = page.getByRole('combobox', { name: 'Recherche' }).first()
    await input.fill('feu')
    await page.getByRole('option', { name: 'Chercher exactement « feu »' }).waitFor()
    await page.getByRole('button', { name: 'Trouver' }).first().click()
    await dialog.getByText('23 articles pour « feu »').waitFor()
    await dialog.getByText('17 août 2025').first().waitFor()
    await page.route('**/widget-texts.json*', (route) => route.abort())
    await show('<blog-search lang="ja"></blog-search>')
    await page.getByRole('combobox', { name: 'Search' }).first().waitFor()
    await page.unroute('**/widget-texts.json*')
    assert.deepEqual(
      complaints.filter((text) => !text.includes('ERR_FAILED')),
      [],
    )
  })

  await all.test('comes back as it was when the reader comes back from a result', async () => {
    await show(WIDGET)
    await page.keyboard.press('/')
    await page.keyboard.type('firef')
    await dialog.getByRole('option', { name: 'Post two' }).click()
    await page.waitForURL(`${blog.origin}/two/`)
    assert.equal(await dialog.count(), 0)
    await page.goBack()
    await dialog.getByRole('option', { name: 'Post two' }).waitFor()
    assert.equal(await dialog.getByRole('combobox').inputValue(), 'firef')
    await page.keyboard.press('Escape')
    await page.goto(`${blog.origin}/two/`)
    await page.goBack()
    await page.locator('blog-search').getByRole('combobox').waitFor()
    assert.equal(await dialog.count(), 0, 'a dialog that was closed stays closed')
    assert.deepEqual(complaints, [])
  })

  await all.test('searches for each Korean syllable, and waits for Japanese words', async () => {
    await show(WIDGET)
    await page.keyboard.press('Control+k')
    await dialog.getByRole('option', { name: 'Post one' }).waitFor()
    const ime = await page.context().newCDPSession(page)
    const compose = (text: string) =>
      ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    const insert = (text: string) => ime.send('Input.insertText', { text })
    const searchedFor = async (query: string) => {
      const deadline = Date.now() + 10_000
      while (!asked.includes(query) && Date.now() < deadline) await page.waitForTimeout(10)
    }
    await compose('ㅎ')
    await compose('하')
    await searchedFor('하')
    await compose('한')
    await searchedFor('한')
    await insert('한')
    await compose('ㄱ')
    await compose('구')
    await searchedFor('한구')
    await compose('국')
    await searchedFor('한국')
    await insert('국')
    for (const kana of ['k', 'きs', 'きっさ']) {
      await compose(kana)
      await page.waitForTimeout(90)
    }
    await insert('喫茶')
    await searchedFor('한국喫茶')
    // A letter that stands for a while before its syllable is searched for as well.
    const queries = [...new Set(asked)].filter((query) => !/[ㄱ-ㅎ]/.test(query))
    assert.deepEqual(queries, ['', '하', '한', '한구', '한국', '한국喫茶'])
    await page.keyboard.press('Escape')
    assert.deepEqual(complaints, [])
  })

  await all.test('places its suggestions without CSS anchors too', async () => {
    // It stays in the page, so this test is the last.
    await page.addInitScript(() => {
      CSS.supports = () => false
    })
    await show(WIDGET)
    const input = page.locator('blog-search').getByRole('combobox').first()
    await input.fill('fire')
    await page.getByRole('option', { name: 'firefox' }).waitFor()
    const away = () =>
      page.evaluate(() => {
        const root = document.querySelector('blog-search')?.shadowRoot
        const [field, list] = ['.input', '.choices'].map((part) =>
          root?.querySelector(part)?.getBoundingClientRect(),
        )
        const styled = root?.querySelector<HTMLElement>('.choices')?.style.top
        return [(list?.left ?? 0) - (field?.left ?? 0), parseFloat(styled ?? '') - (field?.bottom ?? 0)]
      })
    assert.deepEqual(await away(), [0, 0])
    await page.mouse.wheel(0, 40)
    await page.waitForTimeout(150)
    assert.ok(Number(await page.evaluate('scrollY')) > 0)
    assert.deepEqual(await away(), [0, 0])
  })
})
