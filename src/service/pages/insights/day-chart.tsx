import type { InsightsAnswer } from '../../../index/insights/report.ts'

const DAY_MS = 86_400_000
const HEIGHT = 100
/** Wider than a bar's share of its place, so that bars have gaps. */
const BAR = 0.8

type ChartProps = Pick<InsightsAnswer, 'from' | 'until' | 'days'>

/** The searches of each day as bars, with those that found nothing in another colour. */
export function DayChart({ from, until, days }: ChartProps) {
  const first = Date.parse(from)
  const count = Math.round((Date.parse(until) - first) / DAY_MS) + 1
  const most = days.reduce((max, { searches }) => Math.max(max, searches), 0)
  if (most === 0) return null
  const heightOf = (searches: number) => (HEIGHT * searches) / most
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${count} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Searches from ${from} to ${until}, at most ${most} on a day`}
      >
        {days.map(({ day, searches, nothingFound }) => {
          const x = Math.round((Date.parse(day) - first) / DAY_MS)
          const title = `${day}: ${searches} searches, ${nothingFound} found nothing`
          return (
            <g key={day}>
              <title>{title}</title>
              <rect
                class="all"
                x={x}
                y={HEIGHT - heightOf(searches)}
                width={BAR}
                height={heightOf(searches)}
              />
              <rect
                class="nothing"
                x={x}
                y={HEIGHT - heightOf(nothingFound)}
                width={BAR}
                height={heightOf(nothingFound)}
              />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
          <rect class="all" width="1" height="1" />
        </svg>
        searches of each day from {from} to {until}, at most {most}{' '}
        <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
          <rect class="nothing" width="1" height="1" />
        </svg>
        of them those that found nothing
      </figcaption>
    </figure>
  )
}
