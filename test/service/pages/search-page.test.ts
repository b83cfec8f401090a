import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SearchAnswer } from '../../../src/search/answer/answer.ts'
import { anAnswer, aPost, type StartedApp, startApp } from '../http/start-app.ts'

const PROBE = `<img src=x onerror="alert(1)">'"&<script>alert(2)</script>`

const findWith = (
  changes: Partial<SearchAnswer>,
): { search: NonNullable<Parameters<typeof startApp>[1]>['search'] & {} } => ({
  search: async (_ctx, input) => anAnswer(input, changes),
})

async function pageOf({ url }: StartedApp, query: string) {
  const response = await fetch(`${url}/search?${query}`)
  return { status: response.status, html: await response.text() }
}

describe('the search page', () => {
  test('only asks for a query where there is none', async (t) => {
    const app = await startApp(t)
    for (const query of ['', 'q=', 'q=%20%0a', 'utm_source=mail', 'page=2']) {
      const { status, html } = await pageOf(app, query)
      assert.equal(status, 200)
      assert.match(html, /^<!DOCTYPE html><html lang="en">/)
      assert.match(html, /<label class="visually-hidden" for="q">/)
      assert.match(html, /<link rel="canonical" href="http:\/\/127\.0\.0\.1:\d+\/search"/)
    }
    assert.deepEqual(app.inputs, [])
  })

  test('shows results with marks, date, author, category and comments', async (t) => {
    const { status, html } = await pageOf(await startApp(t), 'q=firefox')
    assert.equal(status, 200)
    assert.match(html, /<title>firefox – Blog search<\/title>/)
    assert.match(html, /<a href="\/2025\/firefox-tabs\/"><mark>Firefox<\/mark> tabs<\/a>/)
    assert.match(
      html,
      /<a class="place" href="\/2025\/firefox-tabs\/#:~:text=I%20use%20Firefox%20every%20day">I use <mark>Firefox<\/mark> every day<\/a>/,
    )
    assert.match(html, /<time datetime="2025-08-17T23:30:00-05:00">August 17, 2025<\/time>/)
    assert.match(html, /<a href="\/2025\/firefox-tabs\/#comment-7">Comment by <bdi>Grace<\/bdi><\/a>/)
    assert.match(html, /1 post for “<bdi>firefox<\/bdi>”/)
    assert.doesNotMatch(html, /All shown|found in/)
    for (const [name, value] of [
      ['author', 'Ada'],
      ['category', 'Web'],
      ['keyword', 'browser'],
    ]) {
      assert.ok(
        html.includes(`<a class="fact" href="/search?q=&amp;${name}=${value}"><bdi>${value}</bdi></a>`),
      )
    }
    assert.match(html, /<meta name="robots" content="noindex"\/>/)
    assert.match(html, /name="q" type="search" value="firefox"/)
  })

  test('leads paths to the blog where its address is known', async (t) => {
    const app = await startApp(t, { env: { SITE_URL: 'https://blog.example/sub/' } })
    const { html } = await pageOf(app, 'q=firefox')
    assert.match(html, /href="https:\/\/blog\.example\/2025\/firefox-tabs\/"/)
  })

  test('ignores parameters that it does not know', async (t) => {
    const app = await startApp(t)
    assert.equal((await pageOf(app, 'q=a&utm_source=mail&utm_source=2')).status, 200)
    assert.equal(app.inputs.length, 1)
  })

  test('says what is wrong with a request, with the query still in its field', async (t) => {
    const app = await startApp(t)
    const { status, html } = await pageOf(app, 'q=tea&page=x&size=99')
    assert.equal(status, 400)
    assert.match(html, /role="alert"><ul><li>page: [^<]+<\/li><li>size: [^<]+<\/li><\/ul>/)
    assert.match(html, /value="tea"/)
    assert.equal((await pageOf(app, 'q=a&q=b')).status, 400)
    assert.equal((await pageOf(app, 'q=%zz')).status, 400)
    assert.equal((await pageOf(app, 'q=in:title')).status, 400)
    assert.deepEqual(app.inputs, [])
  })

  test('says when nothing was found', async (t) => {
    const { html } = await pageOf(await startApp(t, findWith({})), 'q=xyzzy')
    assert.match(html, /Nothing found for “<bdi>xyzzy<\/bdi>”/)
    assert.doesNotMatch(html, /<ol/)
  })

  test('lists what filters alone leave, in the one order there is', async (t) => {
    const total = { value: 12, relation: 'eq' } as const
    const app = await startApp(t, findWith({ results: [aPost()], total }))
    for (const query of [
      'q=category:travel',
      'category=travel',
      'q=&category=travel',
      'after=2020',
      'exclude=tea',
    ]) {
      const { status, html } = await pageOf(app, query)
      assert.equal(status, 200)
      assert.match(html, /<h1 class="summary" tabindex="-1">12 posts, newest first<\/h1>/i)
      assert.match(html, /1 of 12 shown/)
      assert.doesNotMatch(html, /What are you looking for|aria-label="Order"/)
    }
    assert.equal(app.inputs.length, 5)
  })

  test('says when filters alone leave nothing', async (t) => {
    const { html } = await pageOf(await startApp(t, findWith({})), 'category=garden')
    assert.match(html, />No posts found<\/h1>/)
    assert.match(html, /No post has all that was asked for\./)
    assert.match(html, /Search everything, without the filters/)
  })

  test('says what the results are for, leads to what was typed alone, and offers other spellings', async (t) => {
    const told = { q: 'firefix', meant: ['firefox', PROBE], offered: ['firefly', 'a"b'] }
    const message = `Showing results for “firefox” and “${PROBE}”. Search only for “firefix”.`
    const query = { ...told, strategy: 'exact' as const, message }
    const app = await startApp(t, findWith({ query, results: [aPost()] }))
    const { html } = await pageOf(app, 'q=firefix&prefix=1&lang=en')
    const spelling = (q: string, text: string) =>
      `<a class="spelling" href="/search?q=${q}&amp;lang=en"><bdi>${text}</bdi></a>`
    assert.ok(html.includes(`Showing results for ${spelling('firefox', 'firefox')} and <a class="spelling"`))
    assert.ok(
      html.includes(
        '<a class="only" href="/search?q=firefix&amp;lang=en&amp;no=fuzzy">Search only for “<bdi>firefix</bdi>”</a></h1>',
      ),
    )
    assert.ok(html.includes(`Did you mean ${spelling('firefly', 'firefly')} or <a class="spelling"`))
    assert.match(html, /<p class="quiet">1 post<\/p>/)
    assert.doesNotMatch(html, /<img src=x|<script>alert/)
  })

  test('says that no post has the words in a row', async (t) => {
    const message = 'No post has “a b” word for word. Showing posts with some or all of its words.'
    const query = { q: 'a b', strategy: 'words' as const, message }
    const app = await startApp(t, findWith({ query, results: [aPost()] }))
    const { html } = await pageOf(app, 'q=a+b')
    assert.ok(html.includes('No post has “<bdi>a b</bdi>” word for word. Showing posts'))
  })

  test('offers other spellings where nothing is found', async (t) => {
    const query = { q: 'zyx', strategy: 'words' as const, offered: ['zy'] }
    const { html } = await pageOf(await startApp(t, findWith({ query })), 'q=zyx')
    assert.match(html, /Nothing found for “<bdi>zyx<\/bdi>”/)
    assert.match(html, /Did you mean <a class="spelling" href="\/search\?q=zy"><bdi>zy<\/bdi><\/a>\?/)
  })

  test('tells what was left out, and leads to the search that has it as text', async (t) => {
    const query = {
      ...{ q: 'ls', strategy: 'exact' as const },
      ...{ excluded: ['la'], withExcluded: 'ls "-la"' },
    }
    const app = await startApp(t, findWith({ query, results: [aPost()] }))
    const { html } = await pageOf(app, 'q=ls+-la&lang=en')
    const link = '<a href="/search?q=ls+%22-la%22&amp;lang=en">Search for “-la” as text</a>'
    assert.ok(html.includes(`Leaving out posts with “la”. ${link}`))
  })

  test('keeps filters and size in its form and its links', async (t) => {
    const app = await startApp(t, findWith({ results: [aPost()], total: { value: 99, relation: 'eq' } }))
    const { html } = await pageOf(app, 'q=a%26b&category=c%22d&keyword=k&size=10&page=2')
    const kept = 'q=a%26b&amp;category=c%22d&amp;keyword=k&amp;size=10'
    assert.ok(html.includes(`href="/search?${kept}&amp;page=3" rel="next"`))
    assert.ok(html.includes(`href="/search?${kept}" rel="prev"`))
    for (const field of ['"category" value="c&quot;d"', '"keyword" value="k"', '"size" value="10"']) {
      assert.ok(html.includes(`<input type="hidden" name=${field}`), field)
    }
    assert.ok(html.includes('<a href="/search?q=a%26b&amp;keyword=k&amp;size=10">'))
  })

  test('keeps operators in links to other spellings', async (t) => {
    const message = 'Showing results for “firefox”. Search only for “firefix”.'
    const query = { q: 'firefix', strategy: 'exact' as const, meant: ['firefox'], message }
    const app = await startApp(t, findWith({ query, results: [aPost()] }))
    const { html } = await pageOf(app, 'q=firefix+-mac+in%3Atitle')
    assert.ok(html.includes('<a class="spelling" href="/search?q=firefox+-%22mac%22+in%3Atitle"'))
    assert.ok(html.includes('<a class="only" href="/search?q=firefix+-mac+in%3Atitle&amp;no=fuzzy"'))
  })

  test('tells what narrows the results, each with a link that leaves out only that', async (t) => {
    const app = await startApp(t, findWith({ results: [aPost()] }))
    const { html } = await pageOf(app, 'q=a&exclude=x&exclude=y&in=title&after=2019&before=2020&sort=date')
    const without = (rest: string) => `<a href="/search?q=a&amp;${rest}">`
    const remove = '<span class="visually-hidden">Remove the filter </span>'
    const told = [
      `${without('after=2019&amp;before=2020&amp;in=title&amp;exclude=x&amp;sort=date')}${remove}Without <bdi>y</bdi>`,
      `${without('after=2019&amp;before=2020&amp;exclude=x&amp;exclude=y&amp;sort=date')}${remove}In titles`,
      `${without('in=title&amp;exclude=x&amp;exclude=y&amp;sort=date')}${remove}Year <bdi>2019</bdi>`,
    ]
    for (const part of told) assert.ok(html.includes(part), part)
  })

  test('lists the values of facets, the chosen one first of all not hiding the others', async (t) => {
    const named = (...names: string[]) => names.map((value) => ({ value, posts: 2 }))
    const facets = {
      ...{
        categories: named('Web', 'Tea'),
        tags: named('Kettle', 'Mug'),
        sites: named('Essays', 'Notes'),
        authors: named('Ada'),
        languages: [],
      },
      ...{ years: named('2019'), own: [{ field: 'reading-level', values: named('Easy', 'Hard') }] },
    }
    const app = await startApp(t, findWith({ results: [aPost()], facets }))
    const { html } = await pageOf(app, 'q=a&category=web&facet=reading-level%3AHard')
    const level = 'facet=reading-level%3A'
    const link = (rest: string, label: string, current = '') =>
      `<a href="/search?q=a&amp;${rest}"${current && ' aria-current="true"'}><bdi>${label}</bdi>`
    for (const part of [
      link(`${level}Hard`, 'Web', 'chosen'),
      link(`${level}Hard&amp;category=Tea`, 'Tea'),
      link(`category=web&amp;${level}Hard&amp;keyword=Mug`, 'Mug'),
      link(`category=web&amp;${level}Easy`, 'Easy'),
      link('category=web', 'Hard', 'chosen'),
      '<h2>Reading level</h2>',
      '</span>Reading level <bdi>Hard</bdi>',
    ])
      assert.ok(html.includes(part), part)
    assert.doesNotMatch(html, /<h2>(?:Author|Year|Language)</, 'a single value is no choice')
    const { html: ofNotes } = await pageOf(app, 'q=a&site=notes')
    for (const tab of [
      '<a href="/search?q=a">All</a>',
      '<a href="/search?q=a&amp;site=Essays"><bdi>Essays</bdi>',
      '<a href="/search?q=a&amp;site=Notes" aria-current="page"><bdi>Notes</bdi>',
    ])
      assert.ok(ofNotes.includes(tab), tab)
  })

  test('does not take what was about one query over into the next', async (t) => {
    const app = await startApp(t, findWith({ results: [aPost()] }))
    const { html } = await pageOf(app, 'q=a&exclude=x&no=fuzzy&prefix=1&in=title&sort=date')
    const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)"/g)].map(([, name]) => name)
    assert.deepEqual(fields, ['in', 'sort'])
  })

  test('shows one comment, and others when they are wanted', async (t) => {
    const comments = ['Ada', 'Bob', null].map((author, i) => ({
      ...aPost().comments[0],
      author,
      id: `${i}`,
      url: `/c${i}`,
      date: null,
      highlights: [],
    }))
    const app = await startApp(t, findWith({ results: [aPost({ comments })] }))
    const { html } = await pageOf(app, 'q=a')
    const [, best = '', others = ''] =
      /aria-label="Matching comments">(.*?)<details><summary><bdi>2 more comments<\/bdi><\/summary>(.*?)<\/details>/.exec(
        html,
      ) ?? []
    assert.match(html, /<div class="comments" role="group"/, 'several of one name would be no landmarks')
    assert.match(best, /<a href="\/c0">Comment by <bdi>Ada<\/bdi><\/a>/)
    assert.match(others, /<a href="\/c1">Comment by <bdi>Bob<\/bdi><\/a>.*<a href="\/c2">Comment<\/a>/)
  })

  test('takes a phrase for a query', async (t) => {
    const app = await startApp(t)
    assert.equal((await pageOf(app, 'phrase=hot+water')).status, 200)
    assert.equal(app.inputs[0]?.query.text, 'hot water')
  })

  test('leads from a page beyond the last to the last', async (t) => {
    const app = await startApp(t, findWith({ total: { value: 21, relation: 'eq' }, page: 9 }))
    const { html } = await pageOf(app, 'q=a&page=9')
    assert.match(html, /There is no page 9<.*<a href="\/search\?q=a&amp;page=3">To the last page<\/a>/)
  })

  test('leads no deeper than a search may go', async (t) => {
    const app = await startApp(
      t,
      findWith({ results: [aPost()], total: { value: 5_000, relation: 'gte' }, page: 100 }),
    )
    const { html } = await pageOf(app, 'q=a&page=100')
    assert.doesNotMatch(html, /rel="next"/)
    assert.match(html, /At least 5,000 posts/)
  })

  test('says that there may be more posts only where not all are shown, and shows where a snippet is cut', async (t) => {
    const highlights = {
      title: [],
      text: [[{ text: 'and so on without an end', hit: false }], [{ text: 'A whole one.', hit: false }]],
    }
    const results = [aPost({ highlights })]
    const app = await startApp(t, findWith({ results, total: { value: 1, relation: 'gte' } }))
    const { html } = await pageOf(app, 'q=a')
    assert.match(html, />1 post for “/)
    assert.match(html, />… and so on without an end …<\/p><p[^>]*>A whole one\.<\/p>/)
  })
})

describe('markup in what was indexed or typed', () => {
  test('is text on the page, wherever it stands', async (t) => {
    const pieces = [
      { text: PROBE, hit: true },
      { text: PROBE, hit: false },
    ]
    const post = aPost({
      id: PROBE,
      title: PROBE,
      date: PROBE,
      url: `/${PROBE}`,
      author: PROBE,
      language: PROBE,
      categories: [PROBE],
      tags: [PROBE],
      highlights: { title: pieces, text: [pieces] },
      comments: [
        { id: PROBE, url: `https://a.example/${PROBE}`, author: PROBE, date: PROBE, highlights: [pieces] },
      ],
    })
    const term = { term: PROBE, score: 1, titleBoost: 2, textBoost: 1 }
    const app = await startApp(t, {
      search: async (_ctx, input) => anAnswer(input, { results: [post], terms: [term, term] }),
    })
    const given = encodeURIComponent(PROBE)
    for (const query of [`q=${given}&category=${given}&keyword=${given}`, `q=${given}&page=${given}`]) {
      const { html } = await pageOf(app, query)
      assert.doesNotMatch(
        html,
        /<img|<script(?! type="module" src="\/assets\/search-[0-9a-f]+\.js")|onerror="/,
      )
      assert.match(html, /&lt;img src=x/)
    }
  })

  for (const url of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'vbscript:x',
    'https://',
    '',
  ]) {
    test(`a url ${JSON.stringify(url)} is no link`, async (t) => {
      const comment = { id: '1', url, author: 'Eve', date: null, highlights: [] }
      const app = await startApp(t, findWith({ results: [aPost({ url, comments: [comment] })] }))
      const { html } = await pageOf(app, 'q=a')
      assert.match(html, /<span><mark>Firefox<\/mark> tabs<\/span>/)
      assert.match(html, /<span>Comment by <bdi>Eve<\/bdi><\/span>/)
      assert.doesNotMatch(html, /evil|alert/)
    })
  }
})
