import { z } from 'zod'
import { type Counted, countClicks, PLACES } from './counted.ts'
import { NO_TEXT_TIER, SOME_WORDS, WITHOUT_CORRECTIONS } from './names.ts'
import type { Period, PeriodCounts } from './read-counts.ts'

/** Rows of each list. */
const ROWS = 20
/** Fewer searches are chance. */
const OFTEN = 3
/** A query with a smaller share of clicks, and at least so many searches, has few clicks. */
const FEW_CLICKS = 0.2
const ENOUGH_TO_CLICK = 5

const Row = z.strictObject({
  query: z.string(),
  searches: z.int().describe('How often it was searched for in the period, as the list counts it.'),
  before: z.int().describe('The same in the period before, which is as long.'),
  clicks: z.int().describe('Clicks on its results.'),
})
export type Row = z.infer<typeof Row>

const Correction = Row.extend({
  undone: z.int().describe('Searches for exactly what was typed: readers who did not want the correction.'),
  meant: z.string().optional().describe('What the search corrects it to today.'),
})
export type Correction = z.infer<typeof Correction>

const Totals = z.strictObject({
  searches: z.int(),
  nothingFound: z.int(),
  corrected: z.int(),
  clicks: z.int(),
  withText: z.int().describe('Searches whose text was kept.'),
})

/** What readers looked for in a period. */
export const InsightsAnswer = z.strictObject({
  from: z.string(),
  until: z.string(),
  madeUp: z.literal(true).optional().describe('Some of it is an example that the demo made up.'),
  totals: Totals,
  before: Totals.describe('The totals of the period before, which is as long.'),
  days: z.array(z.strictObject({ day: z.string(), searches: z.int(), nothingFound: z.int() })),
  positions: z.array(z.int()).describe('Clicks on the first ten positions, and on all later ones.'),
  top: z.array(Row).describe('What was searched for most.'),
  nothingFound: z.array(Row).describe('What was searched for without filters and found nothing.'),
  gaps: z.array(Row).describe('What was often searched for, and found only by some of its words.'),
  fewClicks: z.array(Row).describe('What found something that few readers clicked on.'),
  corrections: z.array(Correction).describe('The queries that were corrected most.'),
  trends: z.array(Row).describe('What changed most against the period before.'),
})
export type InsightsAnswer = z.infer<typeof InsightsAnswer>

/** The lists of what readers looked for, from the counts of a period and of the one before. */
export function toInsights(
  period: Period,
  { counts, days, madeUp }: PeriodCounts,
  earlier: PeriodCounts,
): InsightsAnswer {
  const list = (matches: (count: Counted) => boolean) => rowsOf(counts, earlier.counts, matches)
  const all = list(() => true)
  const known = all.filter(({ query }) => query !== '')
  const isPlain = ({ filters, tier }: Counted) => filters === '' && tier !== NO_TEXT_TIER
  return {
    ...period,
    ...(madeUp && { madeUp }),
    totals: totalsOf(counts),
    before: totalsOf(earlier.counts),
    days,
    positions: positionsOf(counts),
    top: known.filter(wasAsked).slice(0, ROWS),
    nothingFound: list((count) => isPlain(count) && !count.found)
      .filter(wasAsked)
      .slice(0, ROWS),
    gaps: list((count) => isPlain(count) && count.found && count.tier === SOME_WORDS)
      .filter(({ searches }) => searches >= OFTEN)
      .slice(0, ROWS),
    fewClicks: fewClicksOf(list((count) => count.found)),
    corrections: correctionsOf(list, counts),
    trends: known
      .filter(({ searches, before }) => Math.abs(searches - before) >= OFTEN)
      .sort((a, b) => Math.abs(b.searches - b.before) - Math.abs(a.searches - a.before))
      .slice(0, ROWS),
  }
}

function wasAsked({ searches }: Row): boolean {
  return searches > 0
}

/** The counts that match, added up by query, most searches first. Searches without a text are left out. */
function rowsOf(
  counts: readonly Counted[],
  earlier: readonly Counted[],
  matches: (count: Counted) => boolean,
): Row[] {
  const rows = new Map<string, Row>()
  const rowOf = (query: string) => {
    const row = rows.get(query) ?? { query, searches: 0, before: 0, clicks: 0 }
    rows.set(query, row)
    return row
  }
  for (const count of counts.filter(matches)) {
    if (count.query === undefined) continue
    const row = rowOf(count.query)
    row.searches += count.searches
    row.clicks += countClicks(count.clicked)
  }
  for (const { query, searches } of earlier.filter(matches)) {
    if (query !== undefined) rowOf(query).before += searches
  }
  return [...rows.values()]
    .filter(({ searches, before }) => searches > 0 || before > 0)
    .sort((a, b) => b.searches - a.searches || (a.query < b.query ? -1 : 1))
}

/** The queries with results that few readers clicked on, the most searched for first. Where no page tells of clicks there are none. */
function fewClicksOf(found: readonly Row[]): Row[] {
  if (found.every(({ clicks }) => clicks === 0)) return []
  return found
    .filter(({ searches, clicks }) => searches >= ENOUGH_TO_CLICK && clicks < FEW_CLICKS * searches)
    .slice(0, ROWS)
}

function correctionsOf(
  list: (matches: (count: Counted) => boolean) => Row[],
  counts: readonly Counted[],
): Correction[] {
  const undone = new Map(
    rowsOf(counts, [], ({ filters }) => filters.split(' ').includes(WITHOUT_CORRECTIONS)).map((row) => [
      row.query,
      row.searches,
    ]),
  )
  return list(({ corrected }) => corrected)
    .filter(wasAsked)
    .slice(0, ROWS)
    .map((row) => ({ ...row, undone: undone.get(row.query) ?? 0 }))
}

function totalsOf(counts: readonly Counted[]): InsightsAnswer['totals'] {
  const sum = (some: readonly Counted[]) => some.reduce((total, { searches }) => total + searches, 0)
  return {
    searches: sum(counts),
    nothingFound: sum(counts.filter(({ found }) => !found)),
    corrected: sum(counts.filter(({ corrected }) => corrected)),
    clicks: counts.reduce((total, { clicked }) => total + countClicks(clicked), 0),
    withText: sum(counts.filter(({ query }) => query !== undefined)),
  }
}

function positionsOf(counts: readonly Counted[]): number[] {
  return PLACES.map((place) => counts.reduce((total, { clicked }) => total + (clicked[place] ?? 0), 0))
}
