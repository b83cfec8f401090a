import { LIST_NAMES, LISTS } from '../../../index/insights/lists.ts'
import type { InsightsAnswer } from '../../../index/insights/report.ts'
import { Frame } from '../debug/frame.tsx'
import { DayChart } from './day-chart.tsx'
import { InsightsTable } from './insights-table.tsx'
import { Rules, type RulesProps } from './rules.tsx'

type PageProps = {
  since: string
  /** Whether everybody on this machine may see it. If not, the browser has a session, which the page can end. */
  open: boolean
  /** Whether searches are counted. */
  counting: boolean
  insights?: InsightsAnswer
  rules?: RulesProps
  problem?: string
}

const PERIODS = { '7 days': '7d', '30 days': '30d', '90 days': '90d', '400 days': '400d' }

/** What readers look for and do not find, for the owner of the blog. */
export function InsightsPage({ since, open, counting, insights, rules, problem }: PageProps) {
  return (
    <Frame title="What readers look for – Blog search">
      <header>
        <h1>What readers look for</h1>
        <nav aria-label="Elsewhere">
          <a href="/search">To the search</a>
          {open ? (
            <a href={`/api/v1/insights?since=${encodeURIComponent(since)}`}>As JSON</a>
          ) : (
            <form action="/insights/key" method="post">
              <input type="hidden" name="forget" value="1" />
              <button type="submit">Forget the key</button>
            </form>
          )}
        </nav>
      </header>
      <main>
        <nav class="periods" aria-label="Period">
          {Object.entries(PERIODS).map(([name, value]) => (
            <a
              key={value}
              href={`/insights?since=${value}`}
              aria-current={value === since ? 'page' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {!counting && (
          <p class="problem">
            Nothing is counted now: <code>INSIGHTS=false</code>.
          </p>
        )}
        {insights !== undefined && <Insights insights={insights} />}
        {rules !== undefined && rules.rules > 0 && <Rules {...rules} since={since} />}
      </main>
    </Frame>
  )
}

function Insights({ insights }: { insights: InsightsAnswer }) {
  const { from, until, totals, before, madeUp } = insights
  return (
    <>
      {madeUp === true && (
        <p class="problem" role="note">
          <strong>Made up.</strong> The demo invented these figures to show the page. No reader was counted.
        </p>
      )}
      <p class="quiet">
        From {from} to {until}, beside the period before, which is as long. Nobody is tracked: the text of a
        query is kept only once several days or networks asked it, so that {totals.withText} of{' '}
        {totals.searches} searches have a text here.
      </p>
      <Figures totals={totals} before={before} />
      <DayChart {...insights} />
      {totals.searches === 0 && (
        <p>
          Nothing was counted in this period. A search counts a minute after it was made, but not those of
          programs, of half-typed words, or of you while you debug.
        </p>
      )}
      {LIST_NAMES.map((name) => (
        <section key={name} class="insights" aria-labelledby={`list-${name}`}>
          <h2 id={`list-${name}`}>{LISTS[name].title}</h2>
          {LISTS[name].told !== '' && <p class="quiet">{LISTS[name].told}</p>}
          {insights[name].length === 0 ? <p>None.</p> : <InsightsTable name={name} rows={insights[name]} />}
        </section>
      ))}
      <Positions positions={insights.positions} />
    </>
  )
}

function Figures({ totals, before }: Pick<InsightsAnswer, 'totals' | 'before'>) {
  const figures = [
    ['searches', totals.searches, before.searches],
    ['found nothing', totals.nothingFound, before.nothingFound],
    ['were corrected', totals.corrected, before.corrected],
    ['clicks on results', totals.clicks, before.clicks],
  ] as const
  return (
    <ul class="figures">
      {figures.map(([name, now, then]) => (
        <li key={name}>
          <strong>{now}</strong> {name} <span class="quiet">(before: {then})</span>
        </li>
      ))}
    </ul>
  )
}

function Positions({ positions }: Pick<InsightsAnswer, 'positions'>) {
  if (positions.every((count) => count === 0)) return null
  return (
    <section class="insights" aria-labelledby="list-positions">
      <h2 id="list-positions">Clicks by position</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {positions.map((_, i) => (
                <th key={i} scope="col" class="number">
                  {i < positions.length - 1 ? i + 1 : 'later'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {positions.map((count, i) => (
                <td key={i} class="number">
                  {count}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
