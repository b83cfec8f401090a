import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { insightsAsCsv, insightsAsMarkdown, insightsAsText } from '../../src/commands/insights-text.ts'
import { createInsights } from '../../src/index/insights/insights.ts'
import { insightsIndex } from '../../src/index/insights/insights-index.ts'
import type { InsightsAnswer } from '../../src/index/insights/report.ts'
import { dropIndexes, testClient, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'

const PREFIX = testPrefix()
const client = testClient()
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const QUERIES = 1_000
const AT_A_TIME = 20

after(async () => {
  await dropIndexes(PREFIX)
  await client.close()
})

const digits = (seed: number, count: number) =>
  Array.from({ length: count }, (_, i) => (seed * 7 + i * 3 + 1) % 10).join('')

/** Ways to write an address or a number into a query, with a mark that must be nowhere. */
const FORMS: readonly ((n: number) => { query: string; marks: string[] })[] = [
  (n) => ({ query: `tea planted${n}@mark.example`, marks: [`planted${n}`] }),
  (n) => ({ query: `planted${n} at mark dot example tea`, marks: [`planted${n}`] }),
  (n) => ({ query: `planted${n}＠mark.example`, marks: [`planted${n}`] }),
  (n) => ({ query: `"planted${n}@mark.example" tea`, marks: [`planted${n}`] }),
  (n) => ({ query: `author:"planted${n}@mark.example" tea`, marks: [`planted${n}`] }),
  (n) => ({ query: `tea -planted${n}@mark.example`, marks: [`planted${n}`] }),
  ...['', ' ', '-', '.', '\u00a0', '–'].map((sign) => (n: number) => {
    const groups = Array.from({ length: 4 }, (_, i) => digits(n * 4 + i + 1_000, 4))
    return {
      query: `card ${groups.join(sign)} tea`,
      marks: [groups.join(sign), groups.join(''), groups.join(' ')],
    }
  }),
]

test('no planted address or number of 1,000 queries is in any index, log, page or answer, and every search is counted', async (t) => {
  const insights = createInsights(client, PREFIX)
  const env = {
    ELASTICSEARCH_URL: testElasticsearchUrl(),
    INDEX_PREFIX: PREFIX,
    LOG_LEVEL: 'trace',
    SEARCH_WAIT_MS: '10000',
  }
  const app = await startApp(t, { insights, env })
  const planted = Array.from({ length: QUERIES }, (_, n) => {
    const form = FORMS[n % FORMS.length]
    assert.ok(form)
    // Each form comes from many networks with the same mark, so that its text would be kept.
    return form(Math.floor(n / FORMS.length / 7))
  })
  const ask = async (n: number, query: string) => {
    const headers = { 'User-Agent': BROWSER, 'X-Forwarded-For': `10.${n % 250}.${Math.floor(n / 4)}.9` }
    const api = n % 2 === 0 ? '/search' : '/api/v1/search'
    const response = await fetch(`${app.url}${api}?${new URLSearchParams({ q: query })}`, { headers })
    await response.arrayBuffer()
    assert.equal(response.status, 200, query)
  }
  for (let n = 0; n < QUERIES; n += AT_A_TIME) {
    await Promise.all(planted.slice(n, n + AT_A_TIME).map(({ query }, i) => ask(n + i, query)))
    if (n % 200 === 0) await insights.flush()
  }
  await insights.flush()

  const index = insightsIndex(PREFIX)
  await client.indices.refresh({ index })
  const everything = await client.search({ index: `${PREFIX}*`, size: 5_000, expand_wildcards: 'all' })
  const answer = (await (await fetch(`${app.url}/api/v1/insights`)).json()) as InsightsAnswer
  const page = await (await fetch(`${app.url}/insights`)).text()
  const places = {
    indexes: JSON.stringify(everything),
    log: app.lines.join('\n'),
    answer: JSON.stringify(answer),
    page,
    text: insightsAsText(answer, (text) => text),
    report: insightsAsMarkdown(answer),
    csv: insightsAsCsv(answer),
  }
  assert.equal(answer.totals.searches, QUERIES)
  assert.ok(
    answer.top.some(({ query }) => query.includes('[number]')),
    JSON.stringify(answer.top),
  )
  const marks = [...new Set(planted.flatMap((one) => one.marks))]
  for (const [place, text] of Object.entries(places)) {
    assert.deepEqual(
      marks.filter((mark) => text.includes(mark)),
      [],
      place,
    )
    assert.doesNotMatch(text, /mark\.example|10\.\d+\.\d+\.9/, place)
  }
})
