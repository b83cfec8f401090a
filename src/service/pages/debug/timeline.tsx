import type { SearchAnswer } from '../../../search/answer/answer.ts'
import type { DebugRequest } from '../../../search/answer/debug-answer.ts'
import { Note } from './note.tsx'
import { Table } from './table.tsx'

const WIDTH = 1_000
const HEIGHT = 10

/** When each round trip began and how long it took, with its searches, which Elasticsearch runs in parallel. */
export function Timeline({
  requests,
  took,
}: {
  requests: readonly DebugRequest[]
  took: SearchAnswer['took']
}) {
  const end = Math.max(took.total, ...requests.map(({ start, ms }) => start + ms))
  const rows = requests.flatMap((request, i) => [
    [
      `Round trip ${i + 1}`,
      tenths(request.start),
      tenths(request.ms),
      <Span key="a" of={end} {...request} />,
    ],
    ...request.parts.map(({ asks, index, took: ms }) => [
      <span key="asks" class="part">
        {index}: {asks}
      </span>,
      '',
      ms,
      <Span key="a" of={end} start={request.start} ms={ms} part />,
    ]),
  ])
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <Note>
        A <dfn>round trip</dfn> is one request to Elasticsearch. It holds several searches, which run side by
        side.
      </Note>
      <p>
        {took.total} ms, {took.elasticsearch} of them waiting for Elasticsearch, in {requests.length}{' '}
        {requests.length === 1 ? 'round trip' : 'round trips'}. What is asked for debugging alone comes after
        that.
      </p>
      <Table caption="Round trips" columns={['What', 'From (ms)', 'Took (ms)', 'When']} rows={rows} />
    </section>
  )
}

type SpanProps = { of: number; start: number; ms: number; part?: boolean }

function Span({ of, start, ms, part = false }: SpanProps) {
  return (
    <svg class="span" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x={0} y={0} width={WIDTH} height={HEIGHT} />
      <rect
        class={part ? 'part' : 'trip'}
        x={(WIDTH * start) / of}
        y={0}
        width={Math.max(2, (WIDTH * ms) / of)}
        height={HEIGHT}
      />
    </svg>
  )
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}
