import type { ClausePoints } from '../../../search/answer/clause-points.ts'

const HEIGHT = 10
const WIDTH = 1_000

type BarProps = { points: readonly ClausePoints[]; most: number; label: string }

/** A bar of points, each as wide as its share of `most`. A table beside it has the same numbers. */
export function Bar({ points, most, label }: BarProps) {
  let left = 0
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {points.map(({ clause, kind, points: value }, i) => {
        const x = left
        const width = most > 0 ? (WIDTH * value) / most : 0
        left += width
        return (
          <rect key={i} class={`kind-${kind}`} x={x} y={0} width={width} height={HEIGHT} data-points={value}>
            <title>{`${clause}: ${value}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
