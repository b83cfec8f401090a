import { readFileSync } from 'node:fs'
import { hashOf, randomFor } from '../../core/random.ts'
import { type Clicked, dayOf, type Outcome, PLACES } from '../../index/insights/counted.ts'
import { ensureInsightsIndex } from '../../index/insights/insights-index.ts'
import { WITHOUT_CORRECTIONS } from '../../index/insights/names.ts'
import { sendBulk } from '../../index/insights/send-bulk.ts'
import { plainInput } from '../../search/request/input.ts'
import { type SearchContext, search } from '../../search/search.ts'
import { outcomeOf } from '../../service/insights/outcome.ts'

/** A query of made-up readers: how often a month it is searched for, now and before, and the share of searches that lead to a click. */
type MadeUp = { query: string; searches: number; before: number; clicks: number }

const DAY_MS = 86_400_000
const DAYS = 30
const SEED = 28
/** The share of searches whose text is not kept, of those that are undone after a correction, and that use a filter. */
const RARE = 0.6
const UNDONE = 0.15
const FILTERED = 0.1
/** How much less likely a click is on each next position. */
const NEXT_POSITION = 0.45

/**
 * Writes two months of made-up insights, marked as such, so that the demo has something to show. The queries come from a file; what the
 * search finds for them is real. Running it again changes nothing.
 */
export async function makeUpInsights(ctx: SearchContext, file: string, now = Date.now()): Promise<void> {
  const documents: object[] = []
  for (const made of readSearches(file)) {
    const input = plainInput(made.query, { size: 10 })
    const outcome = outcomeOf(input, await search(ctx, input))
    for (let ago = 0; ago < 2 * DAYS; ago++) {
      const day = dayOf(now - ago * DAY_MS)
      const month = ago < DAYS ? made.searches : made.before
      documents.push(...onDay({ ...made, query: made.query.toLowerCase() }, { day, month, outcome }))
    }
  }
  await ensureInsightsIndex(ctx.client, ctx.indexPrefix)
  await sendBulk(ctx.client, ctx.indexPrefix, documents)
}

function readSearches(file: string): MadeUp[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [query = '', ...numbers] = line.split('\t')
    const [searches = 0, before = 0, clicks = 0] = numbers.map(Number)
    return { query, searches, before, clicks }
  })
}

/** The bulk operations for one query on one day: its own counts, exact searches that undo a correction, and searches without a text. */
function onDay(
  { query, clicks }: MadeUp,
  { day, month, outcome }: { day: string; month: number; outcome: Outcome },
): object[] {
  const random = randomFor(SEED, query, day)
  const draw = (mean: number) => Math.floor(mean + random())
  const searches = draw(month / DAYS)
  const clicked: Clicked = {}
  for (let i = 0; outcome.found && i < searches; i++) {
    if (random() > clicks) continue
    let position = 0
    while (random() < NEXT_POSITION && position < PLACES.length - 1) position++
    const place = PLACES[position] ?? 'later'
    clicked[place] = (clicked[place] ?? 0) + 1
  }
  const exact = { ...outcome, corrected: false, filters: WITHOUT_CORRECTIONS }
  const filtered = { ...outcome, filters: 'category' }
  const rows = [
    { query, ...outcome, searches, clicked },
    { query, ...filtered, searches: draw((FILTERED * month) / DAYS), clicked: {} },
    ...(outcome.corrected ? [{ query, ...exact, searches: draw((UNDONE * month) / DAYS), clicked: {} }] : []),
    { ...outcome, searches: draw((RARE * month) / DAYS), clicked: {} },
  ]
  return rows.flatMap((row, i) => {
    if (row.searches === 0) return []
    const _id = `made-up-${day}-${hashOf(SEED, query)}-${i}`
    return [{ index: { _id } }, { kind: 'count', day, madeUp: true, ...row }]
  })
}
