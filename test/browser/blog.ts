import { after, before, type TestContext } from 'node:test'
import type { Insights } from '../../src/index/insights/insights.ts'
import type { Curation } from '../../src/search/curation/curation.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'

/** Markup that must stay text wherever a blog or a reader has it. */
export const MARKUP = '<script>window.hacked=1</script><img src=x onerror="window.hacked=2">'

const KETTLES = Array.from({ length: 14 }, (_, i) => ({
  id: `kettle-${i + 1}`,
  url: `/kettle-${i + 1}/`,
  title: `Kettle notes, part ${i + 1}`,
  text: `The kettle boils. ${'Water takes its time, and so do I, and so does the cat. '.repeat(4)}`,
  categories: [i < 9 ? 'tea' : 'kitchen'],
  date: `${2010 + Math.floor(i / 2)}-05-01`,
}))

const POSTS = [
  ...KETTLES,
  {
    id: 'firefox-tabs',
    url: '/firefox-tabs/',
    title: 'Four hundred tabs in Firefox',
    text: 'Firefox has vertical tabs now.',
    categories: ['web'],
    tags: ['browsers'],
    site: 'Notes',
    date: '2025-08-17',
    language: 'en',
  },
  {
    id: 'phone',
    url: '/phone/',
    title: 'An old phone',
    text: 'I put Firefox on it last week.',
    categories: ['web'],
    date: '2015-02-08',
    language: 'en',
  },
  {
    id: 'bread',
    url: '/bread/',
    title: 'Brot im Zug',
    text: 'Firefox im Zug.',
    categories: ['reise'],
    date: '2016-07-17',
    language: 'de',
  },
  {
    id: 'cafe',
    url: '/cafe/',
    title: '東京の喫茶店',
    text: '東京の喫茶店でお茶を飲む。',
    date: '2017-01-01',
  },
  {
    id: 'markup',
    url: '/markup/',
    title: `Marmalade ${MARKUP}`,
    text: `Marmalade ${MARKUP} again`,
    format: 'plain',
    author: MARKUP,
    categories: [MARKUP],
    tags: [MARKUP],
    date: '2018-01-01',
  },
]

const COMMENTS = [
  { id: 'c1', postId: 'firefox-tabs', text: 'Does Firefox sync them?', author: 'Grace', date: '2025-08-18' },
  { id: 'c2', postId: 'markup', text: `Marmalade ${MARKUP}`, format: 'plain', author: MARKUP },
]

/** The blog of a file's tests, on a real Elasticsearch, and how to serve it. */
export function useBlog() {
  const prefix = testPrefix()
  before(async () => {
    await indexBlog({ posts: POSTS, comments: COMMENTS }, prefix)
  })
  after(() => dropIndexes(prefix))
  return {
    prefix,
    /** The address of a service that ends with the test. */
    async serve(
      t: TestContext,
      env: Record<string, string> = {},
      others: { insights?: Insights; curation?: { current: Curation } } = {},
    ): Promise<string> {
      const settings = {
        ELASTICSEARCH_URL: testElasticsearchUrl(),
        INDEX_PREFIX: prefix,
        SITE_NAME: 'The Slow Kettle',
      }
      const { url } = await startApp(t, { search, env: { ...settings, ...env }, ...others })
      return url
    },
  }
}
