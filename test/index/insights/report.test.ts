import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insightsAsCsv, insightsAsMarkdown, insightsAsText } from '../../../src/commands/insights-text.ts'
import type { Counted } from '../../../src/index/insights/counted.ts'
import { readPeriod } from '../../../src/index/insights/period.ts'
import { toInsights } from '../../../src/index/insights/report.ts'

const PERIOD = { from: '2026-11-01', until: '2026-11-30' }

function counted(query: string | undefined, searches: number, changes: Partial<Counted> = {}): Counted {
  const common = { tier: 'phrase', found: true, corrected: false, filters: '', clicked: {} }
  return { ...(query !== undefined && { query }), ...common, searches, ...changes }
}

const insights = toInsights(
  PERIOD,
  {
    counts: [
      counted('tea', 50, { clicked: { p1: 20, p3: 5, later: 1 } }),
      counted('tea', 5, { filters: 'category' }),
      counted('kombucha', 9, { found: false, tier: 'some words' }),
      counted('kombucha', 4, { found: false, tier: 'some words', filters: 'category' }),
      counted('bread machine', 7, { tier: 'some words', clicked: { p1: 1 } }),
      counted('firefix', 12, { corrected: true, tier: 'corrected title', clicked: { p1: 6 } }),
      counted('firefix', 3, { filters: 'category no:fuzzy', found: false, tier: 'some words' }),
      counted('=cmd|"x"', 1),
      counted(undefined, 100),
    ],
    days: [],
    madeUp: false,
  },
  { counts: [counted('tea', 20), counted('gone', 9)], days: [], madeUp: false },
)

test('each list has what it promises', () => {
  const told = (rows: readonly { query: string; searches: number }[]) =>
    rows.map(({ query, searches }) => `${query} ${searches}`)
  assert.deepEqual(told(insights.top), [
    'tea 55',
    'firefix 15',
    'kombucha 13',
    'bread machine 7',
    '=cmd|"x" 1',
  ])
  assert.deepEqual(told(insights.nothingFound), ['kombucha 9'])
  assert.deepEqual(told(insights.gaps), ['bread machine 7'])
  assert.deepEqual(told(insights.fewClicks), ['bread machine 7'])
  assert.deepEqual(insights.corrections, [
    { query: 'firefix', searches: 12, before: 0, clicks: 6, undone: 3 },
  ])
  assert.deepEqual(
    insights.trends.map(({ query, searches, before }) => [query, searches - before]).slice(0, 3),
    [
      ['tea', 35],
      ['firefix', 15],
      ['kombucha', 13],
    ],
  )
  assert.ok(
    insights.trends.some(({ query, searches, before }) => query === 'gone' && searches - before === -9),
  )
  assert.deepEqual(insights.totals, {
    searches: 191,
    nothingFound: 16,
    corrected: 12,
    clicks: 33,
    withText: 91,
  })
  assert.deepEqual(insights.positions, [27, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1])
})

test('the query of a stranger is no formula in CSV, and breaks no table in Markdown', () => {
  assert.match(insightsAsCsv(insights), /\r\ntop,"'=cmd\|""x""",1,0,0,\r\n/)
  assert.match(insightsAsMarkdown(insights), /\n\| `=cmd "x"` \| 1 \| 0 \| 0 \|\n/)
  assert.match(
    insightsAsText(insights, (text) => text),
    /\n {5}12 {2}firefix {2}\(before 0, clicks 6, undone 3\)\n/,
  )
})

test('a period is some days up to today, or since a day, and the one before is as long', () => {
  const now = Date.parse('2026-11-30T23:59:00Z')
  assert.deepEqual(readPeriod('30d', now), {
    period: PERIOD,
    before: { from: '2026-10-02', until: '2026-10-31' },
  })
  assert.deepEqual(readPeriod('2026-11-30', now).before, { from: '2026-11-29', until: '2026-11-29' })
  for (const wrong of ['', '0d', 'x', '30', '2027-01-01', '2026-13-01', '99999d'])
    assert.throws(() => readPeriod(wrong, now), /^InputError: since: expected days such as 30d/, wrong)
})
