import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { relatedAnswer, resolveAnswer } from '../../../src/search/related/answers.ts'
import { related } from '../../../src/search/related/related.ts'
import { resolve } from '../../../src/search/related/resolve.ts'
import { dropIndexes, indexBlog, testClient } from '../../helpers/test-index.ts'

const client = testClient()
let prefix = ''

const post = (url: string, title: string, date: string, text = 'Nothing.') => ({ url, title, date, text })

/** As long as slugs of ordinary posts are. */
const LONG =
  'ten-things-that-nobody-told-me-before-i-moved-my-whole-blog-with-all-its-comments-to-another-host-and-what-it-cost-in-time-money-and-nerves-in-the-end'

before(async () => {
  const posts = [
    post(`/2020/${LONG}/`, 'Moving house', '2020-02-02', 'All went well.'),
    post(
      '/2014/03/why-i-still-use-firefox/',
      'Why I still use Firefox',
      '2014-03-02',
      'Browser tabs and more browser tabs.',
    ),
    post('/2015/08/firefox-browser-tabs/', 'Firefox browser tabs', '2015-08-17', 'Tabs of a browser.'),
    post('/2016/01/rye-bread/', 'Rye bread at last', '2016-01-13', 'Flour and water.'),
    post('/2017/05/danube-by-bike-part-1/', 'Danube by bike, part 1', '2017-05-14', 'Cycling.'),
    post('/2017/06/danube-by-bike-part-2/', 'Danube by bike, part 2', '2017-06-11', 'Cycling.'),
    post('/2018/01/links/', 'Links', '2018-01-01'),
    post('/2019/01/links/', 'Links', '2019-01-01'),
    post('/en/news/release-of-the-kettle/', 'Release of the kettle', '2019-02-01'),
    { ...post('/sourdough/', 'Sourdough timetable', '2020-05-10'), id: '42' },
    { ...post('/secret/', 'Secret firefox plans', '2020-05-10'), draft: true, aliases: ['/hush/'] },
    {
      ...post('/tea/', 'Green tea', '2021-01-01'),
      aliases: ['/Old/%C3%A9t%C3%A9.html', '/?p=77', '/2016/01/rye-bread/'],
    },
    { ...post('/soap/', 'Green soap', '2021-01-01'), aliases: ['/category/soap/', '/shared/'] },
    { ...post('/salt/', 'Green salt', '2021-01-01'), aliases: ['/shared/'] },
  ]
  prefix = (await indexBlog({ posts })).prefix
})

after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

const ctx = () => ({ client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' }) as const

describe('resolving an address', () => {
  test('of any length costs a search that Elasticsearch answers, and finds what it means', async () => {
    const slug =
      'a-very-long-and-rather-ordinary-slug-of-a-post-about-everything-that-one-may-want-to-know-of-kettles'
    const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join('-')
    for (const path of [`/2019/${slug}`, `/${words(24)}`, `/${words(200)}`, `/${'x'.repeat(1_900)}`]) {
      assert.deepEqual(await resolve(ctx(), { path }), { match: null, candidates: [] }, path.slice(0, 40))
    }
    const { match } = await resolve(ctx(), { path: `/archive/${LONG}.html` })
    assert.equal(match?.url, `/2020/${LONG}/`)
  })

  const sure: Record<string, string> = {
    '/2014/03/why-i-still-use-firefox': '/2014/03/why-i-still-use-firefox/',
    '/2014/03/Why-I-Still-Use-Firefox.html': '/2014/03/why-i-still-use-firefox/',
    'https://old.example/blog/why-i-still-use-firefox.php?utm_source=x#top':
      '/2014/03/why-i-still-use-firefox/',
    '/2014/03/why-i-still-use-firefox/feed/': '/2014/03/why-i-still-use-firefox/',
    '/2014-03-02-why-i-still-use-firefox.md': '/2014/03/why-i-still-use-firefox/',
    '/why-i-stil-use-firefox': '/2014/03/why-i-still-use-firefox/',
    '/archive/WhyIStillUseFirefox.aspx': '/2014/03/why-i-still-use-firefox/',
    '/rye-bread-at-last': '/2016/01/rye-bread/',
    '/?p=42': '/sourdough/',
    '/2019/01/links': '/2019/01/links/',
    'https://old.example/old/été/feed/?utm_source=x': '/tea/',
    '/?p=77': '/tea/',
    '/category/soap': '/soap/',
    '/2016/01/rye-bread': '/2016/01/rye-bread/',
    '/old/danube-by-bike-part-2.html': '/2017/06/danube-by-bike-part-2/',
  }
  for (const [path, url] of Object.entries(sure)) {
    test(`${path} is surely ${url}`, async () => {
      const answer = resolveAnswer.parse(await resolve(ctx(), { path }))
      assert.equal(answer.match?.url, url)
      assert.deepEqual(answer.candidates, [])
    })
  }

  const unsure: Record<string, string> = {
    '/shared/': '/salt/',
    '/links': '/2019/01/links/',
    '/2014/03/links': '/2019/01/links/',
    '/danube-by-bike-part-3': '/2017/06/danube-by-bike-part-2/',
    '/2009/01/rye-bread/': '/2016/01/rye-bread/',
    '/firefox-tabs': '/2015/08/firefox-browser-tabs/',
    '/de/news/release-of-the-ketle/': '/en/news/release-of-the-kettle/',
  }
  for (const [path, url] of Object.entries(unsure)) {
    test(`${path} may be ${url}`, async () => {
      const { match, candidates } = await resolve(ctx(), { path })
      assert.equal(match, null)
      assert.ok(
        candidates.some((candidate) => candidate.url === url),
        JSON.stringify(candidates),
      )
    })
  }

  for (const path of [
    '/',
    '/favicon.ico',
    '/feed.xml',
    '/tags/firefox/',
    '/wp-login.php',
    '/secret/',
    '/hush/',
    '/*',
    '/%zz',
  ]) {
    test(`${path} is no post`, async () => {
      const { match, candidates } = await resolve(ctx(), { path })
      assert.deepEqual([match, candidates.filter(({ url }) => url === '/secret/')], [null, []])
    })
  }
})

describe('an address that is made to cost', () => {
  for (const [what, path] of Object.entries({
    'with hundreds of words': Array.from({ length: 300 }, (_, i) => `w${i}`).join('-'),
    'with a single long word': '0'.repeat(1999),
    'of long words that are alike': Array.from({ length: 30 }, () => 'a'.repeat(60)).join('-'),
    'of signs of two units': '\u{10400}'.repeat(900),
    'of patterns': `${'*?'.repeat(900)}a`,
  })) {
    test(`${what} is answered`, async () => {
      assert.equal((await resolve(ctx(), { path: `/${path}` })).match, null)
    })
  }
})

describe('related posts', () => {
  test('are those that share words, without the post itself and without drafts', async () => {
    const answer = await related(ctx(), { id: '2014/03/why-i-still-use-firefox', size: 5 })
    const posts = relatedAnswer.parse(answer).posts.map(({ url }) => url)
    assert.equal(posts[0], '/2015/08/firefox-browser-tabs/')
    assert.ok(!posts.includes('/2014/03/why-i-still-use-firefox/') && !posts.includes('/secret/'))
  })

  test('of a post that is not there are unknown', async () => {
    assert.equal(await related(ctx(), { id: 'nothing', size: 5 }), undefined)
  })
})
