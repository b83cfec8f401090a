import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDebug, anAnswer, aPost, startApp } from '../http/start-app.ts'

const PROBE = '<script>alert(1)</script><img src=x onerror="alert(1)">\'"&'

test('what was indexed or typed is text on the page, wherever it stands', async (t) => {
  const post = aPost({ id: PROBE, title: PROBE, url: `javascript:${PROBE}` })
  const { url } = await startApp(t, {
    search: async (_ctx, input) => {
      const debug = aDebug(input, [post])
      const option = { suggester: PROBE, word: PROBE, option: PROBE, score: 1, freq: 1, weight: 1 }
      const compared = { id: PROBE, url: PROBE, title: PROBE, rank: 1, score: 1, other: null }
      const side = { total: 1, results: [compared] }
      return anAnswer(input, {
        query: { q: PROBE, strategy: 'words', message: PROBE },
        results: [post],
        debug: {
          ...debug,
          suggestions: [{ ...option, outcome: 'used', why: PROBE }],
          comparison: { off: [PROBE], with: side, without: side },
          post: {
            asked: PROBE,
            id: PROBE,
            verdict: { decides: 'words', sentence: PROBE },
            missing: {
              title: PROBE,
              failed: [PROBE],
              words: [{ word: PROBE, title: true, text: false, comments: false }],
              required: 1,
              beyond: { post: null, comment: null },
            },
          },
        },
      })
    },
  })
  const query = new URLSearchParams({ q: PROBE, keyword: PROBE, 'debug-search': '', 'debug-post': PROBE })
  for (const address of [`${url}/search?${query}`, `${url}/search?${query}&page=${PROBE.slice(0, 8)}`]) {
    const html = await (await fetch(address)).text()
    assert.doesNotMatch(html, /<script>|<img|onerror="|href="javascript/)
    assert.match(html, /&lt;script>/)
  }
})

test('the form keeps what it does not ask itself, and goes back to the first page', async (t) => {
  const { url } = await startApp(t)
  const query = 'q=a&category=c&no=comments,synonyms&no=fuzzy&size=5&page=2&debug-search&utm=x'
  const html = await (await fetch(`${url}/search?${query}`)).text()
  const [, form = ''] = /<form class="controls"(.*?)<\/form>/s.exec(html) ?? []
  const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value(?:="([^"]*)")?/g)].map(([, n, v]) => [
    n,
    v ?? '',
  ])
  assert.deepEqual(hidden, [
    ['category', 'c'],
    ['size', '5'],
    ['debug-search', ''],
  ])
  const checked = [...form.matchAll(/name="no" value="(\w+)" checked/g)].map(([, value]) => value)
  assert.deepEqual(checked, ['comments', 'synonyms', 'fuzzy'])
})

test('wrong parameters are told, and an empty query only asks for one', async (t) => {
  const { url, inputs } = await startApp(t)
  const wrong = await fetch(`${url}/search?q=a&no=sense&debug-search`)
  assert.equal(wrong.status, 400)
  assert.match(await wrong.text(), /no: expected some of fuzzy, popularity,[^<]*got &quot;sense&quot;/)
  assert.equal((await fetch(`${url}/search?debug-search`)).status, 200)
  assert.deepEqual(inputs, [])
})
